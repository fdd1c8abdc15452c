/// Lists of names for people: the first few, and how many more there are.
enum NameList {
  static func text(_ names: [String], limit: Int = 6) -> String {
    if names.count <= limit { return names.joined(separator: ", ") }
    return names.prefix(limit - 1).joined(separator: ", ") + " and \(names.count - limit + 1) more"
  }
}
