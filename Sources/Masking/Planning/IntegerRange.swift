/// The values of an integer type.
struct IntegerRange: Sendable {
  let lowest: Int128
  let highest: Int128

  init(bits: Int, signed: Bool) {
    lowest = signed ? -(1 << Int128(bits - 1)) : 0
    highest = (1 << Int128(signed ? bits - 1 : bits)) - 1
  }

  func contains(_ number: Int128) -> Bool { lowest <= number && number <= highest }
}
