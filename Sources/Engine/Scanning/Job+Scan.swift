import Columnar
import Parquet

extension Job {
  /// Memory for what is searched for at once: about 40 bytes a string.
  private static let bytesOfNeedle = 40
  /// Strings of a length are searched for where so many or fewer of them would be found by chance.
  private static let chance = 0.01

  /// Searches what stands at a location, an output of this job, for everything that the job's view hides
  /// (parquet.md, "What must not remain").
  ///
  /// What is shown anywhere is not hidden. Memory is bounded by the job's options: where there are more hidden values
  /// than fit, there are several passes. Throws `invalidArgument` where the columns are not those that the view makes,
  /// `io` and `malformed` where input or output cannot be read.
  public func scan(_ location: String, limits: ReadLimits = ReadLimits()) throws(EngineError) -> ScanReport {
    let files = try ScannedFile.all(of: location, limits: limits)
    try checkColumns(files, location)
    let workers = Workers(count: plan.options.threads, cancellation: plan.options.cancellation)
    let hidden = HiddenValues(
      plan: plan, workers: workers, capacity: max(1 << 10, plan.options.memoryBudget / Job.bytesOfNeedle))
    let findings = Findings()
    var report = ScanReport()
    report.files = files.count
    report.storedBytes = files.reduce(0) { $0 + $1.input.size }
    let seed = UInt64.random(in: .min ... .max)
    var parts = [Needles.Part()]
    var isFirst = true
    while let part = parts.popLast() {
      var needles = try hidden.needles(part, seed: seed, later: &parts)
      needles.markShown(needles.slots(in: Job.tags(of: files)))
      let shortest = Job.shortestSearched(needles, files)
      report.shortestSearched = max(report.shortestSearched, shortest)
      report.hiddenValues += needles.hiddenValueCount
      try OutputSearch(
        files: files, needles: needles, lengths: .max << UInt64(shortest - 1), workers: workers, findings: findings
      ).run()
      try check(files, needles, workers, findings)
      if isFirst { report.decompressedBytes = findings.decompressedBytes }
      isFirst = false
    }
    checkLayout(files, findings)
    report.findings = findings.list(files)
    try plan.source.verifyUnchanged()
    return report
  }

  private func checkColumns(_ files: [ScannedFile], _ location: String) throws(EngineError) {
    for file in files {
      guard let parquet = file.parquet, parquet.schema.fields != outputSchema.fields else { continue }
      throw EngineError(
        .invalidArgument, "its columns are not those that the view makes of the input",
        at: Place(file: file.input.path), hint: "the options have to be those that it was written with")
    }
  }

  /// What the tags say is of policies, not of values.
  private static func tags(of files: [ScannedFile]) -> [String] {
    Set(
      files.flatMap { $0.parquet?.metadata.keyValueMetadata ?? [] }.filter { $0.key == FooterContent.tagKey }
        .compactMap(\.value)
    ).sorted()
  }

  /// Bytes from which on strings are searched for: were the files random, shorter ones would be found in them by chance.
  private static func shortestSearched(_ needles: Needles, _ files: [ScannedFile]) -> Int {
    // Pages are searched decompressed as well.
    let bytes = files.reduce(0.0) { sum, file in
      let pages = file.parquet?.metadata.rowGroups.reduce(0.0) { $0 + Double($1.totalByteSize) } ?? 0
      return sum + Double(file.input.size) + max(0, pages)
    }
    var values = 1.0
    var shortest = Needles.lengths.lowerBound
    for length in 1...Needles.lengths.upperBound {
      values *= 256
      let count = Double(needles.countByLength[length]) * Double(1 << needles.part.bits)
      if count * bytes / values > chance { shortest = length + 1 }
    }
    return max(shortest, Needles.lengths.lowerBound)
  }
}

extension Job {
  /// Checks values one by one, chunk by chunk.
  private func check(
    _ files: [ScannedFile], _ needles: Needles, _ workers: Workers, _ findings: Findings
  ) throws(EngineError) {
    let columns = plan.output.kept.indices.filter { plan.mayHide(plan.output.kept[$0]) }
    let chunks = files.enumerated().flatMap { number, file in
      (file.parquet?.metadata.rowGroups.indices ?? 0..<0).flatMap { group in columns.map { (number, group, $0) } }
    }
    try workers.run(chunks.count) { task in
      let (number, group, column) = chunks[task]
      guard let parquet = files[number].parquet else { return }
      let leaf = parquet.schema.leaves[column]
      let input = plan.leaves[plan.output.kept[column]].leaf
      let check = ChunkCheck(
        parquet: parquet, rowGroup: group, leaf: leaf,
        inputLeaf: leaf.type.physical == input.type.physical ? input.index : nil, needles: needles
      ) { channel, count in findings.add(file: number, channel, rowGroup: group, leaf: leaf, count: count) }
      try located(Place(file: files[number].input.path)) { try check.run() }
    }
  }

  /// Columns that rows are said to be sorted by, and row groups that end where the input's did.
  private func checkLayout(_ files: [ScannedFile], _ findings: Findings) {
    var row = 0
    let ends = inputGroupEnds
    for (number, file) in files.enumerated() {
      for (group, metadata) in (file.parquet?.metadata.rowGroups ?? []).enumerated() {
        for sorting in metadata.sortingColumns ?? [] {
          let column =
            plan.output.kept.indices.contains(Int(sorting.column)) ? plan.output.kept[Int(sorting.column)] : nil
          if column.map({ plan.mayHide($0) }) ?? true { findings.add(file: number, .sorting, rowGroup: group) }
        }
        if ends.contains(row) { findings.add(file: number, .boundaries, rowGroup: group) }
        row += metadata.rowCount
      }
    }
  }

  /// Where, counted in the output's rows, row groups of the input ended and none of the output should.
  private var inputGroupEnds: Set<Int> {
    guard !plan.filterTexts.isEmpty else { return [] }
    var row = 0
    var ends: Set<Int> = []
    for verdict in plan.verdicts {
      ends.insert(row)
      row += verdict.selection?.setCount ?? 0
    }
    return ends.subtracting(plan.layout.groups.map(\.firstRow)).subtracting([0, row])
  }
}
