import Masking
import Policy

extension Catalog {
  /// The keys that a source is masked with in a context.
  public func maskKeys(for source: String, in context: AccessContext) -> MaskKeys {
    MaskKeys.catalog(master: master, source: source, project: context.project?.name)
  }

  /// What verifies this catalog's manifests and footer tags, and `manifest.pub` holds.
  public func publicKey() throws(CatalogError) -> PublicKey { try SigningKey(master: master).publicKey }

  /// The record with the catalog's signature in its field `signature`.
  func signed(_ record: JSON) throws(CatalogError) -> JSON {
    try SignedRecord.sign(record, with: try SigningKey(master: master))
  }

  /// The coin of a source's samples.
  var sampleDraw: @Sendable (String) -> SourceDraw {
    let master = self.master
    return { source in
      SourceDraw(source: source, key: MaskKeys.catalog(master: master, source: source, project: nil).source)
    }
  }
}
