import Columnar
import Expressions
import Masking

@testable import Policy

func column(_ name: String, _ physical: PhysicalType, _ logical: LogicalType? = nil) -> SchemaNode {
  SchemaNode(name, .optional, .leaf(LeafType(physical, logical)))
}

/// The table of the story in policy.md.
let staff = Schema(fields: [
  column("name", .byteArray, .string), column("ssn", .byteArray, .string), column("region", .byteArray, .string),
  column("salary", .int64),
])

/// Nested: a struct, a list of structs, a decimal, a date.
let orders = Schema(fields: [
  column("id", .int64),
  SchemaNode(
    "address", .optional, .group(nil, [column("city", .byteArray, .string), column("zip", .byteArray, .string)])),
  SchemaNode(
    "items", .optional,
    .group(
      .list,
      [
        SchemaNode(
          "list", .repeated,
          .group(nil, [SchemaNode("element", .optional, .group(nil, [column("price", .int64)]))]))
      ])),
  column("total", .int64, .decimal(precision: 12, scale: 2)), column("placed", .int32, .date),
])

/// A coin that is compared but never tossed.
struct FixedDraw: SampleDraw {
  let identity: String

  func draws(for values: Values, of leaf: Leaf) throws -> [UInt64] { [UInt64](repeating: 0, count: values.count) }
}

func mask(_ text: String) throws -> Mask { try Mask.parse(text) }

func predicate(_ text: String, _ schema: Schema = staff) throws -> Predicate {
  try Predicate(parsing: text, schema: schema, context: EvaluationContext(nowNanoseconds: 0))
}

func access(
  _ name: String, _ allow: String, source: String = "a", required: Bool = true, except: String? = nil
) throws -> PolicyRule {
  PolicyRule(
    name: name, kind: .access(allow: try Condition(parsing: allow), isRequired: required),
    target: TargetSelector(source: Glob(source)),
    except: try except.map { text in try Condition(parsing: text) })
}

func rows(_ name: String, _ text: String, for who: String = "everyone") throws -> PolicyRule {
  PolicyRule(
    name: name, kind: .row(.predicate(text)), target: TargetSelector(source: Glob("a")),
    appliesTo: try Condition(parsing: who))
}

/// The people and the table of the story: HR sees names and numbers in the clear, analysts as hashes.
func world(_ rules: [PolicyRule]? = nil, grants: [String] = []) throws -> Governance {
  let everyone = Audience(users: ["mary", "eric"])
  let hidden = PolicyRule(
    name: "pii", kind: .column(try mask("hash"), reversibleFor: nil), target: TargetSelector(columnTag: "pii"),
    except: .group("hr"))
  return Governance(
    principals: [
      Principal(name: "mary", groups: ["analysts", "hr"], attributes: ["region": ["EU", "US"]]),
      Principal(name: "eric", groups: ["analysts"], attributes: ["region": ["US"]]),
      Principal(name: "zoe", groups: ["analysts"]), Principal(name: "ann", groups: ["hr"]), Principal(name: "out"),
    ],
    sources: [Source(name: "a", schema: staff, owner: "mary", columns: ["name": ["pii.name"], "ssn": ["pii.id"]])],
    rules: try rules ?? [access("open", "group('analysts') or group('hr')", source: "*"), hidden],
    databases: [SharedDatabase(name: "shared", readers: everyone, writers: everyone)],
    sampleDraw: { FixedDraw(identity: $0) })
}

extension Governance {
  func sees(_ who: String, _ source: String = "a", in project: Project? = nil) throws -> View {
    guard let principal = principals[who], let source = sources[source] else { return .hidden(.unknownPrincipal) }
    return try view(of: source, in: AccessContext(principal: principal, project: project, now: 0))
  }

  func satisfies(_ who: String, _ requirement: Requirement, in project: Project? = nil) -> Bool {
    guard let principal = principals[who] else { return false }
    return failures(of: requirement, in: AccessContext(principal: principal, project: project, now: 0)).isEmpty
  }

  func requirement(writing names: [String], in project: Project) throws -> Requirement {
    try requirement(
      ofWriting: names.compactMap { sources[$0] }.map { ($0, "v") }, in: project, now: 0)
  }
}
