import Columnar
import Glibc

/// The directory in which a catalog is made, by one process at a time.
///
/// A process that dies leaves it behind; the next one empties it.
struct CatalogDraft {
  let path: String
  private let lock: DirectoryLock

  init(_ path: String) throws(CatalogError) {
    self.path = path
    try PrivateFile.makeDirectoryIfMissing(path)
    lock = try DirectoryLock(path)
    empty()
  }

  func remove() {
    empty()
    unsafe rmdir(path)
  }

  private func empty() {
    let database = ["", "-wal", "-shm", "-journal"].map { Catalog.databaseName + $0 }
    for name in ["master.key", "master.key.new", "manifest.pub"] + database { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path + "/workspaces")
  }
}

private final class DirectoryLock {
  private let descriptor: Int32

  init(_ path: String) throws(CatalogError) {
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw PrivateFile.failure("cannot open the directory", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let failure = PrivateFile.failure("cannot lock the directory", path)
      throw isHeld
        ? CatalogError(.conflict, "another command is making a catalog here", place: Place(file: path)) : failure
    }
  }

  // Runs as well where `init` fails once the descriptor is there.
  deinit { close(descriptor) }
}
