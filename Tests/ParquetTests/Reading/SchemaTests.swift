import Columnar
import Parquet
import Testing

@Suite struct SchemaTests {
  private func root(_ count: Int32) -> SchemaElement { SchemaElement(name: "root", childCount: count) }

  private func leaf(_ name: String, _ repetition: Repetition? = .optional) -> SchemaElement {
    SchemaElement(type: .int32, repetition: repetition, name: name)
  }

  private func group(_ name: String, _ count: Int32) -> SchemaElement {
    SchemaElement(repetition: .optional, name: name, childCount: count)
  }

  @Test func groupsHoldTheElementsBehindThem() throws {
    let schema = try Schema([root(2), group("g", 2), leaf("a"), leaf("b", .repeated), leaf("c", nil)])
    #expect(schema.leaves.map(\.dottedPath) == ["g.a", "g.b", "c"])
    #expect(schema.leaves.map(\.maxDefinition) == [2, 2, 0])
    #expect(schema.leaves.map(\.maxRepetition) == [0, 1, 0])
  }

  @Test func treesThatDoNotAddUpAreMalformed() {
    let broken: [[SchemaElement]] = [
      [], [leaf("not a group")], [root(2), leaf("a")], [root(1), leaf("a"), leaf("b")], [root(-1), leaf("a")],
      [root(1), group("g", Int32.max), leaf("a")], [root(Int32.max), leaf("a")],
      [root(1), SchemaElement(type: .int32, name: "leaf with children", childCount: 1), leaf("a")],
      [root(1), SchemaElement(type: .fixedLengthByteArray, name: "no length")],
      [root(1), SchemaElement(type: .fixedLengthByteArray, typeLength: -1, name: "negative length")],
    ]
    for elements in broken {
      let error = #expect(throws: ParquetError.self) { try Schema(elements) }
      #expect(error?.kind == .malformed)
    }
  }

  @Test func depthIsLimitedByWhatALevelCanCount() throws {
    let groups = (1..<255).map { group("g\($0)", 1) }
    let deepest = try Schema([root(1)] + groups + [leaf("a")])
    #expect(deepest.leaves[0].maxDefinition == 255)
    let error = #expect(throws: ParquetError.self) { try Schema([root(1)] + groups + [group("g", 1), leaf("a")]) }
    #expect(error?.kind == .unsupported)
  }

  @Test func aFewDeepGroupsAroundManyLeavesAreBeyondTheLimit() {
    let groups = (1..<254).map { group("g\($0)", 1) }
    let leaves = [SchemaElement](repeating: leaf("a"), count: 17_000)
    let error = #expect(throws: ParquetError.self) { try Schema([root(1)] + groups + [group("g", 17_000)] + leaves) }
    #expect(error?.kind == .limitExceeded)
  }

  @Test func namesWithinListsAreLeftOutOfShortPaths() throws {
    let element = SchemaElement(repetition: .optional, name: "element", childCount: 2)
    let list = SchemaElement(repetition: .repeated, name: "list", childCount: 1)
    let outer = SchemaElement(repetition: .optional, name: "größen", childCount: 1, convertedType: .list)
    let inner = SchemaElement(repetition: .optional, name: "b", childCount: 1, convertedType: .list)
    let bare = SchemaElement(type: .int32, repetition: .optional, name: "element")
    let schema = try Schema([root(2), outer, list, element, leaf("a"), inner, list, bare, leaf("c")])
    #expect(schema.leaves.map(\.shortPath) == ["größen.a", "größen.b", "c"])
    #expect(
      schema.leaves.map(\.dottedPath) == ["größen.list.element.a", "größen.list.element.b.list.element", "c"])
    #expect(schema.leaves.map(\.index) == [0, 1, 2])
  }

  @Test func theLogicalTypeWinsOverTheConvertedType() throws {
    let element = SchemaElement(
      type: .int64, repetition: .required, name: "t", convertedType: .timestampMillis,
      logicalType: .timestamp(.micros, utc: false))
    #expect(try Schema([root(1), element]).leaves[0].type.logical == .timestamp(.micros, utc: false))
  }

  @Test func annotationsThatDoNotFitTheirTypeAreMalformed() {
    let misfits: [SchemaElement] = [
      SchemaElement(type: .int64, name: "a", convertedType: .int16),
      SchemaElement(type: .int32, name: "a", logicalType: .string),
      SchemaElement(type: .byteArray, name: "a", logicalType: .uuid),
      SchemaElement(type: .fixedLengthByteArray, typeLength: 15, name: "a", logicalType: .uuid),
      SchemaElement(type: .int32, name: "a", logicalType: .integer(bits: 12, signed: true)),
      SchemaElement(type: .int32, name: "a", logicalType: .decimal(precision: 10, scale: 0)),
      SchemaElement(type: .int64, name: "a", logicalType: .decimal(precision: 0, scale: 0)),
      SchemaElement(type: .int64, name: "a", logicalType: .decimal(precision: 4, scale: 5)),
      SchemaElement(type: .int64, name: "a", logicalType: .decimal(precision: 4, scale: -1)),
      SchemaElement(type: .int64, name: "a", convertedType: .decimal),
    ]
    for element in misfits {
      let error = #expect(throws: ParquetError.self) { try Schema([root(1), element]) }
      #expect(error?.kind == .malformed)
    }
  }

  @Test func bothAnnotationsAreWritten() throws {
    let fields = [
      SchemaNode("s", .optional, .leaf(.string)),
      SchemaNode("u", .required, .leaf(LeafType(.int32, .integer(bits: 8, signed: false))), fieldID: 7),
      SchemaNode("d", .required, .leaf(LeafType(.fixedLengthByteArray(9), .decimal(precision: 20, scale: 2)))),
      SchemaNode("t", .required, .leaf(LeafType(.int64, .timestamp(.micros, utc: false)))),
      SchemaNode("n", .required, .leaf(LeafType(.int64, .timestamp(.nanos, utc: true)))),
      SchemaNode("i", .required, .leaf(LeafType(.fixedLengthByteArray(12), .interval))),
      SchemaNode("x", .required, .leaf(LeafType(.byteArray, .other(77)))),
      SchemaNode(
        "l", .optional,
        .group(.list, [SchemaNode("list", .repeated, .group(nil, [SchemaNode("element", .optional, .leaf(.string))]))])
      ),
    ]
    let schema = Schema(rootName: "r", fields: fields)
    let elements = schema.elements
    #expect(elements[0] == SchemaElement(name: "r", childCount: 8))
    #expect(
      elements.dropFirst().map(\.convertedType) == [
        .utf8, .uint8, .decimal, .timestampMicros, nil, .interval, nil, .list, nil, .utf8,
      ])
    #expect(
      elements.dropFirst().map(\.logicalType) == [
        .string, .integer(bits: 8, signed: false), .decimal(precision: 20, scale: 2), .timestamp(.micros, utc: false),
        .timestamp(.nanos, utc: true), nil, .other(77), .list, nil, .string,
      ])
    #expect(elements[2].fieldID == 7)
    #expect(elements[3].precision == 20 && elements[3].scale == 2 && elements[3].typeLength == 9)
    #expect(try Schema(elements) == schema)
  }
}
