/// A base source as it is declared.
struct SourceDeclaration: Hashable, Sendable {
  var name: String
  /// Absolute path of a file, a directory or a glob.
  var location: String
  var owner: String?
  var tags: Set<String> = []
  var columns: [String: Set<String>] = [:]
}
