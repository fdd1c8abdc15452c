import Columnar
import Glibc

/// Files that are read from front to back.
enum FileBytes {
  /// All bytes of a file of at most `limit` bytes.
  static func read(_ path: String, limit: Int = 16 << 20) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPart(of: path) { part in
      bytes += part
      guard bytes.count <= limit else {
        throw StreamError(message: "longer than \(limit) bytes", place: Place(file: path), kind: .limitExceeded)
      }
    }
    return bytes
  }

  /// Hands out the bytes of a file of any length, a part at a time.
  static func forEachPart(of path: String, _ body: ([UInt8]) throws -> Void) throws {
    guard let file = unsafe fopen(path, "re") else { throw failure(path) }
    defer { unsafe fclose(file) }
    while true {
      let part = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = unsafe fread(buffer.baseAddress, 1, buffer.count, file)
      }
      if part.isEmpty { break }
      try body(part)
    }
    guard unsafe ferror(file) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> StreamError {
    StreamError(message: "cannot be read: \(systemMessage(errno))", place: Place(file: path))
  }
}
