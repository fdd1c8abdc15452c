import Catalog
import Columnar
import Engine
import Glibc
import Parquet
import Policy

/// What a command wrote: Parquet files that make one dataset, and other files.
struct RunOutputs {
  private let directory: String
  private var parquet: [String] = []
  private var opaque: [String] = []

  var isEmpty: Bool { parquet.isEmpty && opaque.isEmpty }

  /// Looks through a directory that nobody writes to any more. Throws where it holds what cannot be published.
  init(in directory: String, allowsOpaque: Bool) throws(StreamError) {
    self.directory = directory
    try collect("", depth: 0)
    if let first = opaque.first, !allowsOpaque {
      throw StreamError(
        message: "the command wrote \(first.quoted), which is no Parquet file", kind: .malformed,
        hint: "Parquet files are named .parquet; --allow-opaque keeps others as they are")
    }
  }

  private mutating func collect(_ prefix: String, depth: Int) throws(StreamError) {
    guard depth < 32 else {
      throw StreamError(message: "the command wrote directories that nest deeper than 32", kind: .malformed)
    }
    guard let names = entryNames(of: directory + "/" + prefix) else {
      throw StreamError(
        message: "what the command wrote cannot be read: \(systemMessage(errno))",
        place: Place(file: "$LOUVER_OUTPUT/" + prefix),
        kind: errno == EACCES ? .malformed : .io)
    }
    // Names that begin so are for the programs that write, not for those that read.
    for name in names.sorted() where !name.hasPrefix(".") && !name.hasPrefix("_") {
      let path = prefix + name
      var status = stat()
      guard unsafe lstat("\(directory)/\(path)", &status) == 0 else {
        guard errno == ENOENT else {
          throw StreamError(
            message: "cannot read what the command wrote: \(systemMessage(errno))", place: Place(file: path))
        }
        throw StreamError(message: "the command wrote \(path.quoted), whose name is no text", kind: .malformed)
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try collect(path + "/", depth: depth + 1)
      case S_IFREG where name.hasSuffix(".parquet"): parquet.append(path)
      case S_IFREG: opaque.append(path)
      default:
        throw StreamError(
          message: "the command wrote \(path.quoted), which is neither a file nor a directory", kind: .malformed)
      }
    }
  }

  /// Makes a dataset of them: the Parquet files read in full and written anew, tagged and signed.
  func publish(
    _ reservation: Reservation, _ exposure: Exposure, _ command: [String], _ session: CatalogSession,
    _ console: Console
  ) throws -> (text: String, json: JSON) {
    guard !isEmpty else {
      throw StreamError(
        message: "the command wrote nothing to $LOUVER_OUTPUT", kind: .malformed,
        hint: "without --into a command need not write")
    }
    let companions = opaque.map { Companion("\(directory)/\($0)", named: $0) }
    let files = try companions.map { companion in
      let digest = try companion.digest()
      return OpaqueFile(name: companion.name, bytes: digest.bytes, sha256: digest.sha256)
    }
    let job = parquet.isEmpty ? nil : try session.job(rewriting: directory)
    let plan = try session.catalog.planWriting(
      reservation, of: exposure, by: command, opaque: files, in: session.context)
    let destination = plan.mode == .append ? Destination.addition(plan.path) : .directory(plan.path, replace: true)
    let report = try job?.run(to: destination, tag: plan.footerTag, companions: companions, console)
    if report == nil { try destination.publish(companions) }
    let isData = plan.mode == .append || report != nil
    let rows = isData ? try Engine.Source(location: plan.path).rowCount : 0
    _ = try session.catalog.finish(plan, rows: Int64(rows), files: report?.seals ?? [], in: session.context)
    return told(plan, report)
  }

  private func told(_ plan: WritePlan, _ report: JobReport?) -> (text: String, json: JSON) {
    let fields: [String: JSON] = [
      "name": .string(plan.dataset), "path": .string(plan.path), "opaque": .array(opaque.map(JSON.string)),
    ]
    var text = report.map { ReportText.text($0, at: plan.path) } ?? ""
    if !opaque.isEmpty {
      text += "kept as they are: \(NameList.text(opaque).displayed)\n"
    }
    return (text, .object((report.map(ReportText.json) ?? [:]).merging(fields) { $1 }))
  }
}
