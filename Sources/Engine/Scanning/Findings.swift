import Columnar

/// Counts what a search finds, from any worker.
final class Findings: Sendable {
  struct Key: Hashable, Sendable {
    var file: Int
    var rowGroup: Int?
    var column: String?
    var channel: ScanChannel
  }

  private struct State {
    var counts: [Key: Int] = [:]
    var decompressed = 0
  }

  private let state = Guarded(State())

  func add(file: Int, _ channel: ScanChannel, rowGroup: Int? = nil, leaf: Leaf? = nil, count: Int = 1) {
    let key = Key(file: file, rowGroup: rowGroup, column: leaf?.shortPath, channel: channel)
    if count > 0 { state.withLock { $0.counts[key, default: 0] += count } }
  }

  func addDecompressed(bytes: Int) { state.withLock { $0.decompressed += bytes } }

  var decompressedBytes: Int { state.withLock { $0.decompressed } }

  /// By file, row group, column and channel. A name that is itself a finding is not said.
  func list(_ files: [ScannedFile]) -> [ScanFinding] {
    let counts = state.withLock { $0.counts }
    let named = Set(counts.keys.filter { $0.channel == .name }.map(\.file))
    func order(_ key: Key) -> (Int, Int, String, String) {
      (key.file, key.rowGroup ?? -1, key.column ?? "", key.channel.rawValue)
    }
    return counts.sorted { order($0.key) < order($1.key) }.map { key, count in
      let name = named.contains(key.file) ? "file \(key.file + 1) of \(files.count)" : files[key.file].relative
      return ScanFinding(
        file: name, rowGroup: key.rowGroup, column: key.column, channel: key.channel, count: count)
    }
  }
}
