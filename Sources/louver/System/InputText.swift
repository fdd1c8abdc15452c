import Columnar
import Glibc

/// A small file that somebody names on the command line.
enum InputText {
  /// All bytes of a file of at most `limit` bytes.
  static func read(_ path: String, limit: Int = 16 << 20) throws(StreamError) -> [UInt8] {
    guard let file = unsafe fopen(path, "re") else { throw failure(path) }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let part = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = unsafe fread(buffer.baseAddress, 1, buffer.count, file)
      }
      bytes += part
      if part.isEmpty { break }
      guard bytes.count <= limit else {
        throw StreamError(message: "longer than \(limit) bytes", place: Place(file: path), kind: .limitExceeded)
      }
    }
    guard unsafe ferror(file) == 0 else { throw failure(path) }
    return bytes
  }

  private static func failure(_ path: String) -> StreamError {
    StreamError(message: "cannot be read: \(systemMessage(errno))", place: Place(file: path))
  }
}
