import Columnar
import Testing

@testable import Arrow

@Suite struct StoredSchemaTests {
  /// Columns with types that Parquet does not have, as pyarrow 26 stores their schema. It and two of its fields have
  /// metadata that says `secret-value`.
  static let stored = """
    /////zAFAAAQAAAAAAAKAA4ABgAFAAgACgAAAAABBAAQAAAAAAAKAAwAAAAEAAgACgAAADwAAAAEAAAAAQAAAAQAAABM+///HAAAAAQAAAAMAAAAc2Vj\
    cmV0LXZhbHVlAAAAAAQAAABub3RlAAAAAAoAAABUBAAA5AMAAIQDAABIAwAAHAMAAMQCAABcAgAAcAEAAKwAAAAEAAAA5vv//wAAAQ8UAAAAkAAAAAgA\
    AAAQAAAAAAAAAAIAAABpZAAAAgAAAEAAAAAEAAAA1Pv//xgAAAAEAAAACgAAAGFycm93LnV1aWQAABQAAABBUlJPVzpleHRlbnNpb246bmFtZQAAAAAM\
    /P//EAAAAAQAAAAAAAAAAAAAABgAAABBUlJPVzpleHRlbnNpb246bWV0YWRhdGEAAAAAKv7//xAAAABQ/f//AAABERQAAAAgAAAABAAAAAEAAAAcAAAA\
    AwAAAG1hcAAAAAYACAAHAAYAAAAAAAABqP///wAAAA0YAAAAIAAAAAQAAAACAAAAUAAAABQAAAAHAAAAZW50cmllcwB0/P//tP3//wAAARMQAAAAGAAA\
    AAQAAAAAAAAABQAAAHZhbHVlAAAAnPz//xAAFAAIAAAABwAMAAAAEAAQAAAAAAAABRAAAAAUAAAABAAAAAAAAAADAAAAa2V5AND8//8Q/v//AAABDRwA\
    AAAkAAAABAAAAAMAAABwAAAARAAAABQAAAAFAAAAcGxhY2UAAAAE/f//RP7//wAAARIQAAAAGAAAAAQAAAAAAAAABQAAAHNpbmNlAAAAGv///wAAAwBw\
    /v//AAABFBAAAAAYAAAABAAAAAAAAAAEAAAAY2l0eQAAAABY/f//0v3//wAAARQUAAAAUAAAAAgAAAAUAAAAAAAAAAYAAABzdHJlZXQAAAEAAAAEAAAA\
    wP3//xwAAAAEAAAADAAAAHNlY3JldC12YWx1ZQAAAAAEAAAAbm90ZQAAAAC4/f//+P7//wAAARAUAAAAIAAAAAQAAAABAAAAHAAAAAQAAABwYWlyAAAG\
    AAgABAAGAAAAAgAAACz///8AAAEDEAAAABwAAAAEAAAAAAAAAAQAAABpdGVtAAAGAAgABgAGAAAAAAABAFz///8AAAEVFAAAABwAAAAEAAAAAQAAABQA\
    AAAEAAAAdGFncwAAAABI/v//iP///wAAARQQAAAAGAAAAAQAAAAAAAAABAAAAGl0ZW0AAAAAcP7//7D///8AAAEYEAAAABgAAAAEAAAAAAAAAAQAAAB2\
    aWV3AAAAAJj+///Y////AAABEhAAAAAYAAAABAAAAAAAAAAEAAAAdG9vawAAAADA/v//EAAUAAgABgAHAAwAAAAQABAAAAAAAAEKEAAAACAAAAAEAAAA\
    AAAAAAYAAABiZXJsaW4AAAgADAAGAAgACAAAAAAAAgAEAAAADQAAAEV1cm9wZS9CZXJsaW4AAAAQABgACAAGAAcADAAQABQAEAAAAAAAAQUUAAAASAAA\
    ACAAAAAEAAAAAAAAAAQAAABraW5kAAAKAAwAAAAIAAcACgAAAAAAAAEMAAAACAAMAAgABwAIAAAAAAAAAQgAAAAEAAYABAAAAAAAEgAYAAgABgAHAAwA\
    AAAQABQAEgAAAAAAARQUAAAAXAAAAAgAAAAUAAAAAAAAAAUAAABsYXJnZQAAAAEAAAAMAAAACAAMAAQACAAIAAAAHAAAAAQAAAAMAAAAc2VjcmV0LXZh\
    bHVlAAAAAAQAAABub3RlAAAAAAQABAAEAAAAAAAAAA==
    """

  private static func list(_ name: String, of element: LeafType) -> SchemaNode {
    let wrapper = SchemaNode("list", .repeated, .group(nil, [SchemaNode("element", .optional, .leaf(element))]))
    return SchemaNode(name, .optional, .group(.list, [wrapper]))
  }

