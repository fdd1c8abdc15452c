import CPcre2
import Columnar

/// `regex`: all matches replaced. What takes too many steps becomes NULL and is counted.
struct RegexKernel: Sendable {
  private let expression: RegularExpression

  init(_ expression: RegularExpression) { self.expression = expression }

  func apply(_ texts: ByteStrings) throws(MaskingError) -> MaskedValues {
    unsafe try expression.withCode { (code) throws(MaskingError) in
      let matcher = unsafe Matcher(code)
      var output = ReplacedText(count: texts.count)
      for index in 0..<texts.count {
        let found = unsafe texts.bytes.withUnsafeBufferPointer { bytes in
          unsafe replace(UnsafeBufferPointer(rebasing: bytes[texts.range(index)]), matcher, &output)
        }
        output.close(index, isNull: !found)
        guard output.bytes.count <= Int(UInt32.max) else { throw tooMuchText }
      }
      return output.result
    }
  }

  /// Appends a text with its matches replaced; false where matching came to no end.
  private func replace(
    _ text: UnsafeBufferPointer<UInt8>, _ matcher: borrowing Matcher, _ output: inout ReplacedText
  ) -> Bool {
    var copied = 0  // up to here the text is in the output
    var from = 0
    var afterEmpty = false
    while from <= text.count {
      switch unsafe matcher.match(text, from: from, notEmptyAtStart: afterEmpty) {
      case .failure: return false
      case .none:
        unsafe output.append(text, copied..<text.count)
        return true
      case .match(let range):
        guard range.lowerBound >= copied else { return false }  // only \K can do that
        unsafe output.append(text, copied..<range.lowerBound)
        for piece in expression.pieces {
          switch piece {
          case .text(let bytes): output.bytes.append(contentsOf: bytes)
          case .group(let group): unsafe output.append(text, matcher.group(group))
          }
        }
        (copied, from, afterEmpty) = (range.upperBound, range.upperBound, range.isEmpty)
      }
    }
    return true
  }
}

/// The output of a batch as it grows.
private struct ReplacedText {
  var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]
  private var validity: Bitmap
  private var nulls = 0

  init(count: Int) {
    validity = Bitmap(repeating: true, count: count)
    offsets.reserveCapacity(count + 1)
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
  }

  mutating func close(_ index: Int, isNull: Bool) {
    if isNull {
      bytes.removeLast(bytes.count - Int(offsets[offsets.count - 1]))
      validity.set(index, to: false)
      nulls += 1
    } else {
      offsets.append(UInt32(truncatingIfNeeded: bytes.count))
    }
  }

  var result: MaskedValues {
    MaskedValues(
      .bytes(ByteStrings(offsets: offsets, bytes: bytes)), validity: nulls > 0 ? validity : nil, counted: nulls)
  }
}
