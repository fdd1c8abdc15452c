import Glibc

/// What every room shows of the host: programs and libraries, and what they need to know of the system.
enum SystemRuntimes {
  private static let directories = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"]

  /// Of `/etc`, what says how libraries and languages are installed; never who the users are.
  private static let settings = [
    "R", "alternatives", "debian_version", "fonts", "java-11-openjdk", "java-17-openjdk", "java-21-openjdk",
    "java-25-openjdk", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "mime.types", "os-release", "perl",
    "python3", "timezone",
  ]

  static func add(to room: inout Room) {
    for path in directories {
      if let target = HostPath.linkTarget(path) {
        room.links.append(Room.Link(path, to: target))
      } else if HostPath.isDirectory(path) {
        room.shown.append(Room.Shown(path))
      }
    }
    for name in settings where HostPath.resolved("/etc/\(name)") != nil {
      room.shown.append(Room.Shown("/etc/\(name)"))
    }
    room.links += [
      Room.Link("/dev/fd", to: "/proc/self/fd"), Room.Link("/dev/stdin", to: "/proc/self/fd/0"),
      Room.Link("/dev/stdout", to: "/proc/self/fd/1"), Room.Link("/dev/stderr", to: "/proc/self/fd/2"),
    ]
    room.texts["/etc/passwd"] = "\(userName):x:\(geteuid()):\(getegid())::\(Room.Layout.temporary):/bin/sh\n"
    room.texts["/etc/group"] = "\(userName):x:\(getegid()):\n"
    room.texts["/etc/hosts"] = "127.0.0.1 localhost louver\n::1 localhost\n"
    room.texts["/etc/nsswitch.conf"] = "passwd: files\ngroup: files\nhosts: files\n"
  }

  /// The only user there is in a room.
  static let userName = "member"
}
