import Columnar

/// The Arrow schema that writers put into a Parquet file's metadata: base64 of the message that begins a stream. Readers take
/// from it the types that Parquet does not have, such as durations, time zones and dictionaries.
public enum StoredSchema {
  /// The metadata's key.
  public static let key = "ARROW:schema"

  /// The text for a file with the columns of `schema`, made from a file whose text was `stored`.
  ///
  /// Leaves with `isClear`, which holds one value a leaf, keep the types that they had; all others get those of their columns. The
  /// metadata of the schema and its fields stays behind, for it may hold anything. Nil where `stored` is not understood or a column
  /// has no Arrow type: readers then go by the columns.
  public static func remade(from stored: String, for schema: Schema, isClear: [Bool]) -> String? {
    guard let bytes = Base64.decoded(stored.utf8), let known = try? fields(ofMessage: bytes) else { return nil }
    let byName = Dictionary(known.map { ($0.name, [$0]) }, uniquingKeysWith: +)
    var clear = isClear[...]
    var fields: [ArrowField] = []
    for node in schema.fields {
      guard let field = try? ArrowField(node) else { return nil }
      let namesakes = byName[field.name] ?? []
      fields.append(field.adopting(namesakes.count == 1 ? namesakes[0] : nil, &clear))
    }
    return String(decoding: Base64.encoded(ArrowStreamWriter.head(of: fields)), as: UTF8.self)
  }

  private static func fields(ofMessage bytes: [UInt8]) throws -> [ArrowField] {
    var messages = MessageReader(ArrowMemoryStream(bytes), limits: ArrowLimits(maxMessageSize: bytes.count))
    guard case .schema(let table)? = try messages.next()?.header else {
      throw ArrowError(.malformed, "a stored Arrow schema is none")
    }
    return try ArrowField.fields(of: table)
  }
}

extension ArrowField {
  /// The field with the types that `stored` has for leaves that are clear. Takes its leaves off the front of `clear`.
  fileprivate func adopting(_ stored: ArrowField?, _ clear: inout ArraySlice<Bool>) -> ArrowField {
    var result = self
    // Readers that know the extension get what they got before.
    if stored?.extensionName != extensionName { result.extensionName = nil }
    guard !children.isEmpty else {
      guard clear.popFirst() == true, let stored, stored.children.isEmpty, !stored.type.isNested else { return result }
      result.type = stored.type
      result.dictionary = stored.dictionary
      return result
    }
    let all = clear
    let alike = stored.flatMap { type.nests(as: $0.type) ? $0 : nil }
    for index in children.indices {
      result.children[index] = children[index].adopting(alike?.child(for: self, at: index), &clear)
    }
    let isClear = all.prefix(all.count - clear.count).allSatisfy(\.self)
    if isClear, let alike, alike.children.count == children.count { result.type = alike.type }
    return result
  }

  /// The child that stands for one of another field's: in structs by its name, as fields may have gone.
  private func child(for field: ArrowField, at index: Int) -> ArrowField? {
    guard type == .structure else { return children.count == field.children.count ? children[index] : nil }
    let namesakes = children.filter { $0.name == field.children[index].name }
    return namesakes.count == 1 ? namesakes[0] : nil
  }
}

extension ArrowType {
  fileprivate var isNested: Bool {
    switch self {
    case .list, .fixedSizeList, .listView, .map, .structure: true
    case .null, .boolean, .integer, .floatingPoint, .decimal, .string, .binary, .fixedSizeBinary, .date, .time,
      .timestamp, .duration, .stringView, .binaryView:
      false
    }
  }

  /// Whether columns of this type, which Parquet has, can stand for another.
  fileprivate func nests(as other: ArrowType) -> Bool {
    switch (self, other) {
    case (.list, .list), (.list, .fixedSizeList), (.list, .listView), (.map, .map), (.structure, .structure): true
    default: false
    }
  }
}
