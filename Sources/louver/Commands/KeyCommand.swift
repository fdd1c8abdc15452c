import Policy

/// `louver key rotate`: a new master key for masks.
enum KeyCommand {
  static let rotate = CommandSyntax(
    summary: "makes a new key, which all masks take from now on",
    details: """
      Needs the permission admin. What was written keeps its tokens and names its key's number in its tag; nothing can be
      appended to it, but --refresh writes it anew. Signatures, noise and samples stay with the first key. Keep a copy of
      the key files: no one can undo an encrypted value without the key it was made with.
      """,
    json: "{\"keyVersion\": number of the new key}",
    example: "key rotate")

  static func rotate(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments, inProject: false)
    let version = try session.catalog.rotateKey(in: session.context)
    try console.done(
      text: "masks take key \(version) from now on (\(session.catalog.directory.displayed)/master-\(version).key)\n",
      json: ["keyVersion": .integer(Int64(version))])
  }
}
