public import Columnar

/// What columns of one group say of it. They are stored apart, and each tells anew where the group is absent and how
/// long its lists are: columns that disagree make rows that nobody can put together.
public struct GroupAgreement: Sendable {
  /// The greatest levels of a group, at which everything in it begins.
  fileprivate struct GroupLevels {
    var definition: UInt8 = 0
    var repetition: UInt8 = 0
  }

  /// For each leaf, of the innermost group that holds it and the leaf before it; zeros where only the root does.
  private let shared: [GroupLevels]

  public init(_ schema: Schema) {
    var walk = SharedGroups()
    walk.visit(schema.fields, within: GroupLevels(), before: GroupLevels())
    shared = walk.levels
  }

  /// Nil where a leaf shares no group with the one before it, or one of which there is nothing to say.
  private func levels(before leaf: Int) -> GroupLevels? {
    shared.indices.contains(leaf) && shared[leaf].definition > 0 ? shared[leaf] : nil
  }

  /// What a chunk of a leaf says; nothing yet.
  func account(of leaf: Leaf) -> GroupAccount {
    GroupAccount(
      before: levels(before: leaf.index).map { GroupAccount.Digest($0) },
      after: levels(before: leaf.index + 1).map { GroupAccount.Digest($0) })
  }
}

/// What one chunk says of the groups that hold its leaf and the leaves beside it, as digests: equal for equal accounts.
public struct GroupAccount: Sendable, Hashable {
  fileprivate struct Digest: Sendable, Hashable {
    private let definition: UInt8
    private let repetition: UInt8
    var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ levels: GroupAgreement.GroupLevels) {
      definition = levels.definition
      repetition = levels.repetition
    }

    /// As FNV-1a, but by slots: of each its levels as far as they tell of the group.
    mutating func add(_ levels: Levels) {
      let repeats = !levels.repetition.isEmpty
      for slot in levels.definition.indices {
        let level = repeats ? levels.repetition[slot] : 0
        if level > repetition { continue }
        let said = UInt64(level) << 8 | UInt64(min(levels.definition[slot], definition))
        value = (value ^ said) &* 0x0000_0100_0000_01B3
      }
    }
  }

  fileprivate var before: Digest?
  fileprivate var after: Digest?

  /// Of the group shared with the leaf before; nil where there is none.
  public var withLeafBefore: UInt64? { before?.value }
  /// Of the group shared with the next leaf; nil where there is none.
  public var withLeafAfter: UInt64? { after?.value }

  mutating func add(_ structure: Structure) {
    guard case .nested(let levels) = structure else { return }
    before?.add(levels)
    after?.add(levels)
  }
}

/// Goes through the leaves of a schema in their order.
private struct SharedGroups {
  var levels: [GroupAgreement.GroupLevels] = []

  /// `group` holds the nodes, `before` is what the first of them shares with the leaf before it.
  mutating func visit(
    _ nodes: [SchemaNode], within group: GroupAgreement.GroupLevels, before: GroupAgreement.GroupLevels
  ) {
    var before = before
    for node in nodes {
      if case .group(_, let children) = node.content {
        var inner = group
        inner.definition += node.repetition == .required ? 0 : 1
        inner.repetition += node.repetition == .repeated ? 1 : 0
        visit(children, within: inner, before: before)
      } else {
        levels.append(before)
      }
      before = group
    }
  }
}
