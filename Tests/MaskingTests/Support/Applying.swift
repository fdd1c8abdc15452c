import Columnar
import Masking

/// The key 00 01 … 1f of crypto.md's vectors.
let testKey = SecretKey(bytes: Array(0..<32))

/// What a mask makes of one value given as canonical text: canonical text, or nil for NULL.
func masked(
  _ mask: String, _ typeName: String, _ text: String, row: UInt64 = 0, slot: UInt64 = 0, by entity: String? = "e"
) throws -> String? {
  guard let type = namedTypes[typeName], let value = value(text, type) else {
    throw MaskingError("no \(typeName) \(text)")
  }
  let mask = try Mask.parse(mask)
  let kernel = try MaskKernel(mask, leaf: leaf(type), keys: .bare(testKey), asText: false)
  let result = try kernel.apply(
    value, cells: CellPositions(rows: [row], slots: [slot]),
    entities: Entities(texts: ByteStrings([entity ?? ""]), validity: entity == nil ? Bitmap([false]) : nil))
  if let validity = result.validity, !validity[0] { return nil }
  return canonicalText(of: result.values, type: kernel.outputType).string(0)
}

/// A batch of values masked, each as canonical text, nil for NULL.
func shown(_ mask: Mask, _ leaf: Leaf, _ values: Values, firstRow: UInt64 = 0) throws -> [String?] {
  let kernel = try MaskKernel(mask, leaf: leaf, keys: .bare(testKey), asText: false)
  let rows = (0..<UInt64(values.count)).map { firstRow + $0 }
  let entities = Entities(texts: canonicalText(of: values, type: leaf.type))
  let result = try kernel.apply(values, cells: CellPositions(rows: rows), entities: entities)
  let texts = canonicalText(of: result.values, type: kernel.outputType)
  var next = 0
  return (0..<values.count).map { index in
    if let validity = result.validity, !validity[index] { return nil }
    next += 1
    return texts.string(next - 1)
  }
}
