import Columnar

/// The keyed coin of `sample: {percent, by}` (crypto.md): a number for each value of a column.
public protocol SampleDraw: Sendable {
  /// Tells draws of different keys apart; takes part in the equality of predicates. No key material.
  var identity: String { get }

  /// One number a value, evenly spread over all 64-bit numbers and equal for equal values.
  func draws(for values: Values, of leaf: Leaf) throws -> [UInt64]
}
