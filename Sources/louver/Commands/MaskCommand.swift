import Catalog
import Engine
import Masking
import Parquet
import Policy

/// `louver mask`: writes the project's equalized view of sources into its workspace.
enum MaskCommand {
  static let syntax = CommandSyntax(
    summary: "writes what all members of the project may see of sources into its workspace",
    operands: [Operand("SOURCE", .any)],
    options: [.columns, .into, .refresh, .append, .replace, .explainPlan] + Option.resources + Option.storage,
    details: """
      Each source becomes a dataset of its own, with the source's name or that of --into. A dataset that exists is left
      alone, unless --replace writes it anew or --append adds to it. --refresh writes anew the datasets of the sources
      (without a SOURCE: all), at the level that all members have now, with the columns that each has. Fewer columns ask
      less of readers.
      """,
    json:
      "{\"datasets\": [{\"name\", \"path\", \(ReportText.fields)}]}; with --explain-plan {\"plans\": [{\"name\", \"plan\"}]}",
    example: "mask customers")

  /// A dataset to write.
  private struct Target {
    /// Nil: named as the source.
    var dataset: String?
    var source: String
    /// Nil: all.
    var columns: [String]?
  }

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let mode = try mode(arguments)
    let session = try CatalogSession(arguments)
    var results: [(text: String, json: JSON)] = []
    for target in try targets(arguments, session) {
      if arguments.has(.explainPlan) {
        results.append(try explain(target, session))
      } else {
        let plan = try session.catalog.planWriting(
          target.dataset, from: [target.source], columns: target.columns, mode: mode, in: session.context)
        results.append(try carryOut(plan, session, console))
      }
    }
    let (text, list) = (results.map(\.text).joined(), JSON.array(results.map(\.json)))
    if arguments.has(.explainPlan) { return try console.result(text: text, json: ["plans": list]) }
    try console.done(text: text, json: ["datasets": list])
  }

  private static func mode(_ arguments: Arguments) throws(UsageError) -> WritePlan.Mode {
    let modes: [(Option, WritePlan.Mode)] = [(.refresh, .refresh), (.append, .append), (.replace, .replace)]
    let given = modes.filter { arguments.has($0.0) }
    guard given.count <= 1 else {
      throw UsageError("\(given[0].0.spelling) and \(given[1].0.spelling) exclude each other")
    }
    return given.first?.1 ?? .new
  }

  private static func targets(_ arguments: Arguments, _ session: CatalogSession) throws -> [Target] {
    let dataset = arguments.value(.into)
    let columns = arguments.value(.columns)?.split(separator: ",").map(String.init)
    if arguments.has(.refresh) {
      return try refreshed(dataset, from: arguments.operands, session).map { found in
        Target(dataset: found.name, source: try onlyInput(of: found), columns: columns ?? found.columns)
      }
    }
    guard !arguments.operands.isEmpty else {
      throw UsageError("SOURCE is missing", hint: "only --refresh can do without")
    }
    guard dataset == nil || arguments.operands.count == 1 else {
      throw UsageError("--into takes one SOURCE", hint: "sources are written to datasets of their own")
    }
    return arguments.operands.map { Target(dataset: dataset, source: $0, columns: columns) }
  }

  /// The datasets of this name, or those made of some sources, or all that are made of one source.
  private static func refreshed(
    _ dataset: String?, from sources: [String], _ session: CatalogSession
  ) throws -> [DatasetSummary] {
    let all = try session.catalog.datasets(in: session.context).filter { $0.command == nil || $0.name == dataset }
    if sources.isEmpty, dataset == nil { return all.filter { $0.inputs.count == 1 } }
    let found = all.filter {
      (dataset ?? $0.name) == $0.name && (sources.isEmpty || $0.inputs.allSatisfy(sources.contains))
    }
    let missing = sources.first { source in !found.contains { $0.inputs.contains(source) } }
    guard missing == nil, !found.isEmpty else {
      throw UsageError("there is no dataset \((dataset ?? missing ?? "").quoted) to refresh", hint: "louver datasets")
    }
    return found
  }

  private static func onlyInput(of dataset: DatasetSummary) throws(UsageError) -> String {
    guard dataset.inputs.count == 1, dataset.command == nil else {
      throw UsageError(
        "the dataset \(dataset.name.quoted) cannot be refreshed, as it is not made of one source",
        hint: "write it anew with the command that made it")
    }
    return dataset.inputs[0]
  }

  private static func explain(_ target: Target, _ session: CatalogSession) throws -> (text: String, json: JSON) {
    let dataset = target.dataset ?? target.source
    let found = try session.catalog.source(target.source, for: "explain plan", in: session.context)
    let plan = try session.job(showing: found, columns: target.columns).description
    return (
      "\(dataset.displayed):\n\(PlanText.text(plan))", ["name": .string(dataset), "plan": PlanText.json(plan)]
    )
  }

  private static func carryOut(
    _ plan: WritePlan, _ session: CatalogSession, _ console: Console
  ) throws -> (text: String, json: JSON) {
    // The catalog has made sure that what is there may go: remains of a write that did not end, if it is a new one.
    let destination = plan.mode == .append ? Destination.addition(plan.path) : .directory(plan.path, replace: true)
    let source = plan.sources[0]
    let version = plan.requirement.views.first { $0.source == source.source.name }?.version
    let report = try session.job(showing: source, version: version).run(
      to: destination, tag: plan.footerTag, console)
    let rows = plan.mode == .append ? try Engine.Source(location: plan.path).rowCount : report.rowsWritten
    _ = try session.catalog.finish(plan, rows: Int64(rows), files: report.seals, in: session.context)
    let fields: [String: JSON] = ["name": .string(plan.dataset), "path": .string(plan.path)]
    return (ReportText.text(report, at: plan.path), .object(ReportText.json(report).merging(fields) { $1 }))
  }
}
