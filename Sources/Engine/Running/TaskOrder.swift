import Parquet

/// In which order workers take the chunks of a job, each known by its number: row group by row group, leaf by leaf.
///
/// They follow one another as in the file, so that little waits for its place, but for those that make up much of their row
/// group: these come first in it. In the last row group less is much, or one worker would do a long one while the others have
/// nothing left. A row group that is little of the job is left to one worker: two would wait for each other to write to its file.
struct TaskOrder {
  /// A chunk is large from this part of its row group's work on.
  private static let largeShare = 0.125
  private static let largeShareAtEnd = 0.015
  /// A row group is little where each worker has as many of its size.
  private static let littleGroups = 64

  /// What one worker does, one after the other.
  private(set) var batches: [[Int]] = []

  /// `work` has for each row group what each of its chunks takes, in any unit, `rows` how many rows it has.
  init(work: [[Int]], rows: [Int], workers: Int) {
    let allRows = rows.reduce(0, +)
    for (group, chunks) in work.enumerated() {
      let tasks = TaskOrder.tasks(chunks, isLast: group == work.count - 1).map { group * chunks.count + $0 }
      if rows[group] <= allRows / (TaskOrder.littleGroups * workers) {
        batches.append(tasks)
      } else {
        batches += tasks.map { [$0] }
      }
    }
  }

  /// The chunks of one row group.
  private static func tasks(_ work: [Int], isLast: Bool) -> [Int] {
    let limit = (isLast ? largeShareAtEnd : largeShare) * Double(work.reduce(0, +))
    let large = work.indices.filter { Double(work[$0]) >= limit && work[$0] > 0 }
    let first = large.sorted { (work[$1], $0) < (work[$0], $1) }
    return first + work.indices.filter { !large.contains($0) }
  }
}

extension Job {
  /// What each chunk takes, as far as its plan tells: the bytes that are decoded for it.
  var work: [[Int]] {
    zip(plan.layout.groups, chunks).map { group, planned in
      zip(plan.output.kept, planned).map { leaf, chunk in
        guard chunk.plan.decodes else { return 0 }
        return group.segments.reduce(0) { $0 + decodedBytes($1, leaf) }
      }
    }
  }

  /// Bytes of a segment's part of a chunk, going by its rows.
  private func decodedBytes(_ segment: Segment, _ leaf: Int) -> Int {
    let input = plan.groups[segment.group]
    let chunk = plan.source.files[input.file].chunk(rowGroup: input.rowGroup, leaf: leaf)
    let share = input.rows == 0 ? 0 : Double(segment.rows.count) / Double(input.rows)
    // The footer's figure may be any.
    return Int(share * Double(min(max(0, chunk?.totalUncompressedSize ?? 0), 1 << 40)))
  }
}
