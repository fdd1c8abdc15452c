import Catalog
import Columnar
import Engine
import Glibc
import Policy

/// The sources that a command sees, as files: made at first use, and kept as long as source, view and keys are the same.
struct RunInputs {
  struct Input {
    var source: String
    var version: String
    /// The directory of its files on the host.
    var path: String
    var schema: Schema
    var rows: Int
    /// Held while the command may read it.
    fileprivate var lease: Lease

    var json: JSON { ["source": .string(source), "version": .string(version)] }
  }

  let project: String
  private(set) var list: [Input] = []

  init(_ exposure: Exposure, _ session: CatalogSession, _ console: Console) throws {
    project = exposure.project.name
    if !exposure.inputs.isEmpty { try RunScratch.makeIfMissing(exposure.cache) }
    for input in exposure.inputs { list.append(try Self.prepared(input, exposure.cache, session, console)) }
  }

  private static func prepared(
    _ input: Exposure.Input, _ cache: String, _ session: CatalogSession, _ console: Console
  ) throws -> Input {
    let name = input.readable.source.name
    let parent = "\(cache)/\(name)"
    let path = "\(parent)/\(input.fingerprint)"
    try RunScratch.makeIfMissing(parent)
    let lease: Lease
    if let held = try Lease(path, shared: true) {
      lease = held
    } else {
      try make(input, path, session, console)
      guard let held = try Lease(path, shared: true) else {
        throw StreamError(message: "somebody else removed it", place: Place(file: path), kind: .conflict)
      }
      lease = held
    }
    removeOthers(than: input.fingerprint, in: parent)
    let written = try Engine.Source(location: path)
    return Input(
      source: name, version: input.version, path: path, schema: written.schema, rows: written.rowCount, lease: lease)
  }

  private static func make(
    _ input: Exposure.Input, _ path: String, _ session: CatalogSession, _ console: Console
  ) throws {
    do {
      _ = try session.job(showing: input.readable, version: input.version).run(
        to: .directory(path, replace: false), console)
    } catch let error as EngineError where error.kind == .conflict && Lease.isToBeHad(path) {
      // Another command made it meanwhile.
    }
  }

  /// What was made of earlier files or for earlier views goes, unless a command still reads it.
  private static func removeOthers(than fingerprint: String, in parent: String) {
    for name in entryNames(of: parent) ?? [] where name != fingerprint && !name.hasPrefix(".") {
      guard let lease = try? Lease("\(parent)/\(name)", shared: false) else { continue }
      withExtendedLifetime(lease) { Destination.remove("\(parent)/\(name)") }
    }
  }
}

/// The right to a directory that is there: shared by those who read, of one who removes it.
private final class Lease: Sendable {
  private let descriptor: Int32

  /// Nil where there is no such directory, or somebody has the other right.
  init?(_ path: String, shared: Bool) throws {
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StreamError(message: "cannot be opened: \(systemMessage(errno))", place: Place(file: path))
    }
    var (held, there) = (stat(), stat())
    // Who had the other right may have removed it before it let go.
    guard flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0, unsafe fstat(descriptor, &held) == 0,
      unsafe stat(path, &there) == 0
    else {
      let code = errno
      if code == EWOULDBLOCK || code == ENOENT { return nil }
      throw StreamError(message: "cannot be locked: \(systemMessage(code))", place: Place(file: path))
    }
    guard held.st_ino == there.st_ino else { return nil }
  }

  /// Whether one may read the directory now.
  static func isToBeHad(_ path: String) -> Bool { (try? Lease(path, shared: true)) != nil }

  // Runs as well where `init` fails once the descriptor is there.
  deinit { if descriptor >= 0 { close(descriptor) } }
}
