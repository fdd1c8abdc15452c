import Columnar

/// The numbers that `sample` decides by: the same for equal values, in every context of a source.
public struct SampleDraws: Sendable {
  private let key: MessageKey

  public init(sourceKey: SecretKey) { key = MessageKey(sourceKey.use("sample")) }

  /// For each value a number that is uniform below 2^64; its row remains where that is below percent / 100 * 2^64.
  public func draws(for values: Values, of leaf: Leaf) -> [UInt64] {
    key.draws(of: canonicalText(of: values, type: leaf.type))
  }
}
