import CSystem
import Columnar

/// Why a path of the host is not shown to a command.
enum ReadRefusal {
  /// It holds, or is part of, the catalog, a workspace or a source.
  case data
  /// It is the system's own: processes, devices and sockets rather than files.
  case system
  /// A read-only socket is still one to talk through.
  case socket

  private static let systemTrees = ["/proc", "/sys", "/dev", "/run"]

  /// Nil where nothing speaks against it.
  init?(_ path: String, protected: ProtectedPaths) {
    let resolved = HostPath.resolved(path) ?? path
    if protected.isTouched(by: path) || protected.sharesFiles(with: resolved) {
      self = .data
    } else if ReadRefusal.systemTrees.contains(where: {
      HostPath.isWithin(resolved, $0) || HostPath.isWithin($0, resolved)
    }) {
      self = .system
    } else if unsafe louver_holds_socket(resolved) != 0 {
      self = .socket
    } else {
      return nil
    }
  }

  /// As an error about `what`.
  func error(_ what: String) -> CleanRoomError {
    switch self {
    case .data:
      CleanRoomError(
        .denied, "\(what): it holds, or is part of, what no command may read (the catalog, a workspace or a source)",
        hint: "copy what the command needs to a place of its own")
    case .system:
      CleanRoomError(.denied, "\(what): the room has its own /proc and /dev, and nothing of /sys and /run")
    case .socket:
      CleanRoomError(
        .denied, "\(what): it holds a socket, by which the command could reach another program",
        hint: "copy what the command needs to a place of its own")
    }
  }
}
