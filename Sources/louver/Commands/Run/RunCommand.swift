import Catalog
import CleanRoom
import Columnar
import Engine
import Policy

/// `louver run`: a command in the clean room.
enum RunCommand {
  static let syntax = CommandSyntax(
    summary: "runs a command that sees the project's sources as its members do, and nothing else",
    operands: [Operand("COMMAND", .command)],
    options: [
      .into, .replace, .append, .allowRead, .allowOpaque, .environment, .memory, .timeout, .threads, .maxPageSize,
    ],
    details: """
      The command finds each source of the project, at the view that all members have, as Parquet files in
      $LOUVER_INPUTS/SOURCE/, and described in the JSON document $LOUVER_MANIFEST. With --into, the Parquet files that it
      writes to $LOUVER_OUTPUT become a dataset, which requires of its readers what every one of these sources does; it
      fails where the command does. Names that begin with . or _ are not kept.

      The kernel sees to it that the command reads nothing else of yours, writes nowhere else and reaches nobody. It sees
      the system's programs, the installation of its own program and what --allow-read names. It starts without your
      environment but for PATH, LANG, LC_*, TZ, TERM and --env, and without input; HOME and TMPDIR are a directory of
      its own. What it prints is passed on.
      """,
    json: """
      {"exitStatus", "milliseconds", "inputs": [{"source", "version"}], "datasets": [{"name", "path", "opaque", \
      \(ReportText.fields)}]}
      """,
    example: "run --into features --allow-read features.py -- python3 features.py")

  static func run(_ arguments: Arguments, _ console: Console) throws {
    Interruption.cancelsJobs()
    let session = try CatalogSession(arguments)
    let mode = try mode(arguments)
    let timeout = try arguments.nanoseconds(.timeout)
    let into = arguments.value(.into)
    let exposure = try session.catalog.expose(toCommand: arguments.operands, into: into, in: session.context)
    let reservation = try into.map {
      try session.catalog.reserve($0, for: exposure, mode: mode, in: session.context)
    }
    let scratch = try RunScratch(for: exposure)
    defer { scratch.remove() }
    let inputs = try RunInputs(exposure, session, console)
    let room = try RunRoom.make(arguments, inputs, scratch, try session.catalog.protectedLocations())
    let start = Clock.now()
    let ending = try logged(exposure, into, since: start, session) {
      // A program that reads the result gets nothing but the result.
      try room.run(
        timeout: timeout, output: console.isJSON ? StandardStream.error.rawValue : StandardStream.output.rawValue,
        errors: StandardStream.error.rawValue, isCancelled: { Interruption.shared.isCancelled })
    }
    guard ending.isSuccess else { throw RunFailure(ending, command: arguments.operands[0]) }
    let micros = String((Clock.now() - start) / 1000)
    let duration = micros.count > 3 ? "\(micros.dropLast(3)).\(micros.suffix(3))" : "0.\(micros)"
    let outputs = try RunOutputs(in: scratch.output, allowsOpaque: arguments.has(.allowOpaque) || into == nil)
    let written = try reservation.map { try outputs.publish($0, exposure, arguments.operands, session, console) }
    if into == nil, !outputs.isEmpty { console.remark("what the command wrote is gone; --into DATASET keeps it") }
    try console.done(
      text: written?.text ?? "",
      json: [
        "exitStatus": 0, "milliseconds": .number(duration), "inputs": .array(inputs.list.map(\.json)),
        "datasets": .array(written.map { [$0.json] } ?? []),
      ])
  }

  private static func mode(_ arguments: Arguments) throws(UsageError) -> WritePlan.Mode {
    let isReplaced = arguments.has(.replace)
    let isAdded = arguments.has(.append)
    if isReplaced, isAdded { throw UsageError("--replace and --append exclude each other") }
    if isReplaced || isAdded || arguments.has(.allowOpaque), arguments.value(.into) == nil {
      throw UsageError("--into DATASET is missing", hint: "without it nothing is kept")
    }
    return isReplaced ? .replace : isAdded ? .append : .new
  }

  /// The audit log knows how long the command took and how it ended, however that was.
  private static func logged(
    _ exposure: Exposure, _ dataset: String?, since start: Int64, _ session: CatalogSession,
    _ body: () throws -> RoomEnding
  ) throws -> RoomEnding {
    func record(_ how: String, _ status: Int?) throws {
      var detail: [String: JSON] = [
        "ending": .string(how), "milliseconds": .integer((Clock.now() - start) / 1_000_000),
      ]
      detail["exitStatus"] = status.map { .integer(Int64($0)) }
      try session.catalog.record("ran", object: dataset, isAllowed: true, detail: .object(detail), in: session.context)
    }
    let ending: RoomEnding
    do { ending = try body() } catch {
      try record("not run to its end", nil)
      throw error
    }
    if case .exited(let status) = ending {
      try record(ending.description, status)
    } else {
      try record(ending.description, nil)
    }
    return ending
  }
}

/// A command that did not do what it was to do.
struct RunFailure: LouverError {
  var message: String
  var place = Place()
  var kind: ErrorKind { .malformed }
  var hint: String? { "nothing is kept of what it wrote" }

  init(_ ending: RoomEnding, command: String) {
    message = "the command \(command.quoted) \(ending.description)"
  }
}
