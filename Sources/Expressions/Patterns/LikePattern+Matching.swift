import Columnar

extension LikePattern {
  var compiled: Matcher { Matcher(parts: parts) }

  /// A pattern over bytes: literal bytes, `_` and `%`, in one run.
  struct Matcher {
    private enum Step {
      case byte(UInt8)
      case anyCharacter
      case anything
    }

    private let steps: [Step]

    init(parts: [Part]) {
      steps = parts.flatMap { part -> [Step] in
        switch part {
        case .bytes(let bytes): bytes.map { .byte($0) }
        case .anyCharacter: [.anyCharacter]
        case .anything: [.anything]
        }
      }
    }

    /// Whether a whole text matches. After a mismatch only the last `%` takes one character more, so the cost is at
    /// most the product of the lengths.
    func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
      var (position, step) = (range.lowerBound, 0)
      var (retryPosition, retryStep) = (-1, 0)
      while position < range.upperBound || step < steps.count {
        if step < steps.count {
          switch steps[step] {
          case .anything:
            (retryPosition, retryStep) = (position, step)
            step += 1
            continue
          case .byte(let byte) where position < range.upperBound && bytes[position] == byte:
            (position, step) = (position + 1, step + 1)
            continue
          case .anyCharacter where position < range.upperBound:
            (position, step) = (nextCharacter(bytes, position, range.upperBound), step + 1)
            continue
          case .byte, .anyCharacter: break
          }
        }
        guard retryPosition >= 0, retryPosition < range.upperBound else { return false }
        retryPosition = nextCharacter(bytes, retryPosition, range.upperBound)
        (position, step) = (retryPosition, retryStep + 1)
      }
      return true
    }

    private func nextCharacter(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
      var next = position + 1
      while next < end, bytes[next] & 0xc0 == 0x80 { next += 1 }
      return next
    }
  }
}
