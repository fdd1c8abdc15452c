import Columnar
import Policy

/// What a change of a project would bring about.
public struct ProposalReport: Sendable {
  public struct SourceReport: Sendable {
    public var name: String
    public var before: Explanation
    public var after: Explanation

    /// What the project would show that it does not now.
    public var gained: [Revelation] { revelations(of: after.view, beyond: before.view) }
    /// What it would no longer show.
    public var lost: [Revelation] { revelations(of: before.view, beyond: after.view) }
  }

  public struct DatasetReport: Sendable {
    public var name: String
    /// Members it would close to, or be closed to from the start, and why.
    public var closing: [(member: String, failures: [RequirementFailure])]
    /// Members it would open to.
    public var opening: [String]
  }

  public var before: Project
  public var after: Project
  public var sources: [SourceReport]
  public var datasets: [DatasetReport]
}

extension Catalog {
  /// What would change if a project were changed, before it is. For those who could change it.
  public func proposal(
    _ change: ProposedChange, for name: String, in context: AccessContext
  ) throws(CatalogError) -> ProposalReport {
    try decided("project what-if", name, in: context) { () throws(CatalogError) in
      let project = try projectOfOwner(name, context)
      let changed = project.applying(change)
      try check(change, of: project, in: context)
      var governance = try governance(of: changed.sources.union(project.sources).sorted())
      try addPrincipals(project.members.union(changed.members), to: &governance)
      var sources: [ProposalReport.SourceReport] = []
      for source in changed.sources.union(project.sources).sorted().compactMap({ governance.sources[$0] }) {
        sources.append(
          ProposalReport.SourceReport(
            name: source.name, before: try explanation(of: source, in: project, governance, context),
            after: try explanation(of: source, in: changed, governance, context)))
      }
      return ProposalReport(
        before: project, after: changed, sources: sources,
        datasets: try datasets(of: project, changedTo: changed, governance, context))
    }
  }

  private func check(
    _ change: ProposedChange, of project: Project, in context: AccessContext
  ) throws(CatalogError) {
    switch change {
    case .addMember(let name):
      guard try principal(named: name) != nil else {
        throw CatalogError(.invalidArgument, "\(name) is not a principal of this catalog")
      }
    case .removeMember(let name) where name == project.owner:
      throw CatalogError(.conflict, "the owner of project \(project.name) stays a member")
    case .addSource(let name): try checkVisible(name, in: context, under: project.name)
    case .removeMember, .removeSource, .addPurpose, .removePurpose: break
    }
  }

  /// What the project sees of a source; it does not depend on which member looks.
  func explanation(
    of source: Source, in project: Project, _ governance: Governance, _ context: AccessContext
  ) throws(CatalogError) -> Explanation {
    let owner = try principal(named: project.owner) ?? context.principal
    do throws(PolicyError) {
      return try governance.explanation(
        of: source, in: AccessContext(principal: owner, project: project, now: context.now))
    } catch {
      throw CatalogError(error)
    }
  }

  private func datasets(
    of project: Project, changedTo changed: Project, _ governance: Governance, _ context: AccessContext
  ) throws(CatalogError) -> [ProposalReport.DatasetReport] {
    var governance = governance
    var reports: [ProposalReport.DatasetReport] = []
    for record in try storedDatasets(of: project.name) where !record.manifest.isNull {
      let requirement = try record.requirement()
      try addSources(requirement.sources, to: &governance)
      var report = ProposalReport.DatasetReport(name: record.name, closing: [], opening: [])
      for member in changed.members.sorted() {
        guard let principal = governance.principals[member] else { continue }
        func failures(in project: Project) -> [RequirementFailure] {
          governance.failures(
            of: requirement, in: AccessContext(principal: principal, project: project, now: context.now))
        }
        let wasOpen = project.members.contains(member) && failures(in: project).isEmpty
        let missing = failures(in: changed)
        if missing.isEmpty, !wasOpen { report.opening.append(member) }
        if !missing.isEmpty, wasOpen || !project.members.contains(member) { report.closing.append((member, missing)) }
      }
      reports.append(report)
    }
    return reports
  }
}
