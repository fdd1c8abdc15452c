import Arrow
import Columnar
import Expressions
import Masking
import Policy

@testable import Catalog

func fuzzArrow(_ bytes: [UInt8]) {
  fuzzStoredSchema(bytes)
  do {
    let limits = ArrowLimits(maxMessageSize: 1 << 20, maxCells: 1 << 16)
    var reader = try ArrowStreamReader(ArrowMemoryStream(bytes), limits: limits)
    while let batch = try reader.next() {
      guard batch.columns.count == reader.schema.leaves.count else { violated("a batch has all leaves") }
    }
  } catch {
    guard error is ArrowError else { violated("only errors of this module") }
  }
}

/// What is made of a stored schema is understood again, and then stays as it is.
private func fuzzStoredSchema(_ bytes: [UInt8]) {
  let isClear = schema.leaves.map { _ in true }
  let stored = String(decoding: Base64.encoded(bytes), as: UTF8.self)
  guard let text = StoredSchema.remade(from: stored, for: schema, isClear: isClear) else { return }
  guard StoredSchema.remade(from: text, for: schema, isClear: isClear) == text else {
    violated("a stored schema that was made anew stays as it is")
  }
}

func fuzzYAML(_ bytes: [UInt8]) {
  var reader = DeclarationReader()
  try? reader.read(DeclarationFile(path: "/declarations.yaml", text: bytes))
}

/// Canonical text reads back as what it was made of.
func fuzzJSON(_ bytes: [UInt8]) {
  guard let json = try? JSON(parsing: bytes) else { return }
  guard let again = try? JSON(parsing: json.compactText), again == json else { violated("JSON text reads back") }
  _ = try? Requirement(record: json)
  _ = try? Schema(json: json)
}

private let schema = Schema(fields: [
  SchemaNode("i", .required, .leaf(LeafType(.int32))), SchemaNode("l", .optional, .leaf(LeafType(.int64))),
  SchemaNode("d", .optional, .leaf(LeafType(.double))), SchemaNode("s", .optional, .leaf(.string)),
  SchemaNode("b", .optional, .leaf(LeafType(.boolean))),
  SchemaNode("p", .optional, .leaf(LeafType(.int64, .decimal(precision: 18, scale: 2)))),
  SchemaNode("t", .optional, .leaf(LeafType(.int64, .timestamp(.micros, utc: true)))),
  SchemaNode("y", .optional, .leaf(LeafType(.int32, .date))),
  SchemaNode("g", .optional, .group(nil, [SchemaNode("x", .optional, .leaf(LeafType(.int32)))])),
])

/// What a predicate is stored as reads back as the same predicate.
func fuzzPredicate(_ bytes: [UInt8]) {
  let context = EvaluationContext(
    user: "u", groups: ["a", "b"], attributes: ["k": ["v"]], purposes: ["p"], project: "p", nowNanoseconds: 1 << 60)
  let text = String(decoding: bytes, as: UTF8.self)
  guard let predicate = try? Predicate(parsing: text, schema: schema, context: context) else { return }
  guard let again = try? Predicate(stored: predicate.stored, schema: schema), again == predicate else {
    violated("a stored predicate reads back")
  }
}

/// A mask's canonical text reads back as the mask; checking it against any column never traps.
func fuzzMask(_ bytes: [UInt8]) {
  guard let mask = try? Mask.parse(String(decoding: bytes, as: UTF8.self)) else { return }
  guard let again = try? Mask.parse(mask.text), again == mask else { violated("a mask's text reads back") }
  for leaf in schema.leaves { _ = try? mask.check(leaf) }
}

func fuzzCondition(_ bytes: [UInt8]) {
  _ = try? Condition(parsing: String(decoding: bytes, as: UTF8.self))
}
