import Catalog
import Columnar
import Engine
import Masking
import Parquet
import Policy

/// `louver scan`: searches an output for values that its view hides.
enum ScanCommand {
  static let syntax = CommandSyntax(
    summary: "searches an output for values that its view hides",
    operands: [Operand("OUT", .one, .file)],
    options: [.against, .mask, .maskWhen, .rows, .drop, .keyFile, .dataset] + Option.resources + [.keepMetadata],
    details: """
      OUT is what `louver rewrite` made of IN with the same options: a file or a directory. With --dataset, OUT is a dataset
      of the project that is one masked source; the view is that of its manifest. This is for admins.
      Searched are all bytes as they are stored, all pages decompressed, dictionaries, statistics, page indexes, bloom
      filters, metadata and names, for every value that the view hides and shows nowhere: values of 4 bytes or more wherever
      they stand (of those longer than 64, the first and the last 64), numbers as they are stored and as text; values of
      any length where they would be values of the same column. Where chance would find short ones among so many bytes,
      longer ones only are searched for, and the result says from how many bytes on.
      What was found is never printed, only where. The exit status is 3 if anything was.
      """,
    json: """
      {"output", "files", "storedBytes", "decompressedBytes", "hiddenValues", "shortestSearched", "findings": [{"file", \
      "rowGroup", "column", "channel", "count"}]}
      """,
    example: "scan masked.parquet --against in.parquet --mask email=hash --key-file key")

  static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let output = arguments.operands[0]
    let report =
      arguments.has(.dataset)
      ? try scanDataset(output, arguments) : try job(arguments).scan(output, limits: try ReadLimits(arguments))
    try console.result(text: text(report, of: output), json: json(report, of: output))
    return report.findings.isEmpty ? .done : .denied
  }

  private static func job(_ arguments: Arguments) throws -> Job {
    guard let input = arguments.value(.against) else {
      throw UsageError("--against is missing", hint: "the file or dataset that the output was made of")
    }
    let source = try Engine.Source(location: input, arguments)
    let view = try RewriteView(arguments, schema: source.schema).view
    return try Job(
      source: source, view: view, keys: try RewriteView.keys(arguments, for: view), options: try JobOptions(arguments))
  }

  private static func scanDataset(_ name: String, _ arguments: Arguments) throws -> ScanReport {
    for option in [Option.against, .mask, .maskWhen, .rows, .drop, .keyFile] where arguments.has(option) {
      throw UsageError(
        "\(option.spelling) and --dataset exclude each other", hint: "the manifest says what the view is")
    }
    let session = try CatalogSession(arguments)
    let written = try session.catalog.writtenView(ofDataset: name, in: session.context)
    let limits = try ReadLimits(arguments)
    let source = try Engine.Source(location: written.source.location, limits: limits)
    let job = try Job(
      source: source, view: written.source.view, keys: written.keys, options: try JobOptions(arguments))
    return try job.scan(written.path, limits: limits)
  }

  private static func text(_ report: ScanReport, of output: String) -> String {
    let searched =
      "\(report.hiddenValues) hidden values, \(report.storedBytes) bytes in \(report.files) "
      + "\(report.files == 1 ? "file" : "files"), \(report.decompressedBytes) bytes decompressed"
    var lines = report.findings.map { finding in
      var place = [finding.file]
      if let column = finding.column { place.append("column \(column)") }
      if let group = finding.rowGroup { place.append("row group \(group)") }
      return "\(place.joined(separator: ", ")): \(finding.channel.rawValue), \(finding.count)"
    }
    lines.append(report.findings.isEmpty ? "nothing found: \(searched)" : "FOUND: \(searched)")
    if report.shortestSearched > 4 {
      lines.append("values under \(report.shortestSearched) bytes were compared with those of their own column only")
    }
    return lines.map { $0.displayed + "\n" }.joined()
  }

  private static func json(_ report: ScanReport, of output: String) -> JSON {
    let findings = report.findings.map { finding -> JSON in
      [
        "file": .string(finding.file), "rowGroup": finding.rowGroup.map { .integer(Int64($0)) } ?? .null,
        "column": finding.column.map(JSON.string) ?? .null, "channel": .string(finding.channel.rawValue),
        "count": .integer(Int64(finding.count)),
      ]
    }
    return [
      "output": .string(output), "files": .integer(Int64(report.files)),
      "storedBytes": .integer(Int64(report.storedBytes)),
      "decompressedBytes": .integer(Int64(report.decompressedBytes)),
      "hiddenValues": .integer(Int64(report.hiddenValues)),
      "shortestSearched": .integer(Int64(report.shortestSearched)), "findings": .array(findings),
    ]
  }
}
