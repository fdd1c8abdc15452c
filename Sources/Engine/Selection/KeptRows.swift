import Columnar
import Synchronization

/// The rows that remain of one leaf in one row group, kept from when the conditions looked at it: they are not decoded again.
///
/// They are read like the chunk that they come from, but only by what is selected.
struct KeptRows: Sendable {
  private struct Batch: Sendable {
    var rows: Int
    /// Which of the rows remain, and these; nil where none does.
    var remaining: (selection: Bitmap, column: Column)?
  }

  private var batches: ArraySlice<Batch> = []
  /// What they take of the budget.
  fileprivate private(set) var bytes = 0

  /// Rows of which none remains.
  fileprivate mutating func add(rows: Int) { batches.append(Batch(rows: rows)) }

  fileprivate mutating func add(_ column: Column, selectedBy selection: Bitmap, bytes: Int) {
    batches.append(Batch(rows: selection.count, remaining: (selection, column)))
    self.bytes += bytes
  }

  func peekRows() -> Int? { batches.first?.rows }

  mutating func skip() { batches = batches.dropFirst() }

  /// Of the next batch the rows that `selection` selects, all of which remain.
  mutating func next(selecting selection: Bitmap) -> Column? {
    guard let (kept, column) = batches.popFirst()?.remaining else { return nil }
    return kept == selection ? column : column.selected(rows: selection.selected(by: kept))
  }
}

/// Keeps the rows that remain of the conditions' leaves, as long as there is room for them.
struct RowKeeper: Sendable {
  /// Bytes that a job may keep, at most.
  private static let mostBytes = 32 << 20

  /// Shared by all row groups.
  private final class Room: Sendable {
    private let left: Atomic<Int>

    init(bytes: Int) { left = Atomic(bytes) }

    func takes(_ bytes: Int) -> Bool {
      if left.subtract(bytes, ordering: .relaxed).newValue >= 0 { return true }
      giveBack(bytes)
      return false
    }

    func giveBack(_ bytes: Int) { left.add(bytes, ordering: .relaxed) }
  }

  private let room: Room
  /// By the number of the leaf.
  private(set) var kept: [Int: KeptRows]

  /// Keeps rows of leaves by their numbers, in an eighth of `memoryBudget` bytes or less.
  init(leaves: [Int], memoryBudget: Int) {
    room = Room(bytes: min(RowKeeper.mostBytes, memoryBudget / 8))
    kept = Dictionary(uniqueKeysWithValues: leaves.map { ($0, KeptRows()) })
  }

  /// Takes rows of which none remains.
  mutating func add(rows: Int) {
    for leaf in kept.keys { kept[leaf]!.add(rows: rows) }
  }

  /// Takes a batch of the leaves' columns and which of its rows remain.
  mutating func add(_ columns: [Column], _ remaining: Bitmap) {
    if remaining.isNoneSet { return add(rows: remaining.count) }
    for column in columns {
      let leaf = column.leaf.index
      guard let bytesBefore = kept[leaf]?.bytes else { continue }
      let selected = column.selected(rows: remaining)
      // A dictionary is there once, for all batches.
      let bytes = selected.keptBytes(withDictionary: bytesBefore == 0)
      if room.takes(bytes) {
        kept[leaf]!.add(selected, selectedBy: remaining, bytes: bytes)
      } else {
        kept[leaf] = nil
        room.giveBack(bytesBefore)
      }
    }
  }
}

extension Column {
  /// Bytes in memory, about.
  fileprivate func keptBytes(withDictionary: Bool) -> Int {
    let ofData =
      switch data {
      case .plain(let values): values.byteCount
      case .dictionary(let values, let indices): (withDictionary ? values.byteCount : 0) + 4 * indices.count
      }
    return ofData + 2 * structure.slots + 64
  }
}
