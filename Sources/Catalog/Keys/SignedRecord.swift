import Columnar
import Policy

/// Records that carry their own signature, over the canonical JSON of everything else in them (crypto.md, "Signatures").
public enum SignedRecord {
  static let field = "signature"

  static func sign(_ record: JSON, with key: SigningKey) throws(CatalogError) -> JSON {
    guard case .object(var members) = record.removing(field) else {
      throw CatalogError(.invalidArgument, "only an object can be signed")
    }
    let signature = try key.sign(Array(JSON.object(members).canonicalText.utf8))
    members[field] = .string(String(decoding: Base64.encoded(signature), as: UTF8.self))
    return .object(members)
  }

  /// Whether the record is unchanged since the owner of the key signed it.
  public static func verify(_ record: JSON, with key: PublicKey) -> Bool {
    guard let text = record[field]?.string, let signature = Base64.decoded(text.utf8) else { return false }
    return key.verifies(signature, of: Array(record.removing(field).canonicalText.utf8))
  }
}
