import CCrypto
import Columnar
import Glibc

/// The few files of a catalog that are not in its database.
enum PrivateFile {
  /// Makes a directory for its owner alone, which is there after a loss of power; its parent has to be there.
  static func makeDirectory(_ path: String) throws(CatalogError) {
    guard unsafe mkdir(path, 0o700) == 0 else { throw failure("cannot make the directory", path) }
    try synchronizeDirectory(Path.directory(of: path))
  }

  static func makeDirectoryIfMissing(_ path: String) throws(CatalogError) {
    if try isDirectory(path) { return }
    do throws(CatalogError) { try makeDirectory(path) } catch  where error.kind == .conflict {
      // Somebody else made it meanwhile.
    }
  }

  /// Makes the names in a directory survive a loss of power.
  static func synchronizeDirectory(_ path: String) throws(CatalogError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot open the directory", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("cannot flush the directory", path) }
  }

  /// Writes a file that is not there yet, and waits until it is on disk.
  static func create(_ path: String, mode: mode_t, _ bytes: [UInt8]) throws(CatalogError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw failure("cannot make the file", path) }
    defer { close(descriptor) }
    guard fchmod(descriptor, mode) == 0 else { throw failure("cannot set the mode of the file", path) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot write the file", path) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw failure("cannot write the file", path) }
  }

  /// Puts a file in its place whole, over what may be there, to survive a loss of power. One process at a time may do so.
  static func replace(_ path: String, mode: mode_t, _ bytes: [UInt8]) throws(CatalogError) {
    let made = path + ".new"
    // Of one that was cut short.
    unsafe unlink(made)
    do throws(CatalogError) {
      try create(made, mode: mode, bytes)
      guard unsafe rename(made, path) == 0 else { throw failure("cannot make the file", path) }
      try synchronizeDirectory(Path.directory(of: path))
    } catch {
      unsafe unlink(made)
      throw error
    }
  }

  /// Reads a file of at most `limit` bytes. A `secret` one is refused where group or others may read it, and what was read
  /// of it is overwritten but for the result.
  static func read(_ path: String, limit: Int, secret: Bool) throws(CatalogError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot open the file", path) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure("cannot read the file", path) }
    if secret, status.st_mode & 0o077 != 0 {
      throw CatalogError(
        .io, "others than its owner may use this key file", place: Place(file: path), hint: "chmod 600 \(path)")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(limit)
    var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 16) + 1)
    defer { if secret { unsafe OPENSSL_cleanse(&buffer, buffer.count) } }
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot read the file", path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= limit else {
        throw CatalogError(.limitExceeded, "longer than \(limit) bytes", place: Place(file: path))
      }
    }
  }

  /// Throws where that cannot be told: what is there and cannot be looked at is not missing.
  static func isDirectory(_ path: String) throws(CatalogError) -> Bool {
    var status = stat()
    let found = unsafe stat(path, &status)
    guard found == 0 || errno == ENOENT || errno == ENOTDIR else { throw failure("cannot look at the directory", path) }
    return found == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Bytes of the system's random source.
  static func random(count: Int) throws(CatalogError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard unsafe getentropy(&bytes, count) == 0 else {
      throw CatalogError(.io, "the system's random source does not answer")
    }
    return bytes
  }

  static func failure(_ what: String, _ path: String) -> CatalogError {
    let number = errno
    let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    return CatalogError(number == EEXIST ? .conflict : .io, "\(what): \(reason)", place: Place(file: path))
  }
}
