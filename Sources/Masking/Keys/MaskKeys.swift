/// The keys one job masks a source with. No description shows them.
public struct MaskKeys: Sendable {
  private let project: SecretKey
  private let tenant: SecretKey
  private let sourceScope: SecretKey
  /// For what must not differ between contexts: `noise`, `respond`, `shift` and `sample`.
  public let source: SecretKey

  /// One key for every scope and the source.
  public static func bare(_ key: SecretKey) -> MaskKeys {
    MaskKeys(project: key, tenant: key, sourceScope: key, source: key)
  }

  /// The keys of a source in a project, or outside one: then the project's key is the source's.
  /// - Parameter first: the catalog's first master key, which draws follow for ever: whoever could draw anew by
  ///   rotating keys could average the noise away. Nil: the master key itself.
  public static func catalog(
    master: SecretKey, first: SecretKey? = nil, source: String, project: String?
  ) -> MaskKeys {
    let sourceKey = catalogKey(master, "source/" + source)
    return MaskKeys(
      project: project.map { catalogKey(master, "project/" + $0) } ?? sourceKey, tenant: catalogKey(master, "tenant"),
      sourceScope: sourceKey, source: first.map { catalogKey($0, "source/" + source) } ?? sourceKey)
  }

  /// The key that manifests and footers are signed with: an Ed25519 seed.
  public static func manifest(master: SecretKey) -> SecretKey { catalogKey(master, "manifest") }

  private static func catalogKey(_ master: SecretKey, _ name: String) -> SecretKey {
    master.derived(info: "louver/v1/" + name)
  }

  /// The hash key of a scope.
  func hash(_ scope: KeyScope) -> SecretKey {
    switch scope {
    case .project: project
    case .source: sourceScope
    case .tenant: tenant
    }
  }
}

extension MaskKeys: CustomStringConvertible, CustomReflectable {
  public var description: String { "secret keys" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
