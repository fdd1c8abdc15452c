import Columnar

public struct EvaluationContext: Sendable, Hashable {
  public init(
    user: String? = nil, groups: Set<String> = [], attributes: [String: Set<String>] = [:],
    purposes: Set<String> = [], project: String? = nil, nowNanoseconds: Int64
  ) {}
}
public protocol SampleDraw: Sendable { var identity: String { get } }
public struct Predicate: Hashable, Sendable {
  public enum Constant { case value(Bool), null }
  public var text: String
  public var columns: Set<String> { [] }
  public var sample: Bool? { nil }
  public var constant: Constant? { nil }
  public init(parsing text: String, schema: Schema, context: EvaluationContext) throws { self.text = text }
  public var stored: String { text }
  public init(stored: String, schema: Schema) throws { text = stored }
  public static func sample(_ percent: String, by: String, schema: Schema, draw: any SampleDraw) throws -> Predicate { try Predicate(parsing: "", schema: schema, context: EvaluationContext(nowNanoseconds: 0)) }
}

public enum Implication {
  public static func implies(_ given: [Predicate], _ conclusion: Predicate) -> Bool { given.contains(conclusion) }
  public static func impliesMasking(rows: [Predicate], when: Predicate?, other: Predicate?) -> Bool { when == other }
}
