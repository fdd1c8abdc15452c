import Columnar
import Engine
import Masking
import Parquet
import Policy

/// `louver rewrite`: the bare engine, without a catalog.
enum RewriteCommand {
  static let syntax = CommandSyntax(
    summary: "masks a file or dataset that you may read anyway, without a catalog",
    operands: [Operand("IN", .one, .file), Operand("OUT", .one, .file)],
    options: [.mask, .maskWhen, .rows, .drop, .keyFile, .explainPlan] + Option.resources + Option.storage,
    details: """
      IN is a file, a directory or a glob; OUT must not exist. It becomes a file where IN is one file, else (or where it
      ends with a slash) a directory. A MASK is NAME or NAME(ARGUMENT=VALUE, …):
        null  constant('x')  drop  hash  pseudonym  show(last=4)  classes  regex(pattern='…', replace='…')  email  ip
        url  round(5000)  bucket(10, 20)  truncate(month)  shift(days=30, by=COL)  geo(2)  fpe  encrypt
        noise(laplace=2.5)  respond(keep=0.9, from=['a', 'b'])  replace(['a', 'b'])
      A PREDICATE is SQL over the unmasked columns, such as "region = 'EU' AND salary > 1000".
      """,
    json: "{\"output\", \(ReportText.fields)}; with --explain-plan \(PlanText.fields)",
    example: "rewrite in.parquet out.parquet --mask email=hash --mask 'salary=round(1000)' --key-file key")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    let input = arguments.operands[0]
    let output = arguments.operands[1]
    let source = try Engine.Source(location: input, arguments)
    let view = try RewriteView(arguments, schema: source.schema).view
    let job = try Job(
      source: source, view: view, keys: try RewriteView.keys(arguments, for: view), options: try JobOptions(arguments))
    if arguments.has(.explainPlan) {
      return try console.result(text: PlanText.text(job.description), json: PlanText.json(job.description))
    }
    let isDirectory = !source.isSingleFile || output.hasSuffix("/")
    let report = try job.run(
      to: isDirectory ? .directory(output, replace: false) : .file(output), console)
    try console.done(
      text: ReportText.text(report, at: output),
      json: .object(ReportText.json(report).merging(["output": .string(output)]) { $1 }))
    if let path = arguments.value(.keyFile), KeyFile.isOpenToOthers(path) {
      console.remark("others than its owner may read the key file \(path): chmod 600 \(path)")
    }
  }
}
