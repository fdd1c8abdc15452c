/// The kinds of things that are declared.
enum Section: String, CaseIterable, Sendable {
  case principals, sources, policies, databases

  /// One of them, for messages.
  var singular: String {
    switch self {
    case .principals: "principal"
    case .sources: "source"
    case .policies: "policy"
    case .databases: "database"
    }
  }
}
