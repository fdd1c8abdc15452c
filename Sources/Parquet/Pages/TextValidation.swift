import Columnar

/// Proves that the values of a leaf that holds text (STRING, ENUM, JSON) are UTF-8, each by itself; says nothing
/// of other leaves. Masks and predicates need it, copying does not.
///
/// - Throws: `malformed`, with the position of the value among `values` left out: it would tell of the data.
public func validateUTF8(_ values: Values, leaf: Leaf) throws(ParquetError) {
  guard case .bytes(let strings) = values, leaf.type.kind == .string else { return }
  guard strings.isUTF8 else {
    throw .malformed("a value is not valid UTF-8", at: Place(column: leaf.dottedPath))
  }
}

extension ByteStrings {
  /// All bytes together are valid, and no value begins within a character.
  var isUTF8: Bool {
    guard (try? UTF8Span(validating: bytes.span)) != nil else { return false }
    let end = bytes.count
    for offset in offsets where offset < end && bytes[Int(offset)] & 0xC0 == 0x80 { return false }
    return true
  }
}
