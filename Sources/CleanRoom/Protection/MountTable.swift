/// The host's mounts, as `/proc/self/mountinfo` lists them: by them one sees that two paths lead to the same files.
struct MountTable {
  struct Mount: Hashable {
    /// Major and minor number.
    var device: String
    /// The directory of the device that is mounted.
    var root: String
    var point: String
  }

  private var mounts: [Mount] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 5 else { continue }
      let (root, point) = (MountTable.unescaped(fields[3]), MountTable.unescaped(fields[4]))
      mounts.append(Mount(device: String(fields[2]), root: root, point: point))
    }
  }

  /// A directory or file as its device has it.
  struct Location: Hashable {
    var device: String
    var path: String

    /// Whether one of the two holds the other, or they are the same.
    func overlaps(_ other: Location) -> Bool {
      device == other.device && (HostPath.isWithin(path, other.path) || HostPath.isWithin(other.path, path))
    }
  }

  /// Where a path leads that has no links, and what is mounted beneath it.
  func locations(of path: String) -> [Location] {
    // Of two mounts in one place the later one is seen.
    let over = mounts.last { mount in
      HostPath.isWithin(path, mount.point)
        && !mounts.contains { HostPath.isWithin(path, $0.point) && $0.point.utf8.count > mount.point.utf8.count }
    }
    let beneath = mounts.filter { $0.point != path && HostPath.isWithin($0.point, path) }
    let own = over.map { mount in
      let rest = mount.point == "/" ? path : String(path.dropFirst(mount.point.count))
      return Location(device: mount.device, path: HostPath.absolute(mount.root + "/" + rest, in: "/"))
    }
    return [own ?? Location(device: "", path: path)]
      + beneath.map { Location(device: $0.device, path: $0.root) }
  }

  /// Spaces, tabs, line ends and backslashes stand there as three octal digits.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
