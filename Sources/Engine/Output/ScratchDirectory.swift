import CSystem
import Columnar
import Glibc

/// A hidden directory of this process's own, readable by its user only.
///
/// A process that dies leaves it behind; the next one that makes one for the same name removes it.
public final class ScratchDirectory {
  public let path: String
  /// Tells a later process that somebody is still at work here.
  private let lock: Int32

  private static let prefix = ".louver-staging-"

  public init(in parent: String, for name: String) throws(EngineError) {
    ScratchDirectory.removeRemains(in: parent, of: name)
    path = "\(parent)/\(ScratchDirectory.prefix)\(name).\(String(UInt64.random(in: .min ... .max), radix: 36))"
    guard unsafe mkdir(path, 0o700) == 0 else { throw .system("make a folder for what is being written in", parent) }
    lock = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if lock >= 0 { flock(lock, LOCK_EX | LOCK_NB) }
  }

  deinit { if lock >= 0 { close(lock) } }

  /// Makes a directory in it, and gives its path.
  public func makeDirectory(_ name: String) throws(EngineError) -> String {
    let made = path + "/" + name
    guard unsafe mkdir(made, 0o700) == 0 else { throw .system("make the directory", made) }
    return made
  }

  /// Removes it with everything in it.
  public func remove() { unsafe louver_remove_tree(path) }

  private static func removeRemains(in parent: String, of name: String) {
    for found in entryNames(of: parent) ?? [] {
      guard found.hasPrefix(prefix + name + ".") else { continue }
      let path = parent + "/" + found
      let lock = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { unsafe louver_remove_tree(path) }
      close(lock)
    }
  }
}
