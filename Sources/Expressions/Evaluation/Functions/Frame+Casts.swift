import Columnar

extension Frame {
  func cast(_ vector: Vector, from source: Kind, to target: Kind, precision: Int, scale: Int) -> Vector {
    switch (vector.content, target) {
    case (.nulls, _): return nothing(like: [vector])
    case (.bytes(let strings), .integer):
      return parsed(strings, vector) { text in Int64(cast: text).map { Int128($0) } }
    case (.bytes(let strings), .date):
      return parsed(strings, vector) { text in
        Moment.parse(utf8: text).flatMap { $0.hasTime ? nil : Int128($0.days) }
      }
    case (.bytes(let strings), .timestamp):
      return parsed(strings, vector) { text in Moment.parse(utf8: text).flatMap { $0.isUTC ? nil : $0.nanoseconds } }
    case (.bytes(let strings), .float):
      let result = computed(positions, vector.validity(of: count), 0.0) { index in
        DecimalDigits(utf8: strings[index].trimmed).flatMap { Double($0.text) }.flatMap { $0.isFinite ? $0 : nil }
      }
      return finished(.floats(result.numbers), result.faults, of: [vector])
    case (.bytes(let strings), .decimal):
      let result = computed(positions, vector.validity(of: count), ExactDecimal.zero) { index in
        DecimalDigits(utf8: strings[index].trimmed)?.cast(precision: precision, scale: scale)
      }
      return finished(.decimals(result.numbers), result.faults, of: [vector])
    case (.bytes(let strings), .boolean): return booleans(strings, vector)
    case (_, .string): return text(of: vector, source)
    case (.boolean(let values), .integer):
      return finished(.integers((0..<count).map { values[$0] ? 1 : 0 }), nil, of: [vector])
    case (.integers(let numbers), .boolean):
      return finished(.boolean(Bitmap(numbers.map { $0 != 0 })), nil, of: [vector])
    case (.integers, .integer): return mapped(vector, int64)
    case (.integers, .date):
      return source == .date
        ? vector : mapped(vector) { $0.flooredQuotientAndRemainder(dividingBy: Moment.nanosecondsPerDay).quotient }
    case (.integers, .timestamp): return source == .date ? mapped(vector) { $0 * Moment.nanosecondsPerDay } : vector
    case (.integers, .float), (.decimals, .float): return vector.converted(to: .float)
    case (.integers(let numbers), .decimal):
      return decimals(numbers, vector) { ExactDecimal($0).cast(precision: precision, scale: scale) }
    case (.decimals(let numbers), .decimal):
      return decimals(numbers, vector) { $0.cast(precision: precision, scale: scale) }
    case (.floats(let numbers), .decimal):
      return decimals(numbers, vector) {
        $0.isFinite ? DecimalDigits($0).cast(precision: precision, scale: scale) : nil
      }
    case (.decimals(let numbers), .integer):
      return integers(numbers, vector) { $0.rounded(toScale: 0)?.integer.flatMap(int64) }
    case (.floats(let numbers), .integer):
      return integers(numbers, vector) { Int64(exactly: $0.rounded(.toNearestOrEven)).map { Int128($0) } }
    default: return vector
    }
  }

  /// The index of every slot, for operations on what is no plain number.
  private var positions: [Int] { Array(0..<count) }

  /// Whole numbers of text, spaces around it left out.
  private func parsed(
    _ strings: ByteStrings, _ vector: Vector, _ parse: (ArraySlice<UInt8>) -> Int128?
  ) -> Vector {
    let result = computed(positions, vector.validity(of: count), Int128(0)) { parse(strings[$0].trimmed) }
    return finished(.integers(result.numbers), result.faults, of: [vector])
  }

  private func integers<Number: BitwiseCopyable>(
    _ numbers: [Number], _ vector: Vector, _ operation: (Number) -> Int128?
  ) -> Vector {
    let result = computed(numbers, vector.validity(of: count), 0, operation)
    return finished(.integers(result.numbers), result.faults, of: [vector])
  }

  private func decimals<Number: BitwiseCopyable>(
    _ numbers: [Number], _ vector: Vector, _ operation: (Number) -> ExactDecimal?
  ) -> Vector {
    let result = computed(numbers, vector.validity(of: count), .zero, operation)
    return finished(.decimals(result.numbers), result.faults, of: [vector])
  }

  private func booleans(_ strings: ByteStrings, _ vector: Vector) -> Vector {
    let result = computed(positions, vector.validity(of: count), false) { index in
      let text = strings[index].trimmed.lowercased
      return text.elementsEqual("true".utf8) ? true : text.elementsEqual("false".utf8) ? false : nil
    }
    return finished(.boolean(Bitmap(result.numbers)), result.faults, of: [vector])
  }

  /// Canonical text (masks.md): timestamps with nine digits, decimals with their own scale.
  private func text(of vector: Vector, _ source: Kind) -> Vector {
    let strings: ByteStrings
    switch vector.content {
    case .boolean(let values): strings = canonicalText(of: .boolean(values), type: LeafType(.boolean))
    case .floats(let numbers): strings = canonicalText(of: .double(numbers), type: LeafType(.double))
    case .decimals(let numbers): strings = ByteStrings(numbers.map(\.text))
    case .integers(let numbers):
      switch source {
      case .date: strings = ByteStrings(numbers.map { Scalar.dateText($0) })
      case .timestamp: strings = ByteStrings(numbers.map { Scalar.timestampText($0) })
      case .timestamptz: strings = ByteStrings(numbers.map { Scalar.timestampText($0) + "Z" })
      default: strings = ByteStrings(numbers.map { String($0) })
      }
    case .bytes(let values) where source == .uuid:
      // NULL slots hold no 16 bytes.
      let zero = [UInt8](repeating: 0, count: 16)
      let bytes = (0..<values.count).flatMap { values[$0].count == 16 ? Array(values[$0]) : zero }
      let stored = Values.fixed(FixedBytes(width: 16, count: values.count, bytes: bytes))
      strings = canonicalText(of: stored, type: LeafType(.fixedLengthByteArray(16), .uuid))
    case .bytes(let values): strings = values
    case .nulls: return nothing(like: [vector])
    }
    return finished(.bytes(strings), nil, of: [vector])
  }
}

extension DecimalDigits {
  func cast(precision: Int, scale: Int) -> ExactDecimal? {
    rounded(toScale: scale).exact?.cast(precision: precision, scale: scale)
  }
}

extension Int64 {
  /// `[+-]digits`, nil for anything else and beyond 64 bits.
  fileprivate init?(cast text: ArraySlice<UInt8>) {
    let digits = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
    guard !digits.isEmpty, digits.allSatisfy(Lexer.isDigit) else { return nil }
    self.init(String(decoding: text, as: UTF8.self))
  }
}
