import Columnar
import Masking

public enum Truth { case `true`, `false`, null }

public struct EvaluationContext: Sendable, Hashable {
  public init(
    user: String? = nil, groups: Set<String> = [], attributes: [String: Set<String>] = [:],
    purposes: Set<String> = [], project: String? = nil, nowNanoseconds: Int64
  ) {}
}
public protocol SampleDraw: Sendable {
  var identity: String { get }
  func draws(for values: Values, of leaf: Leaf) throws -> [UInt64]
}
public struct Predicate: Hashable, Sendable {
  public var text: String
  public var columns: Set<String> { [] }
  public var sample: Bool? { nil }
  public var constant: Truth? { nil }
  public init(parsing text: String, schema: Schema, context: EvaluationContext) throws { self.text = text }
  public var stored: String { text }
  public init(stored: String, schema: Schema) throws { text = stored }
  public static func sample(_ percent: String, by: String, schema: Schema, draw: any SampleDraw) throws -> Predicate {
    try Predicate(parsing: "", schema: schema, context: EvaluationContext(nowNanoseconds: 0))
  }
}

public enum Implication {
  public static func implies(_ given: [Predicate], _ conclusion: Predicate) -> Bool { given.contains(conclusion) }
  public static func impliesMasking(rows: [Predicate], when: Predicate?, other: Predicate?) -> Bool { when == other }
}

public struct SecretKey: Sendable {
  public init(parsing file: [UInt8]) throws(MaskingError) {}
  public func withBytes<Result, Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Result) throws(Failure) -> Result {
    try body([UInt8](repeating: 1, count: 32))
  }
}
public struct SampleDraws: Sendable {
  public init(sourceKey: SecretKey) {}
  public func draws(for values: Values, of leaf: Leaf) -> [UInt64] { [] }
}
public struct MaskKeys: Sendable {
  public let source: SecretKey
  public static func catalog(master: SecretKey, source: String, project: String?) -> MaskKeys {
    MaskKeys(source: master)
  }
  public static func manifest(master: SecretKey) -> SecretKey { master }
}
