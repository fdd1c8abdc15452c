import CSystem
import Columnar
import Glibc

/// A hidden directory beside a destination, in which an output grows until it is whole.
///
/// Publishing renames it (or the one file in it) into place; whatever else happens, `discard` removes it.
/// A process that dies leaves the directory behind; the next job with the same destination removes it.
final class Staging {
  let directory: String
  private let destination: Destination
  private let lock: Int32

  static let prefix = ".louver-staging-"

  init(for destination: Destination) throws(EngineError) {
    self.destination = destination
    let parent = destination.parent
    guard isDirectory(parent) else {
      throw EngineError(.io, "the directory of the output does not exist", at: Place(file: parent))
    }
    if !destination.replaces, exists(destination.path) {
      throw EngineError(.conflict, "the output exists already", at: Place(file: destination.path))
    }
    Staging.removeRemains(in: parent, of: destination.name)
    let made =
      parent + "/" + Staging.prefix + destination.name + "." + String(UInt64.random(in: .min ... .max), radix: 36)
    guard unsafe mkdir(made, 0o700) == 0 else { throw .system("make a folder for what is being written in", parent) }
    directory = made
    // The lock tells a later job that somebody is still at work here.
    lock = unsafe open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if lock >= 0 { flock(lock, LOCK_EX | LOCK_NB) }
    if case .addition(let path) = destination, isDirectory(path) { try takeOver(path) }
  }

  /// Gives the files of a directory a second name here, so that they are there before and after publishing.
  private func takeOver(_ path: String) throws(EngineError) {
    for name in entryNames(of: path) ?? [] {
      guard unsafe link(path + "/" + name, self.path(of: name)) == 0 else { throw .system("keep", path + "/" + name) }
    }
  }

  deinit { if lock >= 0 { close(lock) } }

  func path(of name: String) -> String { directory + "/" + name }

  /// Moves the finished output into place. Every file in it has been flushed already.
  func publish() throws(EngineError) {
    try synchronizeDirectory(directory)
    switch destination {
    case .file(let path):
      try move(self.path(of: destination.name), to: path, replacing: false)
      unsafe rmdir(directory)
    case .directory(let path, _), .addition(let path):
      try move(directory, to: path, replacing: destination.replaces)
    }
    try synchronizeDirectory(destination.parent)
  }

  func discard() { removeTree(directory) }

  private func move(_ from: String, to path: String, replacing: Bool) throws(EngineError) {
    if unsafe louver_rename_new(from, path) == 0 { return }
    guard replacing, errno == EEXIST else { throw .system("publish", path) }
    // The two directories change places in one step, so a reader sees the old or the new one.
    guard unsafe louver_rename_exchange(from, path) == 0 else { throw .system("publish", path) }
    removeTree(from)
  }

  /// Removes what jobs for the same destination left behind when they died.
  private static func removeRemains(in parent: String, of name: String) {
    for found in entryNames(of: parent) ?? [] {
      guard found.hasPrefix(prefix + name + ".") else { continue }
      let path = parent + "/" + found
      let lock = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { removeTree(path) }
      close(lock)
    }
  }
}

/// Removes a directory and everything beneath it; what cannot be removed stays.
func removeTree(_ path: String) {
  guard isDirectory(path, followingLinks: false) else {
    unsafe unlink(path)
    return
  }
  for name in entryNames(of: path) ?? [] { removeTree(path + "/" + name) }
  unsafe rmdir(path)
}
