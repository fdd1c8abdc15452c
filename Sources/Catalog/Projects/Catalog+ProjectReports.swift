import Policy

/// A project and what its members may see of its sources.
public struct ProjectReport: Sendable {
  public struct SourceReport: Sendable {
    public var name: String
    /// The equalized view; where it is hidden, the reason names the member and the predicate.
    public var view: View
    /// Each restriction of the equalized view with the members and policies it comes from.
    public var explanation: Explanation
  }

  public var project: Project
  /// Members who have yet to acknowledge some of the purposes, and which.
  public var unacknowledged: [String: Set<String>]
  public var sources: [SourceReport]
}

extension Catalog {
  /// A project with the views of its sources, for its members and admins.
  public func project(_ name: String, in context: AccessContext) throws(CatalogError) -> ProjectReport {
    try decided("project show", name, in: context) { () throws(CatalogError) in
      let project = try projectOfMember(name, for: "show", context, orAdmin: true)
      var unacknowledged: [String: Set<String>] = [:]
      for member in project.members {
        let open = try self.unacknowledged(in: project, by: member)
        if !open.isEmpty { unacknowledged[member] = open }
      }
      var governance = try governance(of: project.sources.sorted())
      try addPrincipals(project.members, to: &governance)
      var reports: [ProjectReport.SourceReport] = []
      for name in project.sources.sorted() {
        guard let source = governance.sources[name] else { continue }
        let explanation = try explanation(of: source, in: project, governance, context)
        reports.append(
          ProjectReport.SourceReport(name: name, view: explanation.view, explanation: explanation))
      }
      return ProjectReport(project: project, unacknowledged: unacknowledged, sources: reports)
    }
  }
}
