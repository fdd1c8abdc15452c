import Columnar

/// What no room shows, whatever it is asked for: the catalog with its key file, all workspaces and all sources.
public struct ProtectedPaths: Sendable {
  private let mounts: MountTable
  private let locations: [MountTable.Location]

  /// - Parameters:
  ///   - paths: absolute; of a glob the directory counts that all its files are beneath.
  ///   - mounts: the content of `/proc/self/mountinfo`.
  public init(_ paths: [String], mounts text: String) {
    mounts = MountTable(text)
    let mounts = mounts
    locations = paths.flatMap { path in
      let directory = ProtectedPaths.withoutPattern(path)
      return mounts.locations(of: HostPath.resolved(directory) ?? directory)
    }
  }

  /// Whether showing a path would show some of it.
  func isTouched(by path: String) -> Bool {
    guard let resolved = HostPath.resolved(path) else { return false }
    return mounts.locations(of: resolved).contains { shown in locations.contains { $0.overlaps(shown) } }
  }

  private static func withoutPattern(_ path: String) -> String {
    guard HostPath.resolved(path) == nil else { return path }
    let names = path.split(separator: "/").prefix { !$0.contains(where: { "*?[".contains($0) }) }
    return "/" + names.joined(separator: "/")
  }
}
