import Columnar
import Engine

/// How far a job is, on a terminal only: rows, share, rate and time left, on one line of standard error.
final class ProgressBar: Sendable {
  private struct State {
    var lastShown: Int64 = 0
    var isShown = false
  }

  private let columns: Int
  private let start = Clock.now()
  private let state = Guarded(State())
  private static let interval: Int64 = 100_000_000

  /// Nil where nobody would see it.
  init?(_ console: Console) {
    guard !console.isQuiet, let columns = ProcessEnvironment.terminalColumns(.error) else { return nil }
    self.columns = columns
  }

  /// Called by any worker.
  func show(_ progress: JobProgress) {
    let now = Clock.now()
    state.withLock { state in
      guard now - state.lastShown >= Self.interval else { return }
      state.lastShown = now
      state.isShown = true
      let line = Self.line(progress, seconds: Double(now - start) / 1e9, columns: columns)
      try? StandardStream.error.write(Array("\r\(line)\u{1B}[K".utf8))
    }
  }

  /// Takes the line away.
  func end() {
    state.withLock { state in
      if state.isShown { try? StandardStream.error.write(Array("\r\u{1B}[K".utf8)) }
      state.isShown = false
    }
  }

  /// `[#####-----]  50 %  1200000 of 2400000 rows  4800000 rows/s  1 s left`, cut to the terminal's width.
  static func line(_ progress: JobProgress, seconds: Double, columns: Int) -> String {
    let share = progress.chunks > 0 ? Double(progress.chunksDone) / Double(progress.chunks) : 1
    let filled = Int(share * 20)
    let rows = Int(share * Double(progress.rows))
    var line = "[\(String(repeating: "#", count: filled))\(String(repeating: "-", count: 20 - filled))]"
    line += "  \(Int(share * 100)) %  \(rows) of \(progress.rows) rows"
    if seconds > 0, share > 0 {
      line += "  \(Int(Double(rows) / seconds)) rows/s  \(Int((seconds / share - seconds).rounded(.up))) s left"
    }
    return String(line.prefix(max(0, columns - 1)))
  }
}
