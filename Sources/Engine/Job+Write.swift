import Columnar
import Parquet
public import Policy
import Synchronization

/// How far a job is.
public struct JobProgress: Sendable {
  public var chunksDone: Int
  public var chunks: Int
  public var rows: Int
}

extension Job {
  /// Writes the masked dataset and moves it into place, whole or not at all.
  ///
  /// What `tag` makes of a file's seal goes into its footer; `companions` are files that are no part of the data. Throws
  /// `conflict` where the destination exists, `io` where it cannot be written, `malformed` where the input turns out to
  /// be broken, `interrupted` where the job was cancelled. After a throw nothing is left of the output.
  public func write(
    to destination: Destination, tag: (@Sendable (FileSeal) throws -> KeyValue)? = nil, companions: [Companion] = [],
    progress: (@Sendable (JobProgress) -> Void)? = nil
  ) throws(EngineError) -> JobReport {
    try checkFit(destination)
    let staging = try Staging(for: destination)
    do {
      let report = try write(into: staging, destination, footer(tag), progress)
      try plan.source.verifyUnchanged()
      for companion in companions { try companion.copy(into: staging) }
      try staging.publish()
      return report
    } catch {
      staging.discard()
      throw error
    }
  }

  private func write(
    into staging: Staging, _ destination: Destination, _ footer: FooterContent,
    _ progress: (@Sendable (JobProgress) -> Void)?
  ) throws(EngineError) -> JobReport {
    let buffer = OutputBuffer(budget: plan.options.memoryBudget, directory: staging.directory)
    let writers = try fileWriters(staging, destination, footer, buffer)
    let ledger = GroupLedger(plan.source.schema)
    let leaves = plan.output.kept.count
    let tally = Guarded(JobReport())
    let done = Atomic(0)
    let total = plan.layout.groups.count * leaves
    for writer in writers.byFile {
      if let file = try writer.finishIfEmpty() { tally.withLock { $0.add(file) } }
    }
    let workers = Workers(count: plan.options.threads, cancellation: plan.options.cancellation)
    let order = TaskOrder(work: work, rows: plan.layout.groups.map(\.rows), workers: workers.count)
    let idle = IdleWorkers()
    try workers.run(order.batches.count, idle) { number in
      for task in order.batches[number] {
        try workers.cancellation.check()
        let (group, column) = task.quotientAndRemainder(dividingBy: leaves)
        let made = try maker(group: group, column: column, buffer, ledger, idle).make(chunks[group][column])
        let file = plan.layout.groups[group].file
        let finished = try writers.byFile[file].put(made, at: task - writers.firstTask[file])
        tally.withLock { report in
          report.countedValues += made.counted
          if let finished { report.add(finished) }
        }
        let count = done.add(1, ordering: .relaxed).newValue
        progress?(JobProgress(chunksDone: count, chunks: total, rows: rowCount))
      }
    }
    return tally.withLock { report in
      report.rowsRead = plan.source.rowCount
      report.rowsWritten = rowCount
      report.faults = plan.verdicts.reduce(0) { $0 + $1.faults }
      report.suppressedRows = plan.suppressedRows
      report.seals.sort { $0.name < $1.name }
      return report
    }
  }

  private func maker(
    group: Int, column: Int, _ buffer: OutputBuffer, _ ledger: GroupLedger, _ help: any PageHelp
  ) -> ChunkMaker {
    ChunkMaker(
      job: plan, buffer: buffer, ledger: ledger, help: help, group: plan.layout.groups[group],
      leaf: plan.output.kept[column],
      output: plan.output.schema.leaves[column])
  }

  private func fileWriters(
    _ staging: Staging, _ destination: Destination, _ footer: FooterContent, _ buffer: OutputBuffer
  ) throws(EngineError) -> (byFile: [FileWriter], firstTask: [Int]) {
    if case .file = destination, plan.layout.fileCount > 1 {
      throw EngineError(
        .invalidArgument, "a dataset of several files is written to a directory, which the output is not",
        at: Place(file: destination.path), hint: "end the output's name with a slash")
    }
    var writers: [FileWriter] = []
    var firstTasks: [Int] = []
    var firstTask = 0
    let leaves = plan.output.kept.count
    var firstPart = 0
    while try exists(staging.path(of: partName(firstPart))) { firstPart += 1 }
    var groupsOfFile = [[OutputGroup]](repeating: [], count: plan.layout.fileCount)
    for group in plan.layout.groups { groupsOfFile[group.file].append(group) }
    for (file, groups) in groupsOfFile.enumerated() {
      let name =
        switch destination {
        case .file: destination.name
        case .directory, .addition: outputName(firstPart + file)
        }
      writers.append(
        FileWriter(
          path: staging.path(of: name), groups: groups, leaves: leaves, buffer: buffer, footer: footer))
      firstTasks.append(firstTask)
      firstTask += groups.count * leaves
    }
    return (writers, firstTasks)
  }

  /// File names tell nothing of the input's.
  private func outputName(_ part: Int) -> String {
    #if LOUVER_UNPROTECTED
      if Protection.names.isOff { return lastComponent(plan.source.files[part].listed.relative) }
    #endif
    return partName(part)
  }

  private func footer(_ tag: (@Sendable (FileSeal) throws -> KeyValue)?) -> FooterContent {
    var footer = FooterContent(schema: plan.output.schema, metadata: KeptMetadata(plan: plan).entries)
    footer.tag = tag
    #if LOUVER_UNPROTECTED
      footer.input = plan.source.files[0].parquet.metadata
    #endif
    return footer
  }
}

extension Job {
  /// Files of one dataset have one schema.
  private func checkFit(_ destination: Destination) throws(EngineError) {
    guard case .addition(let path) = destination, try exists(path) else { return }
    guard try Source(location: path).schema.fields == outputSchema.fields else {
      throw EngineError(
        .conflict, "the dataset has other columns than what would be added", at: Place(file: path),
        hint: "write it anew")
    }
  }
}

/// The name of an output's file by its number.
func partName(_ number: Int) -> String {
  let digits = String(number)
  return "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".parquet"
}

extension JobReport {
  fileprivate mutating func add(_ file: FileWriter.Written) {
    filesWritten += 1
    bytesWritten += file.bytes
    if let seal = file.seal { seals.append(seal) }
  }
}
