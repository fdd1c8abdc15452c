import Canaries
import Codecs
import Columnar
import Engine
import Parquet
import Testing

/// Nothing that a view hides remains in an output, whatever the mask, the plan, the codec and the shape
/// (parquet.md, "What must not remain").
@Suite struct ResidueTests {
  static let layouts = [
    CanaryFile.Layout(.snappy, .v1, dictionary: true, isNested: false),
    CanaryFile.Layout(.zstd, .v2, dictionary: true, isNested: false),
    CanaryFile.Layout(.uncompressed, .v1, dictionary: false, isNested: false),
    CanaryFile.Layout(.gzip, .v2, dictionary: false, isNested: false),
    CanaryFile.Layout(.lz4Raw, .v1, dictionary: true, isNested: true),
    CanaryFile.Layout(.brotli, .v2, dictionary: false, isNested: true),
  ]

  @Test(arguments: layouts.indices, CanaryView.Extent.allCases)
  func nothingHiddenRemains(layout: Int, extent: CanaryView.Extent) throws {
    let directory = try CanaryDirectory()
    let file = CanaryFile(Self.layouts[layout])
    let input = directory.path + "/in.parquet"
    try file.write(file.rows(300, seed: UInt64(layout)), to: input)
    for number in 0..<CanaryView.count(of: \.masks) {
      let view = CanaryView.number(number, of: \.masks, extent)
      let job = try view.job(input)
      let output = directory.path + "/out-\(number).parquet"
      _ = try job.write(to: .file(output))
      let report = try job.scan(output)
      #expect(report.findings == [], "\(view.masks)")
      #expect(report.hiddenValues > 100)
    }
  }

  /// Every plan has made some chunk of the outputs above.
  @Test func everyPlanIsAmongThem() throws {
    let directory = try CanaryDirectory()
    var plans: Set<String> = []
    for layout in Self.layouts {
      let file = CanaryFile(layout)
      let input = directory.path + "/in-\(plans.count)-\(layout.codec).parquet"
      try file.write(file.rows(300, seed: 1), to: input)
      for extent in CanaryView.Extent.allCases {
        for number in 0..<CanaryView.count(of: \.masks) {
          let view = CanaryView.number(number, of: \.masks, extent)
          plans.formUnion(try view.job(input).description.rows.map(\.plan))
        }
      }
    }
    #expect(plans == ["copy", "blank", "blank, nested", "dictionary", "remap", "select", "recode"])
  }

  /// What was not masked is found in every part of a file.
  @Test(arguments: layouts.indices)
  func whatRemainsIsFound(layout: Int) throws {
    let directory = try CanaryDirectory()
    let file = CanaryFile(Self.layouts[layout])
    let input = directory.path + "/in.parquet"
    try file.write(file.rows(300, seed: 3), to: input)
    let report = try CanaryView.number(0, of: { _ in ["null"] }, .all).job(input).scan(input)
    let found = Set(report.findings.map(\.channel))
    #expect(found.isSuperset(of: [.statistics, .pageIndex, .bloomFilter, .footer, .sorting, .gap]))
    #expect(found.contains(Self.layouts[layout].dictionary ? .dictionary : .cell))
    #expect(Set(report.findings.compactMap(\.column)) == Set(CanaryColumn.all.map(\.name)))
  }

  /// However little memory there is, the same is found, in several passes.
  @Test func severalPassesFindWhatOneDoes() throws {
    let directory = try CanaryDirectory()
    let file = CanaryFile(Self.layouts[2])
    let input = directory.path + "/in.parquet"
    try file.write(file.rows(600, seed: 3), to: input)
    let view = CanaryView.number(0, of: { _ in ["null"] }, .all)
    let whole = try view.job(input).scan(input)
    let parts = try view.job(input, options: JobOptions(memoryBudget: 0)).scan(input)
    #expect(whole.hiddenValues == parts.hiddenValues && whole.hiddenValues > 2000)
    let cells = { (report: ScanReport) in report.findings.filter { $0.channel == .cell }.map(\.count).reduce(0, +) }
    #expect(cells(whole) == cells(parts))
  }

  @Test func namesAndOtherFilesAreSearched() throws {
    let directory = try CanaryDirectory()
    let file = CanaryFile(Self.layouts[0])
    let input = directory.path + "/in.parquet"
    let rows = file.rows(100, seed: 5)
    try file.write(rows, to: input)
    let job = try CanaryView.number(0, of: { _ in ["null"] }, .all).job(input)
    let output = directory.path + "/out"
    _ = try job.write(to: .directory(output, replace: false))
    #expect(try job.scan(output).findings == [])
    let row = try #require(rows[0].first { $0.twin != nil })
    guard case .text(let secret) = CanaryColumn.all[0].example(row.key) else { return }
    try writeFile(output + "/.note-\(secret)", Array("see \(secret)".utf8))
    let found = try job.scan(output).findings
    #expect(found.map(\.channel) == [.name, .otherFile])
    #expect(found.allSatisfy { $0.file == "file 1 of 2" })
  }

  @Test func anOutputOfOtherColumnsIsRefused() throws {
    let directory = try CanaryDirectory()
    let file = CanaryFile(Self.layouts[0])
    let input = directory.path + "/in.parquet"
    try file.write(file.rows(100, seed: 5), to: input)
    let job = try CanaryView.number(0, of: { _ in ["drop"] }, .all).job(input)
    #expect { _ = try job.scan(input) } throws: { ($0 as? EngineError)?.kind == .invalidArgument }
  }
}
