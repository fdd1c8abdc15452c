/// Finds the name that somebody may have meant.
enum NearestName {
  /// The name closest to `word`, if one is close enough to be a slip of the finger.
  static func of(_ word: String, among names: [String]) -> String? {
    let allowed = max(1, word.utf8.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = distance(Array(word.utf8), Array(name.utf8))
      if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name ?? names.first { !word.isEmpty && $0.hasPrefix(word) }
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
