/// k-anonymity: no combination of the columns' output values may be that of fewer than `minimum` rows.
public struct AnonymityPolicy: Hashable, Sendable {
  /// The least size of a group: k.
  public var minimum: Int
  /// Names of flat output columns; what the output does not have does not count.
  public var columns: Set<String>

  public init(minimum: Int, columns: Set<String>) {
    self.minimum = minimum
    self.columns = columns
  }
}
