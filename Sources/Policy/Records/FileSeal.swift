/// What says of a file of a dataset that it is what was written: hashes of its content, which its signed tag and the
/// dataset's manifest hold.
public struct FileSeal: Hashable, Sendable {
  /// Below the dataset's directory.
  public var name: String
  /// The root of a Merkle tree over the column chunks, what stands behind them, and the footer without the tag: 64
  /// hexadecimal digits.
  public var root: String
  /// SHA-256 of the footer without the tag, for those who do not read the file.
  public var footer: String

  public init(name: String, root: String, footer: String) {
    self.name = name
    self.root = root
    self.footer = footer
  }

  public var json: JSON { ["name": .string(name), "root": .string(root), "footer": .string(footer)] }

  /// Nil where it has not this form.
  public init?(json: JSON) {
    guard let name = json["name"]?.string, let root = json["root"]?.string, let footer = json["footer"]?.string else {
      return nil
    }
    self.init(name: name, root: root, footer: footer)
  }
}
