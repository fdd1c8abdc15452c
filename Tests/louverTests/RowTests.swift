import Columnar
import Testing

@testable import louver

/// Rows of `id`, `items` (a list of structs with a name and a list of prices) and `note`.
private enum Sample {
  static let schema = Schema(fields: [
    SchemaNode("id", .required, .leaf(LeafType(.int64))),
    SchemaNode(
      "items", .optional,
      .group(
        .list,
        [
          SchemaNode(
            "list", .repeated,
            .group(
              nil,
              [
                SchemaNode(
                  "element", .optional,
                  .group(
                    nil,
                    [
                      SchemaNode("name", .optional, .leaf(.string)),
                      SchemaNode(
                        "prices", .required,
                        .group(
                          .list,
                          [
                            SchemaNode(
                              "list", .repeated,
                              .group(
                                nil,
                                [
                                  SchemaNode(
                                    "element", .required,
                                    .leaf(LeafType(.int32, .decimal(precision: 5, scale: 2))))
                                ]))
                          ])),
                    ]))
              ]))
        ])),
    SchemaNode("note", .optional, .leaf(.string)),
  ])

  /// Five rows: NULL, [], [NULL], [{a, [1.00, 2.50]}, {NULL, []}], [{b, [0.05]}].
  static let columns = [
    Column(leaf: schema.leaves[0], structure: .required(rows: 5), data: .plain(.int64([1, 2, 3, 4, 5]))),
    Column(
      leaf: schema.leaves[1],
      structure: .nested(Levels(definition: [0, 1, 2, 4, 3, 4], repetition: [0, 0, 0, 0, 1, 0], rows: 5)),
      data: .dictionary(.bytes(ByteStrings(["b", "a"])), indices: [1, 0])),
    Column(
      leaf: schema.leaves[2],
      structure: .nested(
        Levels(definition: [0, 1, 2, 4, 4, 3, 4], repetition: [0, 0, 0, 0, 2, 1, 0], rows: 5)),
      data: .plain(.int32([100, 250, 5]))),
    Column(
      leaf: schema.leaves[3], structure: .optional(Bitmap([true, false, true, true, true])),
      data: .plain(.bytes(ByteStrings(["", "a,\"b\"", "x\ny", " z"])))),
  ]

  static func text(_ format: RowFormat) -> String {
    var writer = RowWriter(format, schema: schema)
    return String(decoding: writer.head() + writer.body(columns, rows: 5) + writer.tail(), as: UTF8.self)
  }

  static let items = [
    "null", "[]", "[null]", #"[{"name":"a","prices":[1.00,2.50]},{"name":null,"prices":[]}]"#,
    #"[{"name":"b","prices":[0.05]}]"#,
  ]
}

@Suite struct RowTests {
  @Test func nestedRowsAreAssembledFromLevels() {
    let notes = [#""""#, "null", #""a,\"b\"""#, #""x\ny""#, #"" z""#]
    let expected = zip(Sample.items, notes).enumerated().map { index, row in
      #"{"id":\#(index + 1),"items":\#(row.0),"note":\#(row.1)}"#
    }
    #expect(Sample.text(.jsonLines) == expected.joined(separator: "\n") + "\n")
    #expect(
      Sample.text(.document)
        == "{\"columns\":[\"id\",\"items\",\"note\"],\"rows\":[\n" + expected.joined(separator: ",\n") + "\n]}\n")
  }

  @Test func csvTellsNullFromEmptyAndQuotesWhatNeedsIt() {
    #expect(
      Sample.text(.csv) == """
        id,items,note
        1,,""
        2,[],
        3,[null],"a,""b""\"
        4,"[{""name"":""a"",""prices"":[1.00,2.50]},{""name"":null,""prices"":[]}]","x
        y"
        5,"[{""name"":""b"",""prices"":[0.05]}]"," z"

        """)
  }

  @Test func tablesEscapeLineEndsAndAlignNumbersRight() {
    let schema = Schema(fields: [
      SchemaNode("n", .required, .leaf(LeafType(.int32))), SchemaNode("text", .required, .leaf(.string)),
    ])
    var writer = RowWriter(.table, schema: schema)
    let text = writer.body(
      [
        Column(leaf: schema.leaves[0], structure: .required(rows: 2), data: .plain(.int32([5, -100]))),
        Column(
          leaf: schema.leaves[1], structure: .required(rows: 2), data: .plain(.bytes(ByteStrings(["a\n\u{1B}", "日"])))),
      ], rows: 2)
    #expect(
      String(decoding: writer.head() + text + writer.tail(), as: UTF8.self)
        == "   n  text\n────  ─────────\n   5  a\\n\\u{1b}\n-100  日\n")
  }

  @Test func aMapIsAnArrayOfPairsAndBytesAreBase64() {
    let schema = Schema(fields: [
      SchemaNode(
        "m", .required,
        .group(
          .map,
          [
            SchemaNode(
              "key_value", .repeated,
              .group(
                nil,
                [
                  SchemaNode("key", .required, .leaf(LeafType(.byteArray))),
                  SchemaNode("value", .optional, .leaf(LeafType(.double))),
                ]))
          ]))
    ])
    var writer = RowWriter(.jsonLines, schema: schema)
    let text = writer.body(
      [
        Column(
          leaf: schema.leaves[0],
          structure: .nested(Levels(definition: [1, 1, 1, 0], repetition: [0, 1, 1, 0], rows: 2)),
          data: .plain(.bytes(ByteStrings(["f", "fo", "foob"])))),
        Column(
          leaf: schema.leaves[1],
          structure: .nested(Levels(definition: [2, 1, 2, 0], repetition: [0, 1, 1, 0], rows: 2)),
          data: .plain(.double([.infinity, 0.5]))),
      ], rows: 2)
    #expect(
      String(decoding: text, as: UTF8.self)
        == "{\"m\":[[\"Zg==\",\"inf\"],[\"Zm8=\",null],[\"Zm9vYg==\",0.5]]}\n{\"m\":[]}\n")
  }
}
