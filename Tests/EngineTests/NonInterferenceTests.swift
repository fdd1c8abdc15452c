import Canaries
import Columnar
import Engine
import Masking
import Parquet
import Testing

/// The strongest thing to say of an output: inputs that differ only in what the view hides make the same bytes.
///
/// The inputs are stored in the same way: codec and page version are the input's, and dictionaries and row groups are where no rows
/// were removed.
@Suite struct NonInterferenceTests {
  /// The output's bytes.
  private func written(
    _ groups: [[CanaryFile.Row]], _ layout: CanaryFile.Layout, _ view: CanaryView, in directory: CanaryDirectory
  ) throws -> [UInt8] {
    let name = "\(directory.path)/\(UInt64.random(in: .min ... .max))"
    try CanaryFile(layout).write(groups, to: name + ".parquet")
    _ = try view.job(name + ".parquet").write(to: .file(name + ".out"))
    return try readFile(name + ".out")
  }

  /// Other values that the masks make the same of.
  @Test(arguments: ResidueTests.layouts.indices, CanaryView.Extent.allCases)
  func whatAMaskHidesMakesNoDifference(layout: Int, extent: CanaryView.Extent) throws {
    let directory = try CanaryDirectory()
    let layout = ResidueTests.layouts[layout]
    let rows = CanaryFile(layout).rows(300, seed: 11)
    for number in 0..<CanaryView.count(of: \.blind) {
      let view = CanaryView.number(number, of: \.blind, extent)
      var others = rows
      for (group, row) in others.positions where view.isMasked(rows[group][row]) && row % 3 != 0 {
        others[group][row].twin = rows[group][row].twin.map { 1 - $0 }
      }
      let (one, other) = try (written(rows, layout, view, in: directory), written(others, layout, view, in: directory))
      #expect(one == other, "\(view.masks) \(one.count) \(other.count)")
    }
  }

  /// Whether there was a value, behind masks that make the same of a NULL.
  @Test(arguments: ResidueTests.layouts.indices, CanaryView.Extent.allCases)
  func whetherThereWasAValueMakesNoDifference(layout: Int, extent: CanaryView.Extent) throws {
    let directory = try CanaryDirectory()
    let layout = ResidueTests.layouts[layout]
    let rows = CanaryFile(layout).rows(300, seed: 12)
    for mask in ["null", "constant", "drop"] where extent != .some || mask != "drop" {
      let view = CanaryView.number(0, of: { $0.blind.filter { $0.hasPrefix(mask) }.suffix(1) + ["null"] }, extent)
      var others = rows
      for (group, row) in others.positions where view.isMasked(rows[group][row]) && row % 3 != 0 {
        others[group][row].twin = rows[group][row].twin == nil ? 0 : nil
      }
      let (one, other) = try (written(rows, layout, view, in: directory), written(others, layout, view, in: directory))
      #expect(one == other, "\(view.masks) \(one.count) \(other.count)")
    }
  }

  /// Where rows go, whether their values were in a dictionary, and up to which row, is not the output's to tell.
  @Test(arguments: [true, false])
  func dictionariesOfTheInputMakeNoDifference(isNested: Bool) throws {
    let directory = try CanaryDirectory()
    let plain = CanaryFile.Layout(.snappy, .v1, dictionary: false, isNested: isNested)
    let whole = CanaryFile.Layout(.snappy, .v1, dictionary: true, isNested: isNested)
    var part = whole
    part.dictionaryByteLimit = 800
    let rows = CanaryFile(plain).rows(300, seed: 14)
    for number in 0..<CanaryView.count(of: \.masks) {
      let view = CanaryView.number(number, of: \.masks, .filtered)
      let expected = try written(rows, plain, view, in: directory)
      for layout in [whole, part] {
        let other = try written(rows, layout, view, in: directory)
        #expect(expected == other, "\(view.masks) \(expected.count) \(other.count)")
      }
    }
  }

  /// Rows that go: what is in them, how many there are, and in which row groups.
  @Test(arguments: ResidueTests.layouts.indices)
  func removedRowsMakeNoDifference(layout: Int) throws {
    let directory = try CanaryDirectory()
    let layout = ResidueTests.layouts[layout]
    let rows = CanaryFile(layout).rows(300, seed: 13)
    for number in 0..<CanaryView.count(of: \.masks) {
      // Keyed by the number of the row as read, which is of the source: it tells of rows before it, by design.
      let view = CanaryView.number(
        number, of: { $0.masks.filter { !$0.hasPrefix("noise") && !$0.hasPrefix("respond") } }, .filtered)
      var others: [[CanaryFile.Row]] = [[]]
      for row in rows.joined() {
        if (3...4).contains(row.part), row.id % 2 == 0 { continue }
        others[others.count - 1].append(row)
        let added = CanaryFile.Row(id: 9_000 + row.id, part: 3, key: row.key ^ 0x5a5a)
        if row.id % 7 == 0 { others[others.count - 1] += [added, added, added] }
        if others[others.count - 1].count > 70 { others.append([]) }
      }
      let (one, other) = try (
        written(rows, layout, view, in: directory),
        written(others.filter { !$0.isEmpty }, layout, view, in: directory)
      )
      #expect(one == other, "\(view.masks) \(one.count) \(other.count)")
    }
  }
}

extension [[CanaryFile.Row]] {
  fileprivate var positions: [(Int, Int)] { indices.flatMap { group in self[group].indices.map { (group, $0) } } }
}

extension CanaryView {
  fileprivate func isMasked(_ row: CanaryFile.Row) -> Bool { extent != .some || (1...2).contains(row.part) }
}