  /// The same as columns of Parquet.
  static let columns = [
    SchemaNode("large", .optional, .leaf(.string)), SchemaNode("kind", .optional, .leaf(.string)),
    SchemaNode("berlin", .optional, .leaf(LeafType(.int64, .timestamp(.micros, utc: true)))),
    SchemaNode("took", .optional, .leaf(LeafType(.int64))), SchemaNode("view", .optional, .leaf(.string)),
    list("tags", of: .string), list("pair", of: LeafType(.float)),
    SchemaNode(
      "place", .optional,
      .group(
        nil,
        [
          SchemaNode("street", .optional, .leaf(.string)), SchemaNode("city", .optional, .leaf(.string)),
          SchemaNode("since", .optional, .leaf(LeafType(.int64))),
        ])),
    SchemaNode(
      "map", .optional,
      .group(
        .map,
        [
          SchemaNode(
            "key_value", .repeated,
            .group(
              nil,
              [
                SchemaNode("key", .required, .leaf(.string)),
                SchemaNode("value", .optional, .leaf(LeafType(.byteArray))),
              ]))
        ])), SchemaNode("id", .optional, .leaf(LeafType(.fixedLengthByteArray(16), .uuid))),
  ]

  /// What is stored for some columns, those that `hidden` names and all beneath them not being clear.
  private func remade(_ fields: [SchemaNode] = columns, hidden: Set<String> = []) throws -> [ArrowField] {
    let schema = Schema(fields: fields)
    let text = try #require(
      StoredSchema.remade(
        from: Self.stored, for: schema, isClear: schema.leaves.map { !hidden.contains($0.shortPath) }))
    return try parsed(text)
  }

  private func parsed(_ text: String) throws -> [ArrowField] {
    let bytes = try #require(Base64.decoded(text.utf8))
    // Nothing of the metadata but what tells an extension type.
    #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
    var messages = MessageReader(ArrowMemoryStream(bytes), limits: ArrowLimits())
    guard case .schema(let table)? = try messages.next()?.header else { throw Failure() }
    return try ArrowField.fields(of: table)
  }

  private struct Failure: Error {}

  @Test func typesOfClearColumnsStayWhatTheyWere() throws {
    let fields = try remade()
    #expect(fields.map(\.name) == Self.columns.map(\.name))
    #expect(
      fields.map(\.type) == [
        .string(large: true), .string(large: false), .timestamp(.microsecond, zone: "Europe/Berlin"),
        .duration(.millisecond), .stringView, .list(large: true), .fixedSizeList(count: 2), .structure,
        .map(sorted: true), .fixedSizeBinary(width: 16),
      ])
    #expect(fields[1].dictionary == ArrowField.Dictionary(id: 0, indexBits: 8, indexSigned: true, isOrdered: true))
    #expect(fields[5].children[0].type == .string(large: true))
    #expect(fields[7].children.map(\.type) == [.string(large: true), .string(large: true), .duration(.nanosecond)])
    #expect(fields[8].children[0].children.map(\.type) == [.string(large: false), .binary(large: true)])
    #expect(fields[9].extensionName == "arrow.uuid")
  }

  @Test func typesOfHiddenColumnsAreThoseOfTheirColumns() throws {
    let hidden: Set = ["large", "kind", "berlin", "took", "view", "tags", "pair", "place.street", "map.value"]
    let fields = try remade(hidden: hidden)
    #expect(
      fields.map(\.type) == [
        .string(large: false), .string(large: false), .timestamp(.microsecond, zone: "UTC"),
        .integer(bits: 64, signed: true), .string(large: false), .list(large: false), .list(large: false), .structure,
        .map(sorted: false), .fixedSizeBinary(width: 16),
      ])
    #expect(fields.allSatisfy { $0.dictionary == nil })
    #expect(fields[7].children.map(\.type) == [.string(large: false), .string(large: true), .duration(.nanosecond)])
  }

  @Test func fieldsAreFoundByTheirNames() throws {
    var place = Self.columns[7]
    guard case .group(_, let children) = place.content else { throw Failure() }
    place.content = .group(nil, [children[2]])
    let new = SchemaNode("region", .required, .leaf(.string))
    let fields = try remade([Self.columns[3], place, new, Self.columns[0]])
    #expect(fields.map(\.name) == ["took", "place", "region", "large"])
    #expect(
      fields.map(\.type) == [.duration(.millisecond), .structure, .string(large: false), .string(large: true)])
    #expect(fields[1].children.map(\.type) == [.duration(.nanosecond)])
    #expect(!fields[2].isNullable)
  }

  @Test func aColumnOfAnotherShapeHasItsOwnType() throws {
    let fields = try remade([Self.list("large", of: .string), SchemaNode("tags", .optional, .leaf(.string))])
    #expect(fields.map(\.type) == [.list(large: false), .string(large: false)])
    #expect(fields[0].children.map(\.type) == [.string(large: false)])
  }

  @Test(arguments: ["", "?", "AAAA", "/////wAAAAA="]) func whatIsNotUnderstoodIsLeftOut(text: String) {
    #expect(StoredSchema.remade(from: text, for: Schema(fields: []), isClear: []) == nil)
  }

  @Test func changedBytesNeverDoMoreThanEndInNothing() throws {
    var generator = Randomness(state: 0x5C4E)
    let bytes = try #require(Base64.decoded(Self.stored.utf8))
    let schema = Schema(fields: Self.columns)
    let clear = schema.leaves.map { _ in true }
    for _ in 0..<3000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        changed[at] = [0, 1, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &generator)].randomElement(
          using: &generator)!
      }
      let text = String(decoding: Base64.encoded(changed), as: UTF8.self)
      guard let remade = StoredSchema.remade(from: text, for: schema, isClear: clear) else { continue }
      #expect(try parsed(remade).map(\.name) == Self.columns.map(\.name))
    }
  }
}
