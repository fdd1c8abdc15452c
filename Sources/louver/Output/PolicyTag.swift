import Catalog
import Parquet
import Policy

/// What a file says of the policies it was written under, and whether that is signed.
struct PolicyTag {
  enum Signature: String {
    case valid, invalid
    /// There is no key to check it with.
    case unchecked
  }

  var record: JSON
  var signature: Signature

  /// Nil where the file has no tag.
  init?(of file: ParquetFile, key: PublicKey?) {
    guard let text = file.metadata.keyValueMetadata?.first(where: { $0.key == "louver.policy" })?.value else {
      return nil
    }
    guard let record = try? JSON(parsing: text) else {
      self.record = .string(text)
      signature = .invalid
      return
    }
    self.record = record
    signature = key.map { SignedRecord.verify(record, with: $0) ? .valid : .invalid } ?? .unchecked
  }

  static func text(_ tag: PolicyTag?) -> String {
    guard let tag else { return "no policy tag\n" }
    let lines = tag.record.removing("signature").prettyText.split(separator: "\n")
    return "policy: " + lines.map { String($0).displayed }.joined(separator: "\n")
      + "\nsignature: \(tag.signature.text)\n"
  }

  /// The key of `--public-key`, else that of the catalog at hand, else none.
  static func key(_ arguments: Arguments) throws -> PublicKey? {
    if let path = arguments.value(.publicKey) { return try key(in: path) }
    guard let directory = CatalogSession.directory(arguments) else { return nil }
    return try? key(in: directory + "/manifest.pub")
  }

  private static func key(in path: String) throws -> PublicKey {
    try PublicKey(text: String(decoding: try FileBytes.read(path, limit: 1 << 10), as: UTF8.self))
  }
}

extension PolicyTag.Signature {
  fileprivate var text: String {
    switch self {
    case .valid: "valid"
    case .invalid: "INVALID: the tag was changed, or signed with another key"
    case .unchecked: "not checked, as there is no public key at hand"
    }
  }
}
