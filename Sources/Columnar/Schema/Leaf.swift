/// One leaf column of a schema, with what its levels mean.
public struct Leaf: Hashable, Sendable {
  /// Position among the schema's leaves, which is the position of its column chunks.
  public var index: Int
  /// Names from the root's child down: `items`, `list`, `element`, `price`.
  public var path: [String]
  /// The short dotted form of masks.md, without the wrappers of lists and maps: `items.price`.
  public var shortPath: String
  public var type: LeafType
  /// Repetitions from the root's child down to the leaf itself, parallel to `path`.
  public var repetitions: [Repetition]
  /// True for a map's key or a leaf within one.
  public var isMapKey: Bool

  public init(
    index: Int, path: [String], shortPath: String, type: LeafType, repetitions: [Repetition], isMapKey: Bool
  ) {
    self.index = index
    self.path = path
    self.shortPath = shortPath
    self.type = type
    self.repetitions = repetitions
    self.isMapKey = isMapKey
  }

  /// Definition level of a value that is there.
  public var maxDefinition: Int { repetitions.count { $0 != .required } }
  /// Number of repeated ancestors, itself included.
  public var maxRepetition: Int { repetitions.count { $0 == .repeated } }
  /// Not inside anything: at most one level of optionality, no repetition.
  public var isFlat: Bool { repetitions.count == 1 && maxRepetition == 0 }
  /// Whether a NULL can stand for the value itself (not for something around it).
  public var isOptional: Bool { repetitions.last == .optional }
  /// The dotted full path: `items.list.element.price`.
  public var dottedPath: String { path.joined(separator: ".") }

  /// Definition level from which the `n`-th repeated ancestor (1-based) has at least one element.
  public func definitionOfRepetition(_ n: Int) -> Int {
    var definition = 0
    var seen = 0
    for repetition in repetitions {
      if repetition != .required { definition += 1 }
      if repetition == .repeated {
        seen += 1
        if seen == n { return definition }
      }
    }
    return definition
  }
}
