import CSystem
import Columnar

/// What no room shows, whatever it is asked for: the catalog with its key file, all workspaces and all sources.
public struct ProtectedPaths: Sendable {
  private let mounts: MountTable
  private let locations: [MountTable.Location]
  /// The files that have more than one name: rarely is there one, and only then is what is shown searched for others.
  private let linked: Set<FileIdentity>

  /// - Parameters:
  ///   - paths: absolute; of a glob the directory counts that all its files are beneath.
  ///   - mounts: the content of `/proc/self/mountinfo`.
  public init(_ paths: [String], mounts text: String) {
    mounts = MountTable(text)
    let mounts = mounts
    let resolved = paths.map { path in
      let directory = ProtectedPaths.withoutPattern(path)
      return HostPath.resolved(directory) ?? directory
    }
    locations = resolved.flatMap { mounts.locations(of: $0) }
    linked = resolved.reduce(into: []) { $0.formUnion(FileIdentity.files(beneath: $1, names: 2)) }
  }

  /// Whether showing a path would show some of it.
  func isTouched(by path: String) -> Bool {
    guard let resolved = HostPath.resolved(path) else { return false }
    return mounts.locations(of: resolved).contains { shown in locations.contains { $0.overlaps(shown) } }
  }

  /// Whether one of the protected files has another name at or beneath a path (a hard link).
  func sharesFiles(with path: String) -> Bool {
    !linked.isEmpty && !linked.isDisjoint(with: FileIdentity.files(beneath: path, names: 2))
  }

  private static func withoutPattern(_ path: String) -> String {
    guard HostPath.resolved(path) == nil else { return path }
    let names = path.split(separator: "/").prefix { !$0.contains(where: { "*?[".contains($0) }) }
    return "/" + names.joined(separator: "/")
  }
}

/// What two names of one file have in common.
private struct FileIdentity: Hashable {
  var device: UInt64
  var inode: UInt64

  /// Of the regular files at and beneath a path, links not followed, those that have so many names.
  static func files(beneath path: String, names: UInt64) -> Set<FileIdentity> {
    let count = unsafe louver_files_beneath(path, names, nil, 0)
    if count == 0 { return [] }
    var found = [louver_file_identity](repeating: louver_file_identity(), count: count)
    let now = unsafe louver_files_beneath(path, names, &found, count)
    return Set(found.prefix(now).map { FileIdentity(device: $0.device, inode: $0.inode) })
  }
}
