import Policy

extension Catalog {
  /// The share-down audit of one database or of all. With `grants` (texts such as `read payroll to mary`): only the
  /// findings that these would add. Needs `audit` or `govern`.
  public func leaks(
    database name: String?, grants: [String], in context: AccessContext
  ) throws(CatalogError) -> [SharingFinding] {
    let detail: JSON = ["grants": .array(grants.map(JSON.string))]
    return try decided("leaks", name, detail: detail, in: context) { () throws(CatalogError) in
      guard context.principal.has(.audit) || context.principal.has(.govern) else {
        throw CatalogError(.denied, "the share-down audit needs the permission audit or govern")
      }
      let governance = try governance()
      var databases = Array(governance.databases.values)
      if let name {
        databases.removeAll { $0.name != name }
        if databases.isEmpty { throw CatalogError(.invalidArgument, "there is no database \(name)") }
      }
      var given: Set<Grant> = []
      for text in grants { given.insert(try Self.grant(text, in: governance)) }
      do throws(PolicyError) {
        return grants.isEmpty
          ? try governance.sharingFindings(in: databases, now: context.now)
          : try governance.sharingFindings(addedBy: given, in: databases, now: context.now)
      } catch {
        throw CatalogError(error)
      }
    }
  }

  private static func grant(_ text: String, in governance: Governance) throws(CatalogError) -> Grant {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 4, words[0] == "read", words[2] == "to" else {
      throw CatalogError(.invalidArgument, "a grant is like 'read payroll to mary'")
    }
    guard governance.sources[words[1]] != nil else {
      throw CatalogError(.invalidArgument, "there is no source \(words[1])")
    }
    guard governance.principals[words[3]] != nil else {
      throw CatalogError(.invalidArgument, "there is no principal \(words[3])")
    }
    return Grant(source: words[1], principal: words[3])
  }
}
