import Columnar

/// Names that become directories, keys and arguments.
enum Name {
  /// Projects, sources and datasets: letters, digits, `_`, `-` and `.`, at most 128 bytes, not led by `.` or `-`.
  static func check(_ name: String, _ what: String) throws(CatalogError) {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isPlain, !name.isEmpty, name.utf8.count <= 128, !name.hasPrefix("."), !name.hasPrefix("-") else {
      throw CatalogError(
        .invalidArgument, "not a name for a \(what)",
        hint: "letters, digits, _, - and . are allowed, at most 128 of them, not led by . or -")
    }
  }
}
