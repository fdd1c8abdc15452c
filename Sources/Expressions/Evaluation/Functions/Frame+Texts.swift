import Columnar
import Patterns

extension Frame {
  /// Another text for each text.
  func texts(
    _ vector: Vector, _ operation: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
  ) throws(ExpressionError) -> Vector {
    guard case .bytes(let strings) = vector.content else { return nothing(like: [vector]) }
    var result = ByteStrings()
    result.reserveCapacity(values: count, bytes: strings.bytes.count)
    for index in 0..<count {
      result.append(operation(strings[index]))
      try checkTextSize(result.bytes.count)
    }
    return finished(.bytes(result), nil, of: [vector])
  }

  /// Text in lower or upper case.
  func cased(_ vector: Vector, _ function: Function) throws(ExpressionError) -> Vector {
    guard case .bytes(let strings) = vector.content, strings.isASCII else {
      return try texts(vector) { function == .lower ? $0.lowercased : $0.uppercased }
    }
    return finished(.bytes(strings.mappingASCII(toLower: function == .lower)), nil, of: [vector])
  }

  /// Characters of strings, bytes of binary.
  func lengths(_ vector: Vector, ofCharacters: Bool) -> Vector {
    guard case .bytes(let strings) = vector.content else { return nothing(like: [vector]) }
    let bytes = strings.bytes.span
    let lengths = (0..<count).map { index in
      let range = strings.range(index)
      guard ofCharacters else { return Int128(range.count) }
      var characters = 0
      for position in range where bytes[position] & 0xc0 != 0x80 { characters &+= 1 }
      return Int128(characters)
    }
    return finished(.integers(lengths), nil, of: [vector])
  }

  /// `substr(s, start, count)`, in characters counted from 1; a negative count is a fault.
  func substrings(_ vector: Vector, _ starts: Vector, _ lengths: Vector?) -> Vector {
    let operands = [vector, starts] + (lengths.map { [$0] } ?? [])
    guard case .bytes(let strings) = vector.content, case .integers(let starts_) = starts.content else {
      return nothing(like: operands)
    }
    var counts: [Int128]?
    if let lengths {
      guard case .integers(let numbers) = lengths.content else { return nothing(like: operands) }
      counts = numbers
    }
    let validity = validity(of: operands)
    var faults = Bitmap(repeating: false, count: count)
    var result = ByteStrings()
    for index in 0..<count {
      let start = starts_[index * starts.step]
      var end = Int128.max
      if let counts {
        let length = counts[index * (lengths?.step ?? 0)]
        if length < 0, validity[index] { faults.set(index, to: true) }
        end = start + max(length, 0)
      }
      result.append(strings[index * vector.step].characters(from: start, to: end))
    }
    return finished(.bytes(result), faults, of: operands)
  }

  /// `||`
  func joined(_ a: Vector, _ b: Vector) throws(ExpressionError) -> Vector {
    guard case .bytes = a.content, case .bytes = b.content else { return nothing(like: [a, b]) }
    return finished(.bytes(try concatenation([a, b])), nil, of: [a, b])
  }

  /// `concat`, which skips NULLs.
  func concatenated(_ vectors: [Vector]) throws(ExpressionError) -> Vector {
    Vector(content: .bytes(try concatenation(vectors)), faults: faults(of: vectors))
  }

  private func concatenation(_ vectors: [Vector]) throws(ExpressionError) -> ByteStrings {
    var offsets: [UInt32] = [0]
    var bytes: [UInt8] = []
    for index in 0..<count {
      for vector in vectors {
        if case .bytes(let strings) = vector.content, vector.isValid(index * vector.step) {
          bytes += strings[index * vector.step]
        }
      }
      try checkTextSize(bytes.count)
      offsets.append(UInt32(bytes.count))
    }
    return ByteStrings(offsets: offsets, bytes: bytes)
  }

  /// Whether a text is at the start, at the end or anywhere in another.
  func searched(_ function: Function, _ a: Vector, _ b: Vector) -> Outcome {
    let validity = validity(of: [a, b])
    let faults = faults(of: [a, b])
    guard case .bytes(let texts) = a.content, case .bytes(let parts) = b.content else {
      return Outcome(Bitmap(repeating: false, count: count), validity: validity, faults: faults)
    }
    if function == .contains, b.isConstant, !a.isConstant {
      return Outcome(texts.containing(parts.bytes.rawBytes), validity: validity, faults: faults)
    }
    let (bytes, wanted) = (texts.bytes.rawBytes, parts.bytes.rawBytes)
    let holds = Bitmap(count: count) { index in
      let (text, part) = (texts.range(index &* a.step), parts.range(index &* b.step))
      guard text.count >= part.count else { return false }
      let last = text.upperBound - part.count
      switch function {
      case .startsWith: return sameBytes(bytes, text.lowerBound..<text.lowerBound + part.count, wanted, part)
      case .endsWith: return sameBytes(bytes, last..<text.upperBound, wanted, part)
      default:
        return (text.lowerBound...last).contains { sameBytes(bytes, $0..<$0 + part.count, wanted, part) }
      }
    }
    return Outcome(holds, validity: validity, faults: faults)
  }

  func matched(_ vector: Vector, _ pattern: LikePattern) throws(ExpressionError) -> Outcome {
    let validity = vector.validity(of: count)
    let subject = pattern.foldsCase ? try cased(vector, .lower) : vector
    guard case .bytes(let strings) = subject.content else {
      return Outcome(Bitmap(repeating: false, count: count), validity: validity, faults: vector.faults(of: count))
    }
    return Outcome(pattern.matches(strings), validity: validity, faults: vector.faults(of: count))
  }

  /// A match that costs more than its limit is a fault.
  func matched(_ vector: Vector, _ pattern: RegularExpression) -> Outcome {
    var validity = vector.validity(of: count)
    guard case .bytes(let strings) = vector.content else {
      return Outcome(Bitmap(repeating: false, count: count), validity: validity, faults: vector.faults(of: count))
    }
    let found = pattern.matches(in: strings, where: validity)
    validity = validity & ~found.faults
    return Outcome(
      found.matches, validity: validity,
      faults: union(vector.faults(of: count), found.faults.isNoneSet ? nil : found.faults))
  }
}
