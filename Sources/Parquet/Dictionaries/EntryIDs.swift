import Columnar

/// What entries of a dictionary that rows are given by are in the dictionary of the chunk that is written.
///
/// Only entries that rows refer to ever get there, in the order of their first use: the output's dictionary tells nothing of others,
/// and is the same as if the rows had come as values.
struct EntryIDs {
  private static let unset = UInt32.max

  /// The number of the dictionary that entries are of.
  private var pool: Int?
  /// For each entry its id, if it has one.
  private var ids: [UInt32] = []

  /// Of a dictionary with the same number entries have only been added behind; nil is always another.
  mutating func begin(_ pool: Int?) {
    if pool == nil || pool != self.pool { ids = [] }
    self.pool = pool
  }

  /// The ids of the values that `indices` name, new ones added; ends before the first that would take the dictionary over
  /// `byteLimit`.
  mutating func intern(
    _ entries: Values, _ indices: ArraySlice<UInt32>, into dictionary: inout OutputDictionary, byteLimit: Int
  ) -> [UInt32] {
    ids.append(contentsOf: repeatElement(EntryIDs.unset, count: entries.count - ids.count))
    #if LOUVER_UNPROTECTED
      if Protection.dictionaryEntries.isOff { add(entries, ids.indices.map { UInt32($0) }, &dictionary, byteLimit) }
    #endif
    let known = look(up: indices)
    if known.areAllSet { return known.ids }
    add(entries, fresh(indices, known.ids), &dictionary, byteLimit)
    let all = look(up: indices)
    return all.areAllSet ? all.ids : Array(all.ids.prefix { $0 != EntryIDs.unset })
  }

  private func look(up indices: ArraySlice<UInt32>) -> (ids: [UInt32], areAllSet: Bool) {
    var highest: UInt32 = 0
    let found = [UInt32](filling: indices.count) { found in
      let (ids, indices) = (ids.span, indices.span)
      for position in 0..<found.count {
        let id = ids[Int(indices[position])]
        found[position] = id
        highest = max(highest, id)
      }
    }
    return (found, highest != EntryIDs.unset)
  }

  /// Entries without an id in the order of their first use; `known` are the ids of all `indices`.
  private mutating func fresh(_ indices: ArraySlice<UInt32>, _ known: [UInt32]) -> [UInt32] {
    var fresh: [UInt32] = []
    for (index, id) in zip(indices, known) where id == EntryIDs.unset && ids[Int(index)] == EntryIDs.unset {
      // Marked, so that it is fresh only once.
      ids[Int(index)] = 0
      fresh.append(index)
    }
    for index in fresh { ids[Int(index)] = EntryIDs.unset }
    return fresh
  }

  private mutating func add(
    _ entries: Values, _ fresh: [UInt32], _ dictionary: inout OutputDictionary, _ byteLimit: Int
  ) {
    for (index, id) in zip(fresh, dictionary.intern(entries.gathered(fresh), byteLimit: byteLimit)) {
      ids[Int(index)] = id
    }
  }
}
