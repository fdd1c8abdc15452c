import CSystem
import Columnar
import Glibc

/// A file being written in a staging place, at any offsets, by any worker.
final class OutputFile: Sendable {
  let path: String
  let descriptor: Int32

  /// Makes a new file, readable by its owner only.
  init(creating path: String) throws(EngineError) {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .system("create", path) }
  }

  deinit { close(descriptor) }

  func write(_ pieces: [[UInt8]], at offset: Int) throws(EngineError) {
    var position = offset
    for piece in pieces {
      try write(piece, at: position)
      position += piece.count
    }
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(EngineError) {
    let complete = unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let put = unsafe pwrite(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
        if put < 0 && errno == EINTR { continue }
        guard put > 0 else { return false }
        done += put
      }
      return true
    }
    guard complete else { throw .system("write", path) }
  }

  /// Writes bytes of another file, which `name` is the path of.
  func copy(_ range: Range<Int>, of source: Int32, named name: String, to offset: Int) throws(EngineError) {
    switch louver_copy_range(source, Int64(range.lowerBound), descriptor, Int64(offset), range.count) {
    case 0: return
    case 1: throw EngineError(.malformed, "the file ended while it was read", at: Place(file: name))
    default: throw .system("write", path)
    }
  }

  /// Bytes that were written to it.
  func read(_ range: Range<Int>) throws(EngineError) -> [UInt8] {
    let bytes = try storedBytes(range, of: descriptor, at: path)
    guard bytes.count == range.count else { throw .system("read", path) }
    return bytes
  }

  /// Returns when the bytes would survive a loss of power.
  func synchronize() throws(EngineError) {
    guard fsync(descriptor) == 0 else { throw .system("flush", path) }
  }
}

/// Makes the names in a directory survive a loss of power.
func synchronizeDirectory(_ path: String) throws(EngineError) {
  let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .system("open", path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw .system("flush", path) }
}
