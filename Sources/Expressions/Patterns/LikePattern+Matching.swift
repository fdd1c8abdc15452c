import Columnar

extension LikePattern {
  /// What has to be looked for.
  enum Shape: Sendable {
    case exactly([UInt8])
    case prefix([UInt8])
    case suffix([UInt8])
    case anywhere([UInt8])
    case steps([Step])

    enum Step: Sendable {
      case byte(UInt8)
      case anyCharacter
      case anything
    }

    init(_ parts: [Part]) {
      switch (parts.count, parts.first, parts.last) {
      case (0, _, _): self = .exactly([])
      case (1, .bytes(let bytes), _): self = .exactly(bytes)
      case (1, .anything, _): self = .prefix([])
      case (2, .bytes(let bytes), .anything): self = .prefix(bytes)
      case (2, .anything, .bytes(let bytes)): self = .suffix(bytes)
      case (3, .anything, .anything):
        if case .bytes(let bytes) = parts[1] { self = .anywhere(bytes) } else { self = .steps(Self.steps(parts)) }
      default: self = .steps(Self.steps(parts))
      }
    }

    private static func steps(_ parts: [Part]) -> [Step] {
      parts.flatMap { part -> [Step] in
        switch part {
        case .bytes(let bytes): bytes.map { .byte($0) }
        case .anyCharacter: [.anyCharacter]
        case .anything: [.anything]
        }
      }
    }

    func matches(_ strings: ByteStrings) -> Bitmap {
      let (bytes, offsets) = (strings.bytes.rawBytes, strings.offsets.span)
      func range(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index &+ 1]) }
      switch self {
      case .exactly(let wanted):
        let wanted = wanted.rawBytes
        return Bitmap(count: strings.count) { sameBytes(bytes, range($0), wanted, 0..<wanted.byteCount) }
      case .prefix(let wanted):
        let wanted = wanted.rawBytes
        return Bitmap(count: strings.count) {
          sameBytes(bytes, range($0).prefix(wanted.byteCount), wanted, 0..<wanted.byteCount)
        }
      case .suffix(let wanted):
        let wanted = wanted.rawBytes
        return Bitmap(count: strings.count) {
          sameBytes(bytes, range($0).suffix(wanted.byteCount), wanted, 0..<wanted.byteCount)
        }
      case .anywhere(let wanted): return strings.containing(wanted.rawBytes)
      case .steps(let steps):
        let steps = steps.span
        return Bitmap(count: strings.count) { Self.matches(bytes, range($0), steps) }
      }
    }

    /// Whether a whole text matches. After a mismatch only the last `%` takes one character more, so the cost is at
    /// most the product of the lengths.
    private static func matches(_ bytes: RawSpan, _ range: Range<Int>, _ steps: Span<Step>) -> Bool {
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

    private static func nextCharacter(_ bytes: RawSpan, _ position: Int, _ end: Int) -> Int {
      var next = position + 1
      while next < end, bytes[next] & 0xc0 == 0x80 { next += 1 }
      return next
    }
  }
}
