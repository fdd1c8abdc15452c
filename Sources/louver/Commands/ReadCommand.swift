import Arrow
import Catalog
import Columnar
import Engine
import Masking
import Policy

/// `louver read`: the context's view of a source, or a dataset of the project, to standard output.
enum ReadCommand {
  static let syntax = CommandSyntax(
    summary: "prints what you see of a source, or a dataset of the project",
    operands: [Operand("SOURCE|DATASET")],
    options: [.columns, .limit, .format, .dataset, .threads, .maxPageSize],
    details: """
      In a project a name is first looked for among its sources, then among its datasets. CSV has NULL as nothing and an
      empty text as ""; values are in canonical text, bytes in base64, lists, maps and structs as JSON.
      """,
    json: "{\"columns\": [names], \"rows\": [{COLUMN: value}]}, streamed",
    example: "read customers --columns id,email --limit 10")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let format = try Format(arguments, console)
    let limit = try arguments.count(.limit, minimum: 0)
    let session = try CatalogSession(arguments)
    let job = try job(arguments, session)
    switch format {
    case .rows(let format): try printRows(job, limit, format)
    case .arrow: try printArrow(job, limit)
    case .parquet: try printParquet(job, in: session.catalog.workspaces)
    }
  }

  /// The job for a source of that name, or for a dataset of the current project.
  private static func job(_ arguments: Arguments, _ session: CatalogSession) throws -> Job {
    let name = arguments.operands[0]
    let columns = arguments.value(.columns)?.split(separator: ",").map(String.init)
    let isSource = session.context.project?.sources.contains(name) ?? true
    if isSource, !arguments.has(.dataset) {
      return try session.job(
        showing: try session.catalog.source(name, for: "read", in: session.context), columns: columns)
    }
    return try session.job(showing: try session.catalog.dataset(name, in: session.context), columns: columns)
  }

  private enum Format {
    case rows(RowFormat)
    case arrow
    case parquet

    init(_ arguments: Arguments, _ console: Console) throws(UsageError) {
      guard let name = arguments.value(.format) else {
        let isTerminal = ProcessEnvironment.terminalColumns(.output) != nil
        self = .rows(console.isJSON ? .document : isTerminal ? .table : .csv)
        return
      }
      guard !console.isJSON else { throw UsageError("--json and --format exclude each other") }
      switch name {
      case "table": self = .rows(.table)
      case "csv": self = .rows(.csv)
      case "jsonl": self = .rows(.jsonLines)
      case "arrow": self = .arrow
      case "parquet": self = .parquet
      default: throw UsageError("unknown format \(name.quoted)", hint: "table, csv, jsonl, arrow or parquet")
      }
      try ReadCommand.checkBinary(name, arguments)
    }
  }

  /// A stream of bytes is not for a terminal; a file is made whole or not at all.
  private static func checkBinary(_ name: String, _ arguments: Arguments) throws(UsageError) {
    guard name == "arrow" || name == "parquet" else { return }
    if ProcessEnvironment.terminalColumns(.output) != nil {
      throw UsageError("\(name) is not for a terminal", hint: "redirect it to a file or a program")
    }
    if name == "parquet", arguments.has(.limit) {
      throw UsageError("--limit does not go with the format parquet", hint: "choose another format")
    }
  }

  private static func printRows(_ job: Job, _ limit: Int?, _ format: RowFormat) throws {
    var writer = RowWriter(format, schema: job.outputSchema)
    try StandardStream.output.write(writer.head())
    try job.read(limit: limit) { batch in
      try StandardStream.output.write(writer.body(batch.columns, rows: batch.rows))
    }
    try StandardStream.output.write(writer.tail())
  }

  private static func printArrow(_ job: Job, _ limit: Int?) throws {
    let writer = try ArrowStreamWriter(job.outputSchema)
    try StandardStream.output.write(writer.head)
    try job.read(limit: limit) { batch in
      try StandardStream.output.write(try writer.batch(batch.columns, rows: batch.rows))
    }
    try StandardStream.output.write(writer.tail)
  }

  /// Parquet ends with what one knows last, so the file is made first, among the workspaces.
  private static func printParquet(_ job: Job, in workspaces: String) throws {
    let directory = try ScratchDirectory(in: workspaces, for: "read")
    let path = directory.path + "/rows.parquet"
    defer { directory.remove() }
    do throws(EngineError) {
      _ = try job.write(to: .file(path))
    } catch {
      guard error.kind == .invalidArgument else { throw error }
      throw UsageError("the source has several files, which do not go into one", hint: "choose another format")
    }
    try FileBytes.forEachPart(of: path) { try StandardStream.output.write($0) }
  }
}
