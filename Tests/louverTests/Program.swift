import Glibc

/// The built program, run as its users run it.
struct Program {
  var status: Int32
  var output: String
  var error: String

  /// Runs `louver WORDS`, in `directory` if given, with an environment that names no catalog.
  static func run(_ words: [String], in directory: String = ".", _ environment: [String] = []) throws -> Program {
    let capture = try Directory()
    let quoted = words.map {
      "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    let script =
      "cd '\(directory)' && exec env -u LOUVER_CATALOG -u LOUVER_AS -u LOUVER_PROJECT \(environment.joined(separator: " "))"
      + " '\(path)' \(quoted.joined(separator: " ")) >'\(capture.path)/out' 2>'\(capture.path)/err' </dev/null"
    let raw = unsafe system(script)
    return Program(
      status: raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F, output: try capture.read("out"),
      error: try capture.read("err"))
  }

  /// Beside the test bundle.
  static var path: String {
    var bundle = CommandLine.arguments[0]
    for word in CommandLine.arguments where word.hasSuffix(".xctest") { bundle = word }
    if let link = unsafe realpath("/proc/self/exe", nil) {
      defer { unsafe free(link) }
      let own = unsafe String(cString: link)
      if own.hasSuffix(".xctest") { bundle = own }
    }
    let directory = bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return (directory.isEmpty ? "." : directory) + "/louver"
  }
}

/// A directory of a test's own, removed with it.
final class Directory {
  let path: String

  init() throws {
    var template = Array("/tmp/louver-test-XXXXXX".utf8CString)
    guard let name = unsafe mkdtemp(&template) else { throw Failed(what: "mkdtemp") }
    path = unsafe String(cString: name)
  }

  deinit { unsafe system("rm -rf '\(path)'") }

  func read(_ name: String) throws -> String {
    guard let file = unsafe fopen("\(path)/\(name)", "r") else { throw Failed(what: name) }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = unsafe fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(_ name: String, _ text: String) throws {
    guard let file = unsafe fopen("\(path)/\(name)", "w") else { throw Failed(what: name) }
    defer { unsafe fclose(file) }
    for byte in text.utf8 { unsafe fputc(Int32(byte), file) }
  }

  struct Failed: Error { var what: String }
}
