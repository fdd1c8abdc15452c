import Columnar
import Glibc
import Parquet

/// What tells whether a file is still the one that was opened.
struct FileIdentity: Hashable, Sendable {
  var device: UInt
  var inode: UInt
  var size: Int
  var seconds: Int
  var nanoseconds: Int

  init(of descriptor: Int32, path: String) throws(EngineError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw EngineError(.io, "not a regular file", at: Place(file: path))
    }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}

/// A file that is read by ranges. Not mapped: a mapped file that somebody truncates kills the process.
final class InputFile: ByteRangeSource {
  let path: String
  let identity: FileIdentity
  private let descriptor: Int32

  var name: String { path }
  var size: Int { identity.size }

  init(path: String) throws(EngineError) {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system("open", path) }
    do {
      identity = try FileIdentity(of: descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  func read(_ range: Range<Int>) throws -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= size else {
      throw EngineError(.malformed, "a range of bytes lies outside the file", at: Place(file: path))
    }
    guard !range.isEmpty else { return [] }
    var done = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, initialized in
      while done < range.count {
        let got = unsafe pread(
          descriptor, buffer.baseAddress! + done, range.count - done, off_t(range.lowerBound + done))
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else { break }
        done += got
      }
      initialized = done
    }
    guard done == range.count else {
      throw EngineError(.malformed, "the file ended while it was read", at: Place(file: path))
    }
    return bytes
  }

  /// Throws unless the path still names the file that was opened, unchanged.
  func verifyUnchanged() throws(EngineError) {
    let again = try InputFile(path: path)
    guard again.identity == identity, try FileIdentity(of: descriptor, path: path) == identity else {
      throw EngineError(.malformed, "the file changed while it was read", at: Place(file: path))
    }
  }
}
