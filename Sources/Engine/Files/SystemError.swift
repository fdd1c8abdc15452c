import Columnar
import Glibc

extension EngineError {
  /// The failure that `errno` holds, for a system call on a path.
  static func system(_ doing: String, _ path: String) -> EngineError {
    let code = errno
    let reason = unsafe String(cString: strerror(code))
    let kind: ErrorKind = code == EEXIST || code == ENOTEMPTY ? .conflict : .io
    return EngineError(kind, "cannot \(doing): \(reason)", at: Place(file: path))
  }
}
