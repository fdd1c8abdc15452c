import Columnar

/// Texts with what was found in them replaced.
public struct ReplacedTexts: Sendable {
  /// Those in which the search came to an end.
  public let texts: ByteStrings
  /// Set where it did; nil where that is everywhere.
  public let validity: Bitmap?
  /// How many it did not come to an end in.
  public let failures: Int
}

extension RegularExpression {
  /// Replaces all matches in strings that are UTF-8. Nil where the result is longer than 4 GiB.
  public func replacing(in strings: ByteStrings, with template: ReplacementTemplate) -> ReplacedTexts? {
    precondition(template.groups <= groups)
    let matcher = Matcher(self, isText: true)
    var output = ReplacedOutput(count: strings.count, bytes: strings.bytes.count)
    var isTooMuch = false
    unsafe strings.bytes.withUnsafeBufferPointer { bytes in
      unsafe template.literals.withUnsafeBufferPointer { literals in
        for index in 0..<strings.count where !isTooMuch {
          let text = unsafe UnsafeBufferPointer(rebasing: bytes[strings.range(index)])
          output.close(
            index, isComplete: unsafe matcher.replace(in: text, template.pieces.span, literals, &output.bytes))
          isTooMuch = output.bytes.count > Int(UInt32.max)
        }
      }
    }
    return isTooMuch ? nil : output.result
  }
}

extension Matcher {
  /// Appends a text with its matches replaced; false where matching came to no end.
  fileprivate func replace(
    in text: UnsafeBufferPointer<UInt8>, _ pieces: Span<ReplacementTemplate.Piece>,
    _ literals: UnsafeBufferPointer<UInt8>, _ output: inout GrowingBytes
  ) -> Bool {
    var copied = 0  // up to here the text is in the output
    var afterEmpty = false
    while true {
      switch unsafe match(text, from: copied, notEmptyAtStart: afterEmpty) {
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
          case .group(let number): unsafe output.append(text, group(number))
          }
        }
        (copied, afterEmpty) = (range.upperBound, range.isEmpty)
      }
    }
  }
}

/// The output of a batch as it grows.
private struct ReplacedOutput: ~Copyable {
  var bytes: GrowingBytes
  private var offsets: [UInt32] = [0]
  private var validity: Bitmap
  private var failures = 0

  init(count: Int, bytes capacity: Int) {
    bytes = GrowingBytes(capacity: capacity + capacity / 4)
    validity = Bitmap(repeating: true, count: count)
    offsets.reserveCapacity(count + 1)
  }

  mutating func close(_ index: Int, isComplete: Bool) {
    if isComplete {
      offsets.append(UInt32(truncatingIfNeeded: bytes.count))
    } else {
      bytes.truncate(to: Int(offsets[offsets.count - 1]))
      validity.set(index, to: false)
      failures += 1
    }
  }

  var result: ReplacedTexts {
    ReplacedTexts(
      texts: ByteStrings(offsets: offsets, bytes: bytes.array()), validity: failures > 0 ? validity : nil,
      failures: failures)
  }
}
