import Columnar
import Glibc
import Masking

/// A key file that the command line names: 32 bytes, or 64 hexadecimal digits.
enum KeyFile {
  private static let longest = 1 << 10

  /// Reads a key without leaving a second copy of it in memory.
  static func read(_ path: String) throws -> SecretKey {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: longest + 1)
    defer { unsafe explicit_bzero(&bytes, bytes.count) }
    var count = 0
    while count < bytes.count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure(path) }
      if got == 0 { break }
      count += got
    }
    do { return try SecretKey(parsing: bytes[..<count]) } catch {
      throw UsageError("--key-file \(path.quoted): \(error.message)")
    }
  }

  /// Whether others than the owner have any right to a file.
  static func isOpenToOthers(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o077 != 0
  }

  private static func failure(_ path: String) -> StreamError {
    StreamError(message: "cannot be read: \(systemMessage(errno))", place: Place(file: path))
  }
}
