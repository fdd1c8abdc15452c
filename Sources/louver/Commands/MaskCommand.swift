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
    options: [.into, .refresh, .replace, .explainPlan] + Option.resources + Option.storage,
    details: """
      Each source becomes a dataset of its own, with the source's name or that of --into. A dataset that exists is left
      alone, unless --replace writes it anew. --refresh writes anew the datasets of the sources (without a SOURCE: all),
      at the level that all members have now.
      """,
    json:
      "{\"datasets\": [{\"name\", \"path\", \(ReportText.fields)}]}; with --explain-plan {\"plans\": [{\"name\", \"plan\"}]}",
    example: "mask customers")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let session = try CatalogSession(arguments)
    var results: [(text: String, json: JSON)] = []
    for (dataset, sources) in try targets(arguments, session) {
      let plan = try session.catalog.planWriting(dataset, from: sources, mode: mode(arguments), in: session.context)
      results.append(try carryOut(plan, session, arguments, console))
    }
    let key = arguments.has(.explainPlan) ? "plans" : "datasets"
    try console.done(
      text: results.map(\.text).joined(), json: .object([key: .array(results.map(\.json))]))
  }

  private static func mode(_ arguments: Arguments) -> WritePlan.Mode {
    arguments.has(.refresh) ? .refresh : arguments.has(.replace) ? .replace : .new
  }

  /// The datasets to write, nil for one with the source's name, and what each is made of.
  private static func targets(
    _ arguments: Arguments, _ session: CatalogSession
  ) throws -> [(dataset: String?, sources: [String])] {
    guard arguments.operands.isEmpty else {
      guard let dataset = arguments.value(.into) else { return arguments.operands.map { (nil, [$0]) } }
      guard arguments.operands.count == 1 else {
        throw UsageError("--into takes one SOURCE", hint: "sources are written to datasets of their own")
      }
      return [(dataset, arguments.operands)]
    }
    guard arguments.has(.refresh) else {
      throw UsageError("SOURCE is missing", hint: "only --refresh can do without")
    }
    let datasets = try session.catalog.datasets(in: session.context)
    return datasets.filter { arguments.value(.into) == nil || $0.name == arguments.value(.into) }
      .map { ($0.name, $0.parents) }
  }

  private static func carryOut(
    _ plan: WritePlan, _ session: CatalogSession, _ arguments: Arguments, _ console: Console
  ) throws -> (text: String, json: JSON) {
    guard let found = plan.sources.first, plan.sources.count == 1 else {
      throw UsageError("the dataset \(plan.dataset.quoted) was not written from one source")
    }
    let job = try session.job(showing: found)
    if arguments.has(.explainPlan) {
      let text = "\(plan.dataset.displayed):\n\(PlanText.text(job.description))"
      return (text, ["name": .string(plan.dataset), "plan": PlanText.json(job.description)])
    }
    let tag = KeyValue(key: "louver.policy", value: plan.tag.canonicalText)
    // The catalog has made sure that what is there may go: remains of a write that did not end, if it is a new one.
    let report = try job.run(to: .directory(plan.path, replace: true), metadata: [tag], console)
    _ = try session.catalog.finish(plan, rows: Int64(report.rowsWritten), in: session.context)
    let fields: [String: JSON] = ["name": .string(plan.dataset), "path": .string(plan.path)]
    return (ReportText.text(report, at: plan.path), .object(ReportText.json(report).merging(fields) { $1 }))
  }
}
