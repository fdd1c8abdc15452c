import CSystem
import Columnar
import Glibc

/// A hidden directory of this process's own, readable by its user only.
///
/// A process that dies leaves it behind; the next one that makes one in the same place removes it.
public final class ScratchDirectory {
  public let path: String
  /// Tells a later process that somebody is still at work here.
  private let lock: Int32

  private static let prefix = ".louver-staging-"

  public init(in parent: String, for name: String) throws(EngineError) {
    ScratchDirectory.removeRemains(in: parent)
    for _ in 0..<100 {
      let made = ScratchDirectory.freshPath(in: parent, for: name)
      guard unsafe mkdir(made, 0o700) == 0 else { throw .system("make a folder for what is being written in", parent) }
      let descriptor = unsafe open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else {
        let failure = EngineError.system("open", made)
        unsafe rmdir(made)
        throw failure
      }
      // Another process may take it for remains until it is locked, and remove it.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, ScratchDirectory.names(made, descriptor) {
        (path, lock) = (made, descriptor)
        return
      }
      close(descriptor)
      unsafe rmdir(made)
    }
    throw EngineError(.io, "cannot lock a folder for what is being written", at: Place(file: parent))
  }

  deinit { close(lock) }

  /// Makes a directory in it, and gives its path.
  public func makeDirectory(_ name: String) throws(EngineError) -> String {
    let made = path + "/" + name
    guard unsafe mkdir(made, 0o700) == 0 else { throw .system("make the directory", made) }
    return made
  }

  /// Removes it with everything in it.
  public func remove() { unsafe louver_remove_tree(path) }

  /// Removes a directory that was published once, in a way that can be interrupted.
  static func remove(_ directory: String) {
    let parent = Destination.directory(directory, replace: true).parent
    removeRemains(in: parent)
    let moved = freshPath(in: parent, for: "removed")
    if unsafe rename(directory, moved) == 0 { unsafe louver_remove_tree(moved) }
  }

  private static func freshPath(in parent: String, for name: String) -> String {
    "\(parent)/\(prefix)\(name).\(String(UInt64.random(in: .min ... .max), radix: 36))"
  }

  /// Whether a path still names the directory that was opened by it.
  private static func names(_ path: String, _ descriptor: Int32) -> Bool {
    var (held, there) = (stat(), stat())
    return unsafe fstat(descriptor, &held) == 0 && stat(path, &there) == 0 && held.st_ino == there.st_ino
  }

  /// Removes what processes that died have left in a directory.
  static func removeRemains(in parent: String) {
    for found in entryNames(of: parent) ?? [] where found.hasPrefix(prefix) {
      let path = parent + "/" + found
      let lock = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { unsafe louver_remove_tree(path) }
      close(lock)
    }
  }
}
