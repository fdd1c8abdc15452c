import Columnar

/// Columns of every type and of deep nesting, and what they hold.
enum SampleColumns {
  private static func leaf(_ name: String, _ repetition: Repetition, _ type: LeafType) -> SchemaNode {
    SchemaNode(name, repetition, .leaf(type))
  }

  /// A list of `element`, in the three-level form.
  static func list(_ name: String, _ repetition: Repetition, _ element: SchemaNode) -> SchemaNode {
    SchemaNode(name, repetition, .group(.list, [SchemaNode("list", .repeated, .group(nil, [element]))]))
  }

  /// One flat optional column of each type, with three rows of which the second is NULL.
  static let flat: [(LeafType, Values)] = [
    (LeafType(.boolean), .boolean(Bitmap([true, false]))),
    (LeafType(.int32, .integer(bits: 8, signed: true)), .int32([-128, 127])),
    (LeafType(.int32, .integer(bits: 16, signed: false)), .int32([0, 65535])),
    (LeafType(.int32), .int32([.min, .max])),
    (LeafType(.int32, .integer(bits: 32, signed: false)), .int32([-1, 0])),
    (LeafType(.int64), .int64([.min, .max])),
    (LeafType(.int64, .integer(bits: 64, signed: false)), .int64([-1, 0])),
    (LeafType(.fixedLengthByteArray(2), .float16), .fixed(FixedBytes(width: 2, count: 2, bytes: [0, 0x3C, 0, 0xC0]))),
    (LeafType(.float), .float([1.5, -.infinity])),
    (LeafType(.double), .double([-0.0, 1e300])),
    (LeafType(.int32, .decimal(precision: 5, scale: 2)), .int32([-12345, 5])),
    (LeafType(.int64, .decimal(precision: 18, scale: 0)), .int64([-1, 999_999_999_999_999_999])),
    (LeafType(.byteArray, .decimal(precision: 20, scale: 3)), .bytes(bytes([0xFF, 0xFE], [0, 0, 1, 0]))),
    (
      LeafType(.fixedLengthByteArray(20), .decimal(precision: 40, scale: 1)),
      .fixed(FixedBytes(width: 20, count: 2, bytes: [UInt8](repeating: 0xFF, count: 39) + [0xF0]))
    ),
    (LeafType.string, .bytes(ByteStrings(["", "Grüße, 日本"]))),
    (LeafType(.byteArray), .bytes(bytes([0, 255], []))),
    (LeafType(.fixedLengthByteArray(3)), .fixed(FixedBytes(width: 3, count: 2, bytes: [1, 2, 3, 4, 5, 6]))),
    (LeafType(.int32, .date), .int32([-1, 19_000])),
    (LeafType(.int32, .time(.millis, utc: false)), .int32([0, 86_399_999])),
    (LeafType(.int64, .time(.micros, utc: true)), .int64([0, 86_399_999_999])),
    (LeafType(.int64, .time(.nanos, utc: true)), .int64([1, 2])),
    (LeafType(.int64, .timestamp(.millis, utc: true)), .int64([-1, 1])),
    (LeafType(.int64, .timestamp(.micros, utc: false)), .int64([0, 1_700_000_000_000_000])),
    (LeafType(.int64, .timestamp(.nanos, utc: true)), .int64([.min, .max])),
    (LeafType(.fixedLengthByteArray(16), .uuid), .fixed(FixedBytes(width: 16, count: 2, bytes: Array(0..<32)))),
  ]

  private static func bytes(_ values: [UInt8]...) -> ByteStrings {
    var result = ByteStrings()
    for value in values { result.append(value) }
    return result
  }

  static var flatSchema: Schema {
    Schema(fields: flat.enumerated().map { leaf("c\($0)", .optional, $1.0) })
  }

  static var flatColumns: [Column] {
    zip(flatSchema.leaves, flat).map { leaf, content in
      Column(leaf: leaf, structure: .optional(Bitmap([true, false, true])), data: .plain(content.1))
    }
  }

  /// Five rows of a list of structs that hold a text and a list of numbers, a map, and a struct with a required leaf.
  static let nestedSchema = Schema(fields: [
    list(
      "items", .optional,
      SchemaNode(
        "element", .optional,
        .group(
          nil,
          [
            leaf("name", .optional, .string),
            list("prices", .required, leaf("element", .required, LeafType(.int32, .decimal(precision: 5, scale: 2)))),
          ]))),
    SchemaNode(
      "map", .required,
      .group(
        .map,
        [
          SchemaNode(
            "key_value", .repeated,
            .group(nil, [leaf("key", .required, .string), leaf("value", .optional, LeafType(.int64))]))
        ])),
    SchemaNode("inner", .optional, .group(nil, [leaf("required", .required, LeafType(.int32))])),
    leaf("tags", .repeated, .string),
  ])

  static let nestedColumns: [Column] = [
    // NULL, [], [NULL], [{a, [1.00, 2.50]}, {NULL, []}], [{b, [0.05]}]
    Column(
      leaf: nestedSchema.leaves[0],
      structure: .nested(Levels(definition: [0, 1, 2, 4, 3, 4], repetition: [0, 0, 0, 0, 1, 0], rows: 5)),
      data: .dictionary(.bytes(ByteStrings(["b", "a"])), indices: [1, 0])),
    Column(
      leaf: nestedSchema.leaves[1],
      structure: .nested(Levels(definition: [0, 1, 2, 4, 4, 3, 4], repetition: [0, 0, 0, 0, 2, 1, 0], rows: 5)),
      data: .plain(.int32([100, 250, 5]))),
    // {}, {x: 1, y: NULL}, {}, {z: 3}, {}
    Column(
      leaf: nestedSchema.leaves[2],
      structure: .nested(Levels(definition: [0, 1, 1, 0, 1, 0], repetition: [0, 0, 1, 0, 0, 0], rows: 5)),
      data: .plain(.bytes(ByteStrings(["x", "y", "z"])))),
    Column(
      leaf: nestedSchema.leaves[3],
      structure: .nested(Levels(definition: [0, 2, 1, 0, 2, 0], repetition: [0, 0, 1, 0, 0, 0], rows: 5)),
      data: .plain(.int64([1, 3]))),
    // {7}, NULL, {8}, NULL, {9}
    Column(
      leaf: nestedSchema.leaves[4],
      structure: .nested(Levels(definition: [1, 0, 1, 0, 1], repetition: [], rows: 5)),
      data: .plain(.int32([7, 8, 9]))),
    // [p, q], [], [], [], [r]
    Column(
      leaf: nestedSchema.leaves[5],
      structure: .nested(Levels(definition: [1, 1, 0, 0, 0, 1], repetition: [0, 1, 0, 0, 0, 0], rows: 5)),
      data: .plain(.bytes(ByteStrings(["p", "q", "r"])))),
  ]
}
