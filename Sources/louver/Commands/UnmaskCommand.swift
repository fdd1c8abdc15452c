import Catalog
import Columnar
import Masking

/// `louver unmask`: undoes `encrypt` and `fpe` for those whom the policies name.
enum UnmaskCommand {
  static let syntax = CommandSyntax(
    summary: "undoes reversible masks of a column, for those whom reversible_for names",
    operands: [Operand("SOURCE"), Operand("COLUMN")],
    options: [.keyVersion, .format],
    details: """
      Reads masked values from standard input, a line each, and prints what they stand for. The context is that of the
      masked values: the project they were written in, or none. Every policy that masks the column there has to name you.
      What the key did not make becomes NULL; for fpe, which every value could come from, only what is too short does.
      Each use is in the audit log.
      """,
    json: "{\"columns\": [COLUMN], \"rows\": [{COLUMN: value or null}]}",
    example: "unmask customers card_number < tokens.txt")

  /// Of standard input, in bytes.
  private static let limit = 64 << 20

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let (source, column) = (arguments.operands[0], arguments.operands[1])
    let format = try format(arguments, console)
    let session = try CatalogSession(arguments)
    let masked = try lines()
    let unmasking = try session.catalog.unmasking(
      source, column: column, keyVersion: try arguments.count(.keyVersion, minimum: 1), values: masked.count,
      in: session.context)
    let result = try unmasking.apply(masked)
    if result.counted > 0 {
      console.remark("\(result.counted) of \(masked.count) values are not of this key, or too short: NULL")
    }
    try print(result, of: column, count: masked.count, format)
  }

  private static func format(_ arguments: Arguments, _ console: Console) throws(UsageError) -> RowFormat {
    guard let name = arguments.value(.format) else { return console.isJSON ? .document : .csv }
    guard !console.isJSON else { throw UsageError("--json and --format exclude each other") }
    switch name {
    case "table": return .table
    case "csv": return .csv
    case "jsonl": return .jsonLines
    default: throw UsageError("format \(name.quoted) is not for values", hint: "table, csv or jsonl")
    }
  }

  private static func lines() throws -> ByteStrings {
    var bytes = try FileBytes.read("/dev/stdin", limit: limit)
    var lines = ByteStrings()
    // What follows the last line end is no line.
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() } else if bytes.isEmpty { return lines }
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lines.append(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
    return lines
  }

  private static func print(_ result: MaskedValues, of column: String, count: Int, _ format: RowFormat) throws {
    guard case .bytes(let texts) = result.values else { return }
    let type: LeafType = texts.isUTF8 ? .string : LeafType(.byteArray)
    let schema = Schema(fields: [SchemaNode(column, .optional, .leaf(type))])
    var writer = RowWriter(format, schema: schema)
    let validity = result.validity ?? Bitmap(repeating: true, count: count)
    let values = Column(leaf: schema.leaves[0], structure: .optional(validity), data: .plain(result.values))
    try StandardStream.output.write(writer.head())
    try StandardStream.output.write(writer.body([values], rows: count))
    try StandardStream.output.write(writer.tail())
  }
}
