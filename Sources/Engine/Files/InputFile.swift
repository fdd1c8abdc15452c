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
///
/// It is opened anew where none of its descriptors is kept (`OpenFiles`), and must be what it was.
final class InputFile: ByteRangeSource {
  let path: String
  let identity: FileIdentity

  var name: String { path }
  var size: Int { identity.size }

  init(path: String) throws(EngineError) {
    self.path = path
    let opened = try InputFile.open(path)
    do {
      identity = try FileIdentity(of: opened, path: path)
    } catch {
      close(opened)
      throw error
    }
    OpenFiles.shared.put(opened, of: self)
  }

  deinit { OpenFiles.shared.forget(ObjectIdentifier(self)) }

  private static func open(_ path: String) throws(EngineError) -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system("open", path) }
    return descriptor
  }

  func withDescriptor<Result>(
    _ body: (Int32) throws(EngineError) -> Result
  ) throws(EngineError) -> Result {
    let kept = OpenFiles.shared.take(self)
    let descriptor = if let kept { kept } else { try openAgain() }
    defer { OpenFiles.shared.put(descriptor, of: self) }
    return try body(descriptor)
  }

  private func openAgain() throws(EngineError) -> Int32 {
    let opened = try InputFile.open(path)
    do {
      try checkIdentity(of: opened)
      return opened
    } catch {
      close(opened)
      throw error
    }
  }

  func read(_ range: Range<Int>) throws -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= size else {
      throw EngineError(.malformed, "a range of bytes lies outside the file", at: Place(file: path))
    }
    if range.isEmpty { return [] }
    return try withDescriptor { descriptor throws(EngineError) in try read(range, of: descriptor) }
  }

  private func read(_ range: Range<Int>, of descriptor: Int32) throws(EngineError) -> [UInt8] {
    let bytes = try storedBytes(range, of: descriptor, at: path)
    guard bytes.count == range.count else {
      throw EngineError(.malformed, "the file ended while it was read", at: Place(file: path))
    }
    return bytes
  }

  /// Throws unless the path still names the file that was opened, unchanged.
  func verifyUnchanged() throws(EngineError) {
    let again = try InputFile.open(path)
    defer { close(again) }
    try checkIdentity(of: again)
  }

  private func checkIdentity(of descriptor: Int32) throws(EngineError) {
    guard try FileIdentity(of: descriptor, path: path) == identity else {
      throw EngineError(.malformed, "the file changed while it was read", at: Place(file: path), hint: "try again")
    }
  }
}

/// The bytes of a range of an open file; fewer where they end early. Throws `io` where they cannot be read.
func storedBytes(_ range: Range<Int>, of descriptor: Int32, at path: String) throws(EngineError) -> [UInt8] {
  var failure: EngineError?
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, initialized in
    while initialized < range.count {
      let got = unsafe pread(
        descriptor, buffer.baseAddress! + initialized, range.count - initialized,
        off_t(range.lowerBound + initialized))
      if got < 0 && errno == EINTR { continue }
      if got < 0 { failure = .system("read", path) }
      guard got > 0 else { break }
      initialized += got
    }
  }
  if let failure { throw failure }
  return bytes
}
