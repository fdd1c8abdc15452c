import Columnar

/// Types in words: the names that `type:` selectors use, with what else there is to know.
enum TypeText {
  static func of(_ leaf: Leaf) -> String {
    let lists = leaf.maxRepetition
    return String(repeating: "list of ", count: lists) + of(leaf.type)
  }

  static func of(_ type: LeafType) -> String {
    switch type.kind {
    case .decimal(let precision, let scale): "decimal(\(precision), \(scale))"
    case .time(let unit, _): "time(\(unit.rawValue))"
    case .timestamp(let unit, let utc): "timestamp(\(unit.rawValue), \(utc ? "UTC" : "local"))"
    case .timestamp96: "timestamp(nanos, local, INT96)"
    case .boolean, .integer, .float16, .float32, .float64, .string, .binary, .date, .uuid: type.name
    }
  }
}
