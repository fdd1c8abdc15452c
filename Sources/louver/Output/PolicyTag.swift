import Catalog
import Engine
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
  /// Whether the file holds what the tag seals, and has the name it was written with.
  var isIntact = false
  /// Whether the catalog at hand lists the file in the dataset's manifest; nil where it does not know.
  var isCurrent: Bool?

  /// Whether anybody should wonder.
  var isWrong: Bool { signature == .invalid || !isIntact || isCurrent == false }

  /// Nil where the file has no tag. All of a file that has one is read.
  init?(of file: ParquetFile, key: PublicKey?, catalog: Catalog?) throws {
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
    let name = file.source.name.split(separator: "/").last.map(String.init) ?? ""
    guard let seal = try file.sealed(as: name, complete: true).seal else { return }
    isIntact = record["content"] == seal.json
    if signature == .valid { isCurrent = try catalog?.isCurrent(seal, tag: record) }
  }

  static func text(_ tag: PolicyTag?) -> String {
    guard let tag else { return "no policy tag\n" }
    return tag.lines.map { $0.displayed + "\n" }.joined() + "signature: \(tag.signature.text)\n"
      + "content: \(tag.isIntact ? "intact" : "CHANGED: not what the tag was written for")\n"
      + (tag.isCurrent.map {
        "manifest: \($0 ? "lists this file" : "DOES NOT LIST this file: it is of another write")\n"
      } ?? "")
  }

  /// What the record says, as far as it has the form that is known here.
  private var lines: [String] {
    func named(_ field: String) -> String { record[field]?.string ?? "unknown" }
    var lines = [
      "policy: dataset \(named("dataset")) of project \(named("project")), written by \(named("author")) at \(named("time"))"
    ]
    if let version = record["keyVersion"]?.integer { lines.append("masked with key \(version)") }
    if let purposes = record["purposes"]?.strings, !purposes.isEmpty {
      lines.append("purposes: \(purposes.joined(separator: ", "))")
    }
    for parent in record["parents"]?.array ?? [] {
      lines.append("from \(parent["source"]?.string ?? "unknown"), version \(parent["version"]?.string ?? "unknown")")
      lines += Self.lines(ofView: parent["view"] ?? .null).map { "  " + $0 }
    }
    return lines
  }

  private static func lines(ofView view: JSON) -> [String] {
    let rows = (view["rows"]?.strings ?? []).map { "rows only where \($0)" }
    let columns = (view["columns"]?.object ?? [:]).sorted { $0.key < $1.key }.map { path, restrictions in
      let masks = (restrictions.array ?? []).compactMap(\.strings).filter { $0.count == 2 }
      return "\(path): " + masks.map { $0[0].isEmpty ? $0[1] : "\($0[1]) where \($0[0])" }.joined(separator: "; ")
    }
    let anonymity = (view["anonymity"]?.array ?? []).compactMap { rule -> String? in
      guard let parts = rule.array, parts.count == 2, let k = parts[0].integer, let names = parts[1].strings else {
        return nil
      }
      return "\(k)-anonymity of \(names.joined(separator: ", "))"
    }
    return rows + columns + anonymity
  }

  /// The key of `--public-key`, else that of the catalog at hand, else none.
  static func key(_ arguments: Arguments) throws -> PublicKey? {
    if let path = arguments.value(.publicKey) { return try key(in: path) }
    guard let directory = try CatalogSession.directory(arguments) else { return nil }
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
