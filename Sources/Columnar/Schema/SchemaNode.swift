/// Whether a field is always there, may be NULL, or repeats.
public enum Repetition: Hashable, Sendable {
  case required, optional, repeated
}

/// What a group of fields means beyond being a struct.
public enum GroupMeaning: Hashable, Sendable {
  case list
  case map
  /// The deprecated annotation of a map's repeated group.
  case mapKeyValue
  case variant(specificationVersion: Int8?)
  /// An annotation that has no meaning on a group, carried as it is.
  case other(LogicalType)
}

/// One node of a schema tree in the Dremel form: nesting is repetition and optionality.
public struct SchemaNode: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case leaf(LeafType)
    case group(GroupMeaning?, [SchemaNode])
  }

  public var name: String
  public var repetition: Repetition
  public var content: Content
  public var fieldID: Int32?
  /// A time or timestamp known only by the annotation of early writers, which some readers take for a local one.
  /// Carried, so that it stays what it was to everybody.
  public var hasEarlyAnnotation = false

  public init(_ name: String, _ repetition: Repetition, _ content: Content, fieldID: Int32? = nil) {
    self.name = name
    self.repetition = repetition
    self.content = content
    self.fieldID = fieldID
  }

  public var children: [SchemaNode] {
    if case .group(_, let children) = content { children } else { [] }
  }
}
