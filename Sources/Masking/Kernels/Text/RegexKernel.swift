import CPcre2
import Columnar

/// `regex`: all matches replaced. What takes too many steps becomes NULL and is counted.
struct RegexKernel: Sendable {
  private let expression: RegularExpression

  init(_ expression: RegularExpression) { self.expression = expression }

  func apply(_ texts: ByteStrings) throws(MaskingError) -> MaskedValues {
    unsafe try expression.withCode { (code) throws(MaskingError) in
      let matcher = unsafe Matcher(code)
      var output = ReplacedText(count: texts.count, bytes: texts.bytes.count)
      var isTooMuch = false
      unsafe texts.bytes.withUnsafeBufferPointer { bytes in
        unsafe expression.literals.withUnsafeBufferPointer { literals in
          for index in 0..<texts.count where !isTooMuch {
            let text = unsafe UnsafeBufferPointer(rebasing: bytes[texts.range(index)])
            output.close(index, isNull: unsafe !replace(text, literals, matcher, &output.bytes))
            isTooMuch = output.bytes.count > Int(UInt32.max)
          }
        }
      }
      if isTooMuch { throw tooMuchText }
      return output.result
    }
  }

  /// Appends a text with its matches replaced; false where matching came to no end.
  private func replace(
    _ text: UnsafeBufferPointer<UInt8>, _ literals: UnsafeBufferPointer<UInt8>, _ matcher: borrowing Matcher,
    _ output: inout GrowingBytes
  ) -> Bool {
    let pieces = expression.pieces.span
    var copied = 0  // up to here the text is in the output
    var afterEmpty = false
    while true {
      switch unsafe matcher.match(text, from: copied, notEmptyAtStart: afterEmpty) {
      case .failure: return false
      case .none:
        unsafe output.append(text, copied..<text.count)
        return true
      case .match(let range):
        guard range.lowerBound >= copied else { return false }  // only \K can do that
        unsafe output.append(text, copied..<range.lowerBound)
        for index in pieces.indices {
          switch pieces[index] {
          case .literal(let part): unsafe output.append(literals, part)
          case .group(let group): unsafe output.append(text, matcher.group(group))
          }
        }
        (copied, afterEmpty) = (range.upperBound, range.isEmpty)
      }
    }
  }
}

/// The output of a batch as it grows.
private struct ReplacedText: ~Copyable {
  var bytes: GrowingBytes
  private var offsets: [UInt32] = [0]
  private var validity: Bitmap
  private var nulls = 0

  init(count: Int, bytes capacity: Int) {
    bytes = GrowingBytes(capacity: capacity + capacity / 4)
    validity = Bitmap(repeating: true, count: count)
    offsets.reserveCapacity(count + 1)
  }

  mutating func close(_ index: Int, isNull: Bool) {
    if isNull {
      bytes.truncate(to: Int(offsets[offsets.count - 1]))
      validity.set(index, to: false)
      nulls += 1
    } else {
      offsets.append(UInt32(truncatingIfNeeded: bytes.count))
    }
  }

  var result: MaskedValues {
    MaskedValues(
      .bytes(ByteStrings(offsets: offsets, bytes: bytes.array())), validity: nulls > 0 ? validity : nil, counted: nulls)
  }
}
