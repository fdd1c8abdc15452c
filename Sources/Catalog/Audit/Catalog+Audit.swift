import Policy

extension Catalog {
  /// The audit log, the oldest first. The principal's own entries, or for those with `audit` everybody's.
  public func auditEntries(
    since: Int64?, principal: String?, in context: AccessContext
  ) throws(CatalogError) -> [AuditEntry] {
    let mayReadAll = context.principal.has(.audit)
    if let principal, principal != context.principal.name, !mayReadAll {
      throw CatalogError(.denied, "the audit log of others needs the permission audit")
    }
    return try AuditChain(database: database).entries(
      since: since, principal: mayReadAll ? principal : context.principal.name)
  }

  /// Checks the hash chain and gives the number of entries. Throws `malformed`, naming the first broken entry.
  public func verifyAudit(in context: AccessContext) throws(CatalogError) -> Int {
    try AuditChain(database: database).verify()
  }

  /// Adds an entry. Objects and details are names and reasons, never a cell's value.
  public func record(
    _ action: String, object: String?, isAllowed: Bool, detail: JSON, in context: AccessContext
  ) throws(CatalogError) {
    let entry = AuditEntry(
      number: 0, time: context.now, principal: context.principal.name, user: user, project: context.project?.name,
      action: action, object: object, isAllowed: isAllowed, detail: detail)
    try AuditChain(database: database).append(entry)
  }

  /// Decides something on one unchanging state of the catalog, and records the decision before it is told. Others may
  /// write meanwhile, for the looking may take its time.
  /// - Parameter describing: what is recorded of the result, in place of `detail`.
  func decided<Result>(
    _ action: String, _ object: String?, detail: JSON = .null, in context: AccessContext,
    describing: ((Result) -> JSON)? = nil, _ body: () throws(CatalogError) -> Result
  ) throws(CatalogError) -> Result {
    do throws(CatalogError) {
      let result = try database.read(body)
      try record(action, object: object, isAllowed: true, detail: describing?(result) ?? detail, in: context)
      return result
    } catch {
      try recordRefusal(error, action, object, in: context)
      throw error
    }
  }

  /// Runs a command as one transaction with its audit entry. What is refused is undone and recorded with the reason,
  /// which the error itself may keep to itself.
  func audited<Result>(
    _ action: String, _ object: String?, detail: JSON = .null, in context: AccessContext,
    _ body: () throws(CatalogError) -> Result
  ) throws(CatalogError) -> Result {
    do throws(CatalogError) {
      return try database.write { () throws(CatalogError) in
        let result = try body()
        try record(action, object: object, isAllowed: true, detail: detail, in: context)
        return result
      }
    } catch {
      try recordRefusal(error, action, object, in: context)
      throw error
    }
  }

  private func recordRefusal(
    _ error: CatalogError, _ action: String, _ object: String?, in context: AccessContext
  ) throws(CatalogError) {
    guard error.kind == .denied else { return }
    let reason = error.reason ?? error.message
    try record(action, object: object, isAllowed: false, detail: ["reason": .string(reason)], in: context)
  }
}
