import Columnar
import Glibc

/// Where output bytes are while they wait for their place: in memory up to a budget, beyond it in a file.
///
/// The file is made in the staging directory and has no name there: whatever happens, it is gone when the job is.
final class OutputBuffer: Sendable {
  private struct State {
    var left: Int
    var spill: (file: OutputFile, end: Int)?
  }

  private let directory: String
  private let state: Guarded<State>

  init(budget: Int, directory: String) {
    self.directory = directory
    state = Guarded(State(left: budget))
  }

  /// Keeps bytes until `release`.
  func keep(_ bytes: [UInt8]) throws(EngineError) -> OutputPiece {
    let place = try state.withLock { state throws(EngineError) -> (file: OutputFile, end: Int)? in
      if state.left >= bytes.count {
        state.left -= bytes.count
        return nil
      }
      if state.spill == nil { state.spill = (try namelessFile(), 0) }
      defer { state.spill!.end += bytes.count }
      return state.spill!
    }
    guard let (file, offset) = place else { return .memory(bytes) }
    try file.write(bytes, at: offset)
    return .spilled(file, offset..<offset + bytes.count)
  }

  /// Takes back what pieces that have been written used of the budget.
  func release(_ pieces: [OutputPiece]) {
    let bytes = pieces.reduce(0) { if case .memory(let bytes) = $1 { $0 + bytes.count } else { $0 } }
    if bytes > 0 { state.withLock { $0.left += bytes } }
  }

  private func namelessFile() throws(EngineError) -> OutputFile {
    let file = try OutputFile(creating: directory + "/.spill")
    guard unsafe unlink(file.path) == 0 else { throw .system("write to", directory) }
    return file
  }
}
