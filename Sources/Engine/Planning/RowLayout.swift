import Columnar

/// A row group of the input, counted over all files.
struct InputGroup: Sendable {
  var file: Int
  var rowGroup: Int
  var rows: Int
  /// Number of its first row, counted over the whole source as read.
  var firstRow: Int
}

/// Rows of one input row group that go into one output row group.
struct Segment: Sendable {
  /// Number of the input row group.
  var group: Int
  /// Rows within it.
  var rows: Range<Int>
}

/// A row group of the output.
struct OutputGroup: Sendable {
  var file: Int
  var segments: [Segment]
  var rows: Int
  /// Number of its first row, counted over the whole output.
  var firstRow: Int
}

/// Which rows go where.
struct RowLayout: Sendable {
  /// Rows in a row group once rows have been removed: the input's row groups must not show through.
  static let packedRows = 1 << 20
  /// Row groups in a file once rows have been removed.
  static let packedGroups = 128

  let groups: [OutputGroup]
  let fileCount: Int

  /// The input's own files and row groups.
  init(keeping input: [InputGroup], fileCount: Int) {
    groups = input.enumerated().map { number, group in
      OutputGroup(
        file: group.file, segments: [Segment(group: number, rows: 0..<group.rows)], rows: group.rows,
        firstRow: group.firstRow)
    }
    self.fileCount = fileCount
  }

  /// The rows that remain, packed into row groups of equal size; only the last is smaller.
  init(packing input: [InputGroup], selections: [Bitmap]) {
    var groups: [OutputGroup] = []
    var open = OutputGroup(file: 0, segments: [], rows: 0, firstRow: 0)
    func close() {
      groups.append(open)
      open = OutputGroup(
        file: groups.count / RowLayout.packedGroups, segments: [], rows: 0,
        firstRow: groups.count * RowLayout.packedRows)
    }
    for (number, group) in input.enumerated() {
      var start = 0
      var left = selections[number].setCount
      while left > 0 {
        let room = RowLayout.packedRows - open.rows
        let taken = min(left, room)
        let end = taken == left ? group.rows : selections[number].index(behindSetBits: taken, from: start)
        open.segments.append(Segment(group: number, rows: start..<end))
        open.rows += taken
        left -= taken
        start = end
        if open.rows == RowLayout.packedRows { close() }
      }
      #if LOUVER_UNPROTECTED
        if Protection.layout.isOff, open.rows > 0 { close() }
      #endif
    }
    if open.rows > 0 { close() }
    self.groups = groups
    fileCount = max(1, (groups.last?.file ?? 0) + 1)
  }
}

extension Bitmap {
  /// The index behind the `count`-th set bit at or after `start`.
  fileprivate func index(behindSetBits count: Int, from start: Int) -> Int {
    var left = count
    var index = start
    while left > 0 {
      if index & 63 == 0 {
        let here = words[index >> 6].nonzeroBitCount
        if here < left {
          left -= here
          index += 64
          continue
        }
      }
      if self[index] { left -= 1 }
      index += 1
    }
    return index
  }
}
