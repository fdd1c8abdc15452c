import Catalog
import Columnar
import Engine
import Parquet
import Policy

/// `louver inspect`: how a file is laid out, and what its policy tag says.
enum InspectCommand {
  static let syntax = CommandSyntax(
    summary: "shows a file's layout, policy tag and signature",
    operands: [Operand("FILE", .oneOrMore, .file)],
    options: [.dump, .publicKey, .maxPageSize],
    details: """
      No value of a cell is shown, but with --dump every one, in a canonical form. The signature is checked with
      --public-key, else with the key of the catalog, if there is one. The tag seals what the file holds: all of it is
      read, and compared. Where the catalog knows the dataset, the file is looked for in its manifest, too. The exit
      status is 4 if any of this is wrong.
      """,
    json: """
      {"files": [{"path", "rows", "createdBy", "metadataKeys", "rowGroups": [{"rows", "columns": [{"column", "type", \
      "codec", "encodings", "values", "storedBytes", "bytes", "dictionary", "bloomFilter", "pageIndex"}]}], "policy", \
      "signature": "valid"|"invalid"|"unchecked"|null, "content": "intact"|"changed"|null, "isCurrent": true|false|null}]}
      """,
    example: "inspect out.parquet --public-key manifest.pub")

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    var files: [ParquetFile] = []
    for path in arguments.operands {
      files += try Engine.Source(location: path, arguments).parquetFiles
    }
    if arguments.has(.dump) {
      guard !console.isJSON else { throw UsageError("--dump and --json exclude each other") }
      for file in files { try dump(file) { try StandardStream.output.write($0) } }
      return .done
    }
    let key = try PolicyTag.key(arguments)
    let catalog = try? CatalogSession(arguments, inProject: false).catalog
    let tagged = try files.map { (file: $0, tag: try PolicyTag(of: $0, key: key, catalog: catalog)) }
    try console.result(
      text: tagged.map { LayoutText.text($0.file) + PolicyTag.text($0.tag) }.joined(separator: "\n"),
      json: ["files": .array(tagged.map { LayoutText.json($0.file, tag: $0.tag) })])
    return tagged.contains { $0.tag?.isWrong == true } ? .badInput : .done
  }
}
