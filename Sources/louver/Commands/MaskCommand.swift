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
    options: [.into, .refresh, .append, .replace, .explainPlan] + Option.resources + Option.storage,
    details: """
      Each source becomes a dataset of its own, with the source's name or that of --into. A dataset that exists is left
      alone, unless --replace writes it anew or --append adds to it. --refresh writes anew the datasets of the sources (without a SOURCE: all),
      at the level that all members have now.
      """,
    json:
      "{\"datasets\": [{\"name\", \"path\", \(ReportText.fields)}]}; with --explain-plan {\"plans\": [{\"name\", \"plan\"}]}",
    example: "mask customers")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let mode = try mode(arguments)
    let session = try CatalogSession(arguments)
    var results: [(text: String, json: JSON)] = []
    for (dataset, source) in try targets(arguments, session) {
      if arguments.has(.explainPlan) {
        results.append(try explain(dataset ?? source, source, session))
      } else {
        let plan = try session.catalog.planWriting(dataset, from: [source], mode: mode, in: session.context)
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

  /// The datasets to write, nil for one with the source's name, and what each is made of.
  private static func targets(
    _ arguments: Arguments, _ session: CatalogSession
  ) throws -> [(dataset: String?, source: String)] {
    let dataset = arguments.value(.into)
    guard arguments.operands.isEmpty else {
      guard dataset == nil || arguments.operands.count == 1 else {
        throw UsageError("--into takes one SOURCE", hint: "sources are written to datasets of their own")
      }
      return arguments.operands.map { (dataset, $0) }
    }
    guard arguments.has(.refresh) else {
      throw UsageError("SOURCE is missing", hint: "only --refresh can do without")
    }
    return try session.catalog.datasets(in: session.context)
      .filter { dataset == nil || $0.name == dataset }
      .map { ($0.name, try directParent(of: $0)) }
  }

  /// The source that a dataset was written from: the first of those its manifest lists.
  private static func directParent(of dataset: DatasetSummary) throws(UsageError) -> String {
    guard let parent = dataset.manifest["parents"]?.array?.first?["source"]?.string else {
      throw UsageError("the dataset \(dataset.name.quoted) cannot be refreshed, as it names no source")
    }
    return parent
  }

  private static func explain(
    _ dataset: String, _ source: String, _ session: CatalogSession
  ) throws -> (text: String, json: JSON) {
    let found = try session.catalog.source(source, for: "explain plan", in: session.context)
    let plan = try session.job(showing: found).description
    return (
      "\(dataset.displayed):\n\(PlanText.text(plan))", ["name": .string(dataset), "plan": PlanText.json(plan)]
    )
  }

  private static func carryOut(
    _ plan: WritePlan, _ session: CatalogSession, _ console: Console
  ) throws -> (text: String, json: JSON) {
    let tag = KeyValue(key: "louver.policy", value: plan.tag.canonicalText)
    // The catalog has made sure that what is there may go: remains of a write that did not end, if it is a new one.
    let destination = plan.mode == .append ? Destination.addition(plan.path) : .directory(plan.path, replace: true)
    let report = try session.job(showing: plan.sources[0]).run(to: destination, metadata: [tag], console)
    let rows = plan.mode == .append ? try Engine.Source(location: plan.path).rowCount : report.rowsWritten
    _ = try session.catalog.finish(plan, rows: Int64(rows), in: session.context)
    let fields: [String: JSON] = ["name": .string(plan.dataset), "path": .string(plan.path)]
    return (ReportText.text(report, at: plan.path), .object(ReportText.json(report).merging(fields) { $1 }))
  }
}
