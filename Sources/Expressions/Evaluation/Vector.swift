import Columnar

/// The values of an expression, one for each slot of a frame, or one for all of them.
struct Vector {
  enum Content {
    case boolean(Bitmap)
    /// Integers; days; nanoseconds.
    case integers([Int128])
    case decimals([ExactDecimal])
    case floats([Double])
    case bytes(ByteStrings)
    /// All of them NULL.
    case nulls(Int)
  }

  /// NULL slots hold anything.
  var content: Content
  /// Set where there is a value. Nil: everywhere.
  var validity: Bitmap?
  /// Set where the value, or one that it was made of, is NULL because of a fault. Nil: nowhere.
  var faults: Bitmap?
  /// One value that stands for every slot.
  var isConstant = false

  var count: Int {
    switch content {
    case .boolean(let values): values.count
    case .integers(let values): values.count
    case .decimals(let values): values.count
    case .floats(let values): values.count
    case .bytes(let values): values.count
    case .nulls(let count): count
    }
  }

  /// What an index into the values is multiplied with.
  var step: Int { isConstant ? 0 : 1 }

  func isValid(_ index: Int) -> Bool {
    if case .nulls = content { return false }
    return validity?[index] ?? true
  }

  static func nulls(_ count: Int) -> Vector { Vector(content: .nulls(count)) }

  static func constant(_ value: Scalar) -> Vector {
    let content: Content =
      switch value {
      case .null, .interval: .nulls(1)
      case .boolean(let value): .boolean(Bitmap(repeating: value, count: 1))
      case .integer(let number): .integers([number])
      case .decimal(let number): .decimals([number])
      case .float(let number): .floats([number])
      case .bytes(let bytes): .bytes(ByteStrings(offsets: [0, UInt32(bytes.count)], bytes: bytes))
      }
    return Vector(content: content, isConstant: true)
  }

  subscript(index: Int) -> Scalar {
    guard isValid(index) else { return .null }
    return switch content {
    case .boolean(let values): .boolean(values[index])
    case .integers(let values): .integer(values[index])
    case .decimals(let values): .decimal(values[index])
    case .floats(let values): .float(values[index])
    case .bytes(let values): .bytes(Array(values[index]))
    case .nulls: .null
    }
  }

  /// Set where there is a value, for `count` slots.
  func validity(of slots: Int) -> Bitmap {
    if case .nulls = content { return Bitmap(repeating: false, count: slots) }
    guard let validity else { return Bitmap(repeating: true, count: slots) }
    return isConstant ? Bitmap(repeating: validity[0], count: slots) : validity
  }

  func faults(of slots: Int) -> Bitmap? {
    guard let faults else { return nil }
    return isConstant ? Bitmap(repeating: faults[0], count: slots) : faults
  }

  /// Marks more slots as NULL because of a fault.
  mutating func fault(_ slots: Bitmap?) {
    guard let slots, !slots.isNoneSet else { return }
    validity = (validity ?? Bitmap(repeating: true, count: count)) & ~slots
    faults = faults.map { $0 | slots } ?? slots
  }
}

extension Vector {
  /// As the values of `slots` slots, each written out.
  func expanded(to slots: Int) -> Vector {
    guard isConstant else { return self }
    return gathered([UInt32](repeating: 0, count: slots))
  }

  /// The values at `indices`.
  func gathered(_ indices: [UInt32]) -> Vector {
    let content: Content =
      switch content {
      case .boolean(let values): .boolean(values.gathered(indices))
      case .integers(let values): .integers(values.gathered(indices))
      case .decimals(let values): .decimals(values.gathered(indices))
      case .floats(let values): .floats(values.gathered(indices))
      case .bytes(let values): .bytes(values.gathered(indices))
      case .nulls: .nulls(indices.count)
      }
    return Vector(content: content, validity: validity?.gathered(indices), faults: faults?.gathered(indices))
  }
}

extension Array where Element: BitwiseCopyable {
  func gathered(_ indices: [UInt32]) -> [Element] {
    let (source, positions) = (span, indices.span)
    return [Element](filling: indices.count) { result in
      for index in 0..<result.count { result[index] = source[Int(positions[index])] }
    }
  }
}

extension Bitmap {
  /// The bits at `indices`.
  func gathered(_ indices: [UInt32]) -> Bitmap {
    let (bits, positions) = (words.span, indices.span)
    return Bitmap(count: indices.count) { index in
      let position = positions[index]
      return bits[Int(position >> 6)] &>> UInt64(position & 63) & 1 != 0
    }
  }

  /// `count` bits, each of which `bit` tells, 64 at a time.
  @inline(__always)
  init(count: Int, _ bit: (Int) -> Bool) {
    let words = [UInt64](filling: (count + 63) / 64) { words in
      for position in 0..<count >> 6 {
        var word: UInt64 = 0
        for offset in 0..<64 {
          word |= (bit(position &* 64 &+ offset) ? 1 : 0) &<< UInt64(truncatingIfNeeded: offset)
        }
        words[position] = word
      }
      var last: UInt64 = 0
      for offset in 0..<count & 63 {
        last |= (bit(count & ~63 &+ offset) ? 1 : 0) &<< UInt64(truncatingIfNeeded: offset)
      }
      if count & 63 != 0 { words[count >> 6] = last }
    }
    self.init(words: words, count: count)
  }
}
