import Glibc

/// A directory of this process's own, readable by its user only.
struct TemporaryDirectory: ~Copyable {
  let path: String

  /// In `TMPDIR`, else in `/tmp`.
  init() throws(StreamError) {
    let parent = ProcessEnvironment.variable("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/louver-XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&template) else {
      throw StreamError(message: "cannot make a directory in \(parent): \(systemMessage(errno))")
    }
    path = unsafe String(cString: made)
  }

  /// The directory goes with the files that `names` lists; anything else in it keeps it.
  func remove(files names: [String]) {
    for name in names { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path)
  }
}
