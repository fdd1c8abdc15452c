import Columnar
import Glibc

/// Whoever read the results has gone, as in `louver … | head`. Not a failure.
struct ReaderGone: Error {}

/// A file or stream that could not be read or written.
struct StreamError: LouverError {
  var message: String
  var place = Place()
  var kind = ErrorKind.io
  var hint: String?
}

/// One of the two descriptors that everything is written to.
enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// Writes all of the bytes.
  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(rawValue, buffer.baseAddress! + written, buffer.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        throw ReaderGone()
      } else if errno != EINTR, errno != EAGAIN {
        throw StreamError(message: "cannot write the result: \(systemMessage(errno))")
      }
    }
  }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}
