import CSystem
import Columnar
import Glibc

/// What the process was given: variables, its user, its terminal.
enum ProcessEnvironment {
  /// A variable, nil where it is not set or empty.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The names of all variables.
  static var names: [String] {
    var names: [String] = []
    var next = unsafe environ
    while let variable = unsafe next.pointee {
      names.append(String(unsafe String(cString: variable).prefix { $0 != "=" }))
      unsafe next += 1
    }
    return names
  }

  /// The name of the effective user, which no variable can change.
  static func userName() throws(UsageError) -> String {
    guard let entry = unsafe getpwuid(geteuid()), let name = unsafe entry.pointee.pw_name else {
      throw UsageError("the operating system has no name for user \(geteuid())")
    }
    return unsafe String(cString: name)
  }

  /// The working directory, `.` where the system does not tell.
  static var workingDirectory: String {
    guard let path = unsafe getcwd(nil, 0) else { return "." }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  /// A path as one would write it from the working directory, if it is beneath.
  static func fromHere(_ path: String) -> String {
    let here = workingDirectory + "/"
    return path.hasPrefix(here) && path.utf8.count > here.utf8.count ? String(path.dropFirst(here.count)) : path
  }

  /// The columns of the terminal behind a stream, nil where there is none.
  static func terminalColumns(_ stream: StandardStream) -> Int? {
    let columns = Int(louver_terminal_columns(stream.rawValue))
    return columns > 0 ? columns : nil
  }
}
