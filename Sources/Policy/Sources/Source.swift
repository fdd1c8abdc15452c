import Columnar

/// A named columnar dataset: a base source, or one derived from others.
public struct Source: Hashable, Sendable {
  public var name: String
  public var schema: Schema
  public var owner: String?
  public var tags: Set<String>
  /// Declared tags, by column (short or full dotted path); a tag on a column is on everything below it.
  public var columns: [String: Set<String>]
  /// What a reader needs before this opens; nil for a base source.
  public var requirement: Requirement?

  public init(
    name: String, schema: Schema, owner: String? = nil, tags: Set<String> = [], columns: [String: Set<String>] = [:],
    requirement: Requirement? = nil
  ) {
    self.name = name
    self.schema = schema
    self.owner = owner
    self.tags = tags
    self.columns = columns
    self.requirement = requirement
  }

  /// The tags of a leaf, those of the columns above it included.
  public func tags(of leaf: Leaf) -> Set<String> {
    columns.reduce(into: []) { tags, column in
      if leaf.isWithin(column: column.key) { tags.formUnion(column.value) }
    }
  }
}

extension Leaf {
  /// Whether a column's name or dotted path, short or full, is this leaf's or that of something around it.
  func isWithin(column: String) -> Bool {
    shortPath.isWithin(column) || dottedPath.isWithin(column)
  }
}
