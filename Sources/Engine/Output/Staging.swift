import CSystem
import Columnar
import Glibc

/// Where an output grows until it is whole. Publishing renames the directory (or the one file in it) into place; whatever
/// else happens, `discard` removes it.
final class Staging {
  private let scratch: ScratchDirectory
  private let destination: Destination

  var directory: String { scratch.path }

  init(for destination: Destination) throws(EngineError) {
    self.destination = destination
    let parent = destination.parent
    guard try isDirectory(parent) else {
      throw EngineError(.io, "the directory of the output does not exist", at: Place(file: parent))
    }
    if !destination.replaces, try exists(destination.path) {
      // Of one that died when it had just published.
      ScratchDirectory.removeRemains(in: parent)
      throw EngineError(.conflict, "the output exists already", at: Place(file: destination.path))
    }
    scratch = try ScratchDirectory(in: parent, for: destination.name)
    if case .addition(let path) = destination, try isDirectory(path) { try takeOver(path) }
  }

  /// Gives the files of a directory a second name here, so that they are there before and after publishing.
  private func takeOver(_ path: String) throws(EngineError) {
    guard let names = entryNames(of: path) else { throw .system("list", path) }
    for name in names {
      guard unsafe link(path + "/" + name, self.path(of: name)) == 0 else { throw .system("keep", path + "/" + name) }
    }
  }

  func path(of name: String) -> String { directory + "/" + name }

  /// Moves the finished output into place, and returns when it would be there after a loss of power. Every file in it has
  /// been flushed already.
  func publish() throws(EngineError) {
    try synchronizeDirectory(directory)
    switch destination {
    case .file(let path):
      try move(self.path(of: destination.name), to: path, replacing: false)
    case .directory(let path, _), .addition(let path):
      try move(directory, to: path, replacing: destination.replaces)
    }
    try synchronizeDirectory(destination.parent)
    // What was there before goes last: after a loss of power it might be what the name still stands for.
    scratch.remove()
  }

  func discard() { scratch.remove() }

  private func move(_ from: String, to path: String, replacing: Bool) throws(EngineError) {
    if unsafe louver_rename_new(from, path) == 0 { return }
    guard replacing, errno == EEXIST else { throw .system("publish", path) }
    // The two directories change places in one step, so a reader sees the old or the new one.
    guard unsafe louver_rename_exchange(from, path) == 0 else { throw .system("publish", path) }
  }
}
