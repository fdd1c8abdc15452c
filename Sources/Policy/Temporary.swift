import Columnar

public struct EvaluationContext: Sendable, Hashable {
  public init(
    user: String? = nil, groups: Set<String> = [], attributes: [String: Set<String>] = [:],
    purposes: Set<String> = [], project: String? = nil, nowNanoseconds: Int64
  ) {}
}
public protocol SampleDraw: Sendable { var identity: String { get } }
public struct Mask: Hashable, Sendable {
  public var text: String
  public func isAtMost(_ other: Mask) -> Bool { self == other }
  public func check(_ leaf: Leaf) throws {}
  public static func parse(_ text: String) throws -> Mask { Mask(text: text) }
}
public struct Predicate: Hashable, Sendable {
  public enum Constant {
    case value(Bool)
    case null
  }
  public var text: String
  public var columns: Set<String> { [] }
  public var sample: Bool? { nil }
  public var constant: Constant? { nil }
  public init(parsing text: String, schema: Schema, context: EvaluationContext) throws { self.text = text }
  public static func implies(_ a: Set<Predicate>, _ b: Predicate) -> Bool { a.contains(b) }
  public static func impliesMasking(rows: Set<Predicate>, when: Predicate?, covered: Predicate) -> Bool { false }
  public static func sample(_ percent: String, by: String, schema: Schema, draw: any SampleDraw) throws -> Predicate {
    try Predicate(parsing: "", schema: schema, context: EvaluationContext(nowNanoseconds: 0))
  }
}
