import Columnar
import Testing

@testable import Policy

@Suite struct TargetTests {
  private let source = Source(
    name: "shop.orders", schema: orders, tags: ["crm.eu"],
    columns: ["address": ["pii.address"], "items.list.element.price": ["money"], "total": ["money"]])

  private func paths(_ selector: TargetSelector) -> [String]? { selector.leaves(of: source)?.map(\.shortPath) }

  @Test func everySelectorHasToMatch() {
    let all = ["id", "address.city", "address.zip", "items.price", "total", "placed"]
    #expect(paths(TargetSelector(source: Glob("shop.*"))) == all)
    #expect(paths(TargetSelector(source: Glob("shop"))) == nil)
    #expect(paths(TargetSelector(sourceTag: "crm")) == all)
    #expect(paths(TargetSelector(sourceTag: "crm.eu.x")) == nil)
    #expect(paths(TargetSelector(column: Glob("address"))) == ["address.city", "address.zip"])
    #expect(paths(TargetSelector(column: Glob("*.city"))) == ["address.city"])
    #expect(paths(TargetSelector(column: Glob("items.price"))) == ["items.price"])
    #expect(paths(TargetSelector(column: Glob("items.list.element.price"))) == ["items.price"])
    #expect(paths(TargetSelector(column: Glob("city"))) == nil)
    #expect(paths(TargetSelector(columnTag: "pii")) == ["address.city", "address.zip"])
    #expect(paths(TargetSelector(columnTag: "money")) == ["items.price", "total"])
    #expect(paths(TargetSelector(columnTag: "mon")) == nil)
    #expect(paths(TargetSelector(type: "int64")) == ["id", "items.price"])
    #expect(paths(TargetSelector(type: "decimal")) == ["total"])
    #expect(paths(TargetSelector(columnTag: "money", type: "int64")) == ["items.price"])
    #expect(paths(TargetSelector(source: Glob("x"), columnTag: "money")) == nil)
  }

  @Test func derivedColumnsInheritTagsByName() {
    let derived = Schema(fields: [column("total", .int64), column("city", .byteArray, .string)])
    #expect(Governance.inheritedTags(of: derived, from: [source]) == ["total": ["money"]])
  }

  @Test func schemasSurviveTheirRecords() throws {
    for schema in [staff, orders] { #expect(try Schema(json: JSON(parsing: schema.json.canonicalText)) == schema) }
    let types: [LogicalType] = [
      .enumeration, .json, .bson, .uuid, .integer(bits: 8, signed: false), .decimal(precision: 38, scale: 4),
      .time(.micros, utc: false), .timestamp(.nanos, utc: true), .interval, .float16, .unknown, .geometry(crs: nil),
      .geometry(crs: "x"), .geography(crs: "y", algorithm: 2), .geography(crs: nil, algorithm: nil), .other(99),
    ]
    let physical: [PhysicalType] = [.boolean, .int96, .float, .double, .fixedLengthByteArray(16), .byteArray]
    let fields = types.enumerated().map { index, type in column("c\(index)", physical[index % 6], type) }
    let odd = SchemaNode("v", .required, .group(.variant(specificationVersion: 1), []), fieldID: 7)
    let schema = Schema(rootName: "r", fields: fields + [odd])
    #expect(try Schema(json: JSON(parsing: schema.json.compactText)) == schema)
    for bad in [#"{}"#, #"{"root":"x","fields":[{}]}"#, #"{"root":"x","fields":[{"name":"a","repetition":"often"}]}"#] {
      #expect(throws: PolicyError.self) { try Schema(json: JSON(parsing: bad)) }
    }
  }
}
