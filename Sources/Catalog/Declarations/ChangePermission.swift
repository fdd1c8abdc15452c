import Columnar
import Policy

/// Who may change which declarations.
struct ChangePermission {
  let principal: Principal
  let before: DeclaredState
  let after: DeclaredState

  func check(_ changes: [Change]) throws(CatalogError) {
    for change in changes {
      switch Section(rawValue: change.section) {
      case .sources: try checkSource(change)
      case .principals:
        try need(.govern, change)
        let wasOrIsAdmin = [before, after].contains { state in
          state.principals[change.name]?.permissions.isDisjoint(with: [.admin, .actAs]) == false
        }
        // Else whoever governs could make an admin of themselves, or act as one.
        if wasOrIsAdmin { try need(.admin, change) }
      case .policies, .databases, nil: try need(.govern, change)
      }
    }
  }

  private func need(_ permission: Permission, _ change: Change) throws(CatalogError) {
    guard principal.has(permission) else {
      throw CatalogError(
        .denied, "\(change.section) \(change.name): that needs the permission \(permission.rawValue)")
    }
  }

  private func checkSource(_ change: Change) throws(CatalogError) {
    let (old, new) = (before.sources[change.name], after.sources[change.name])
    guard let old, let new else {
      try need(.register, change)
      if let old, old.owner != principal.name { try need(.govern, change) }
      if new == nil, old == nil { try need(.govern, change) }
      return
    }
    if old.tags != new.tags || old.columns != new.columns { try need(.govern, change) }
    if old.location != new.location || old.owner != new.owner {
      try need(.register, change)
      if old.owner != principal.name { try need(.govern, change) }
    }
  }
}
