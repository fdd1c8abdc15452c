import Columnar

/// What a policy's `on:` selects; all given selectors must match.
public struct TargetSelector: Hashable, Sendable {
  /// A name or glob.
  public var source: Glob?
  /// Covers the tags below it.
  public var sourceTag: String?
  /// A name, dotted path or glob; it selects what lies below as well.
  public var column: Glob?
  /// Covers the tags below it.
  public var columnTag: String?
  /// One of the names of types.
  public var type: String?

  public init(
    source: Glob? = nil, sourceTag: String? = nil, column: Glob? = nil, columnTag: String? = nil, type: String? = nil
  ) {
    self.source = source
    self.sourceTag = sourceTag
    self.column = column
    self.columnTag = columnTag
    self.type = type
  }

  /// The leaves selected; nil where the policy says nothing about the source.
  public func leaves(of target: Source) -> [Leaf]? {
    selects(target) ? leaves(of: target.schema, tags: target.tags(of:)) : nil
  }

  /// Whether the source itself is selected, whatever its columns are.
  func selects(_ target: Source) -> Bool {
    if let source, !source.matches(target.name) { return false }
    return sourceTag.map(target.tags.hasMember) ?? true
  }

  /// The leaves selected of a source that is; nil where the policy is for columns and there are none.
  func leaves(of schema: Schema, tags: (Leaf) -> Set<String>) -> [Leaf]? {
    if column == nil, columnTag == nil, type == nil { return schema.leaves }
    let leaves = schema.leaves.filter { leaf in
      if let column, !leaf.pathsAround.contains(where: column.matches) { return false }
      if let columnTag, !tags(leaf).hasMember(within: columnTag) { return false }
      return type == nil || leaf.type.name == type
    }
    return leaves.isEmpty ? nil : leaves
  }

  /// The names that `type:` knows.
  public static let typeNames: Set<String> = [
    "boolean", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
    "float64",
    "decimal", "string", "binary", "date", "time", "timestamp", "uuid",
  ]
}

extension Leaf {
  /// The leaf's own paths and those of everything around it, short and full.
  fileprivate var pathsAround: Set<String> {
    Set(shortPath.withAncestors + dottedPath.withAncestors)
  }
}
