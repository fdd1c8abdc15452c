import Columnar

extension Requirement {
  /// For footer tags and manifests: parents with version and view, and purposes. Without schemas, which would tell of
  /// columns that the view drops.
  public var json: JSON {
    [
      "parents": .array(
        views.map { ["source": .string($0.source), "version": .string($0.version), "view": $0.view.json] }),
      "purposes": .sorted(purposes),
    ]
  }

  /// The whole, to be read back by `init(record:)`.
  public var record: JSON {
    [
      "parents": .array(
        views.map {
          [
            "source": .string($0.source), "version": .string($0.version), "schema": $0.schema.json,
            "view": $0.view.json,
          ]
        }), "purposes": .sorted(purposes),
    ]
  }

  /// Reads what `record` gives. A view that can no longer be read counts as hidden, so that nothing opens.
  public init(record: JSON) throws(PolicyError) {
    guard let parents = record["parents"]?.array, let purposes = record["purposes"]?.strings else {
      throw PolicyError(.malformed, "a recorded requirement cannot be read")
    }
    var views: [RequiredView] = []
    for parent in parents {
      guard let source = parent["source"]?.string, let version = parent["version"]?.string, let view = parent["view"],
        let schema = try parent["schema"].map({ json throws(PolicyError) in try Schema(json: json) })
      else { throw PolicyError(.malformed, "a recorded requirement cannot be read") }
      let read = (try? View(json: view, schema: schema)) ?? .hidden(.unreadable)
      views.append(RequiredView(source: source, version: version, schema: schema, view: read))
    }
    self.init(views: views, purposes: Set(purposes))
  }
}
