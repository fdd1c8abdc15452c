import Columnar
import Glibc

/// The right to write one dataset: held by one process at a time, and let go when it ends, however it ends.
final class DatasetLock: Sendable {
  private let descriptor: Int32

  init(path: String) throws(CatalogError) {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw PrivateFile.failure("cannot open the lock", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let failure = PrivateFile.failure("cannot take the lock", path)
      guard isHeld else { throw failure }
      throw CatalogError(.conflict, "the dataset is being written by another command", hint: "try again later")
    }
  }

  // Runs as well where `init` fails once the descriptor is there.
  deinit { close(descriptor) }
}
