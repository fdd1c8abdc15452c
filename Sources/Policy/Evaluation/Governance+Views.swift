import Columnar

extension Governance {
  /// What a context sees of a source by itself: the project's purposes count, equalization does not.
  /// Throws where a policy does not fit the source's schema.
  public func view(of source: Source, in context: AccessContext) throws(PolicyError) -> View {
    var evaluation = ViewEvaluation(self, context)
    return try evaluation.view(of: source)
  }

  /// Each member's own view of a source under a project's purposes, by name.
  public func memberViews(
    of source: Source, in project: Project, now: Int64
  ) throws(PolicyError) -> [(member: String, view: View)] {
    var views: [(member: String, view: View)] = []
    for member in project.members.sorted() {
      guard let principal = principals[member] else {
        views.append((member, .hidden(.unknownPrincipal)))
        continue
      }
      views.append((member, try view(of: source, in: AccessContext(principal: principal, project: project, now: now))))
    }
    return views
  }

  /// The equalized view: what every member of a project may see of a source.
  public func projectView(of source: Source, in project: Project, now: Int64) throws(PolicyError) -> View {
    meet(try memberViews(of: source, in: project, now: now))
  }

  /// What reading shows: one's own view outside projects, the equalized one in a project.
  public func contextView(of source: Source, in context: AccessContext) throws(PolicyError) -> View {
    guard let project = context.project else { return try view(of: source, in: context) }
    guard project.members.contains(context.principal.name), project.sources.contains(source.name) else {
      return .hidden(.notInProject)
    }
    return try projectView(of: source, in: project, now: context.now)
  }
}
