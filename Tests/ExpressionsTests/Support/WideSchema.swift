import Columnar

@testable import Expressions

/// Every type of column, flat and nested.
let wideSchema: Schema = {
  func flat(_ name: String, _ physical: PhysicalType, _ logical: LogicalType? = nil) -> SchemaNode {
    SchemaNode(name, .optional, .leaf(LeafType(physical, logical)))
  }
  func group(
    _ name: String, _ repetition: Repetition, _ meaning: GroupMeaning? = nil, _ children: SchemaNode...
  ) -> SchemaNode {
    SchemaNode(name, repetition, .group(meaning, children))
  }
  let string = LeafType.string
  return Schema(fields: [
    flat("i8", .int32, .integer(bits: 8, signed: true)),
    flat("i16", .int32, .integer(bits: 16, signed: true)),
    flat("i32", .int32),
    flat("i64", .int64),
    flat("u8", .int32, .integer(bits: 8, signed: false)),
    flat("u16", .int32, .integer(bits: 16, signed: false)),
    flat("u32", .int32, .integer(bits: 32, signed: false)),
    flat("u64", .int64, .integer(bits: 64, signed: false)),
    flat("f32", .float),
    flat("f64", .double),
    flat("d9", .int32, .decimal(precision: 9, scale: 2)),
    flat("d18", .int64, .decimal(precision: 18, scale: 4)),
    flat("d38", .fixedLengthByteArray(16), .decimal(precision: 38, scale: 10)),
    flat("bool", .boolean),
    flat("text", .byteArray, .string),
    flat("digits", .byteArray, .string),
    flat("word", .byteArray, .string),
    flat("bin", .byteArray),
    flat("fixed", .fixedLengthByteArray(4)),
    flat("uuid", .fixedLengthByteArray(16), .uuid),
    flat("date", .int32, .date),
    flat("ts_ms", .int64, .timestamp(.millis, utc: true)),
    flat("ts_us", .int64, .timestamp(.micros, utc: false)),
    flat("ts_ns", .int64, .timestamp(.nanos, utc: true)),
    flat("time", .int64, .time(.micros, utc: false)),
    SchemaNode("req", .required, .leaf(LeafType(.int64))),
    group("li", .optional, .list, group("list", .repeated, nil, flat("element", .int32))),
    group(
      "st", .optional, nil, flat("x", .int32, .decimal(precision: 9, scale: 2)),
      group("y", .optional, nil, SchemaNode("z", .required, .leaf(string)))),
    group(
      "ls", .optional, .list,
      group(
        "list", .repeated, nil,
        group("element", .optional, nil, flat("p", .int32), flat("q", .byteArray, .string)))),
    group(
      "m", .optional, .map,
      group("key_value", .repeated, nil, SchemaNode("key", .required, .leaf(string)), flat("value", .double))),
  ])
}()

let maryContext = EvaluationContext(
  user: "mary", groups: ["hr", "a"], attributes: ["w": ["a", "bb", "zz"]], nowNanoseconds: 1_706_659_200_000_000_005)
