import Columnar
import Expressions
import Masking

/// The keyed coin of a source's samples, told apart from others' by the source's name.
public struct SourceDraw: SampleDraw {
  public let identity: String
  private let numbers: SampleDraws

  public init(source: String, key: SecretKey) {
    identity = source
    numbers = SampleDraws(sourceKey: key)
  }

  public func draws(for values: Values, of leaf: Leaf) throws -> [UInt64] { numbers.draws(for: values, of: leaf) }
}
