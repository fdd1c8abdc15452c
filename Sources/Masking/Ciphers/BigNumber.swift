import CCrypto

/// A whole number of any length, of libcrypto's; only for FF1 on long strings.
@safe final class BigNumber {
  private let number: OpaquePointer

  private init(_ number: OpaquePointer?) {
    guard let number = unsafe number else { preconditionFailure("no memory for a number") }
    unsafe self.number = unsafe number
  }

  deinit { unsafe BN_clear_free(number) }

  convenience init(bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    unsafe self.init(BN_bin2bn(bytes, Int32(bytes.count), nil))
  }

  /// Numerals from the most significant one on. Several are taken at once, as many as 63 bits hold.
  convenience init(_ numerals: some Collection<UInt16>, radix: Int) {
    unsafe self.init(BN_new())
    var (group, power) = (UInt(0), UInt(1))
    for numeral in numerals {
      group = group * UInt(radix) + UInt(numeral)
      power *= UInt(radix)
      if power >= 1 << 46 { add(&group, &power) }
    }
    add(&group, &power)
  }

  private func add(_ group: inout UInt, _ power: inout UInt) {
    let done = unsafe BN_mul_word(number, power) == 1 && BN_add_word(number, group) == 1
    precondition(done, "no memory for a number")
    (group, power) = (0, 1)
  }

  static func power(_ radix: Int, _ exponent: Int) -> BigNumber {
    let result = BigNumber([1], radix: radix)
    let context = unsafe BN_CTX_new()
    defer { unsafe BN_CTX_free(context) }
    let base = BigNumber(bytes: [16, 8, 0].map { UInt8(truncatingIfNeeded: radix >> $0) })
    let power = BigNumber(bytes: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: exponent >> $0) })
    let done = unsafe BN_exp(result.number, base.number, power.number, context)
    precondition(done == 1, "no memory for a number")
    return result
  }

  static func sum(_ a: BigNumber, _ b: BigNumber, modulo modulus: BigNumber) -> BigNumber {
    let result = BigNumber(bytes: [])
    let context = unsafe BN_CTX_new()
    defer { unsafe BN_CTX_free(context) }
    let done = unsafe BN_mod_add(result.number, a.number, b.number, modulus.number, context)
    precondition(done == 1, "no memory for a number")
    return result
  }

  static func difference(_ a: BigNumber, _ b: BigNumber, modulo modulus: BigNumber) -> BigNumber {
    let result = BigNumber(bytes: [])
    let context = unsafe BN_CTX_new()
    defer { unsafe BN_CTX_free(context) }
    let done = unsafe BN_mod_sub(result.number, a.number, b.number, modulus.number, context)
    precondition(done == 1, "no memory for a number")
    return result
  }

  /// Bits of the number before this one.
  var bitCountOfPredecessor: Int {
    guard let copy = unsafe BN_dup(number) else { preconditionFailure("no memory for a number") }
    defer { unsafe BN_free(copy) }
    unsafe BN_sub_word(copy, 1)
    return Int(unsafe BN_num_bits(copy))
  }

  /// Big-endian, in `count` bytes, which hold it.
  func bytes(count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let written = unsafe BN_bn2binpad(number, &bytes, Int32(count))
    precondition(written == Int32(count))
    return bytes
  }

  /// Its `count` numerals; the number is 0 afterwards. Several are taken at once, as many as 63 bits hold.
  func numerals(count: Int, radix: Int) -> [UInt16] {
    var (perGroup, power) = (0, UInt(1))
    while power < 1 << 46 {
      power *= UInt(radix)
      perGroup += 1
    }
    var numerals: [UInt16] = []
    while numerals.count < count {
      var rest = unsafe BN_div_word(number, power)
      for _ in 0..<min(perGroup, count - numerals.count) {
        numerals.append(UInt16(truncatingIfNeeded: rest % UInt(radix)))
        rest /= UInt(radix)
      }
    }
    return numerals.reversed()
  }
}
