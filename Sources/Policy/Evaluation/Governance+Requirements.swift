import Columnar

extension Governance {
  /// What a dataset written in a project from sources (each with its version) requires of a reader: the views it is
  /// written at, and what the sources themselves require.
  /// Nothing opens it where a source is hidden in the project.
  public func requirement(
    ofWriting sources: [(source: Source, version: String)], in project: Project, now: Int64
  ) throws(PolicyError) -> Requirement {
    var requirement = Requirement(views: [], purposes: project.purposes)
    for (source, version) in sources {
      let view = try projectView(of: source, in: project, now: now)
      let own = RequiredView(source: source.name, version: version, schema: source.schema, view: view)
      requirement = requirement.adding(Requirement(views: [own], purposes: []))
      if let inherited = source.requirement { requirement = requirement.adding(inherited) }
    }
    return requirement
  }

  /// What a requirement asks for and a context lacks; empty where it is satisfied now.
  public func failures(of requirement: Requirement, in context: AccessContext) -> [RequirementFailure] {
    var evaluation = ViewEvaluation(self, context)
    return evaluation.failures(of: requirement)
  }

  /// The column tags a derived source has from its parents, by name: leaf's short path to tags.
  public static func inheritedTags(of schema: Schema, from parents: [Source]) -> [String: Set<String>] {
    var tags: [String: Set<String>] = [:]
    for leaf in schema.leaves {
      for parent in parents {
        for other in parent.schema.leaves where other.shortPath == leaf.shortPath {
          tags[leaf.shortPath, default: []].formUnion(parent.tags(of: other))
        }
      }
    }
    return tags.filter { !$0.value.isEmpty }
  }
}
