import Columnar
import Masking
import Testing

@Suite struct AnonymityTests {
  private typealias Row = [String?]

  private func columns(_ rows: [Row], _ names: [String]) -> [Column] {
    names.indices.map { position in
      let cells = rows.map { $0[position] }
      let leaf = Leaf(
        index: position, path: [names[position]], shortPath: names[position], type: .string, repetitions: [.optional],
        isMapKey: false)
      return Column(
        leaf: leaf, structure: .optional(Bitmap(cells.map { $0 != nil })),
        data: .plain(.bytes(ByteStrings(cells.compactMap { $0 }))))
    }
  }

  /// What remains of rows of `names`' columns, fed in batches.
  private func anonymous(
    _ rows: [Row], _ policies: [AnonymityPolicy], _ names: [String] = ["a", "b"], batch: Int = 2
  ) -> [Row] {
    var groups = AnonymityGroups(policies: policies, present: Set(names))
    #expect(groups.columns == names.filter { name in policies.contains { $0.columns.contains(name) } })
    let fed = names.indices.filter { groups.columns.contains(names[$0]) }
    let input = rows.map { row in fed.map { row[$0] } }
    for begin in stride(from: 0, to: rows.count, by: batch) {
      groups.add(columns(Array(input[begin..<min(begin + batch, rows.count)]), groups.columns))
    }
    groups.finish()
    let hidden = groups.columns.indices.map { groups.suppressed($0) }
    let changed = input.indices.filter { row in hidden.indices.contains { hidden[$0][row] && input[row][$0] != nil } }
    #expect(groups.suppressedRows == changed.count)
    return rows.indices.map { row in
      names.indices.map { position in
        fed.firstIndex(of: position).map { hidden[$0][row] } == true ? nil : rows[row][position]
      }
    }
  }

  private let x: Row = ["x", "1"]
  private let y: Row = ["y", "1"]
  private let z: Row = ["z", "1"]
  private let n: Row = [nil, nil]
  private let both: Set<String> = ["a", "b"]

  @Test func smallGroupsAreHiddenTogether() {
    let two = [AnonymityPolicy(minimum: 2, columns: both)]
    #expect(anonymous([x, x, y, y], two) == [x, x, y, y])
    #expect(anonymous([x, x, x, y], two) == [n, n, n, n])  // the lone y needs company
    #expect(anonymous([x, x, x, y, z], two) == [x, x, x, n, n])
    #expect(anonymous([x, x, z, z, z, y], two) == [n, n, z, z, z, n])  // the smallest group joins
    #expect(anonymous([x, x, z, z, y], two) == [n, n, z, z, n])  // a tie: the first row
    #expect(anonymous([z, z, x, x, y], two) == [n, n, x, x, n])
    #expect(anonymous([n, x, x, x], two) == [n, n, n, n])  // NULLs of its own count too
    #expect(anonymous([], two) == [])
  }

  @Test func theHighestMinimumOfEqualColumnsCounts() {
    let policies = [AnonymityPolicy(minimum: 2, columns: both), AnonymityPolicy(minimum: 3, columns: both)]
    #expect(anonymous([x, x, y, y], policies) == [n, n, n, n])
  }

  @Test func columnsThatAreNotThereDoNotCount() {
    let groups = AnonymityGroups(
      policies: [AnonymityPolicy(minimum: 9, columns: ["c"]), AnonymityPolicy(minimum: 2, columns: ["a", "c"])],
      present: ["a", "b"])
    #expect(groups.columns == ["a"])
  }

  @Test func policiesHoldTogetherWhateverTheirOrder() {
    var generator = Generator(6)
    let all = [
      AnonymityPolicy(minimum: 3, columns: ["a"]), AnonymityPolicy(minimum: 2, columns: ["a", "b"]),
      AnonymityPolicy(minimum: 4, columns: ["b", "c"]),
    ]
    let names = ["a", "b", "c"]
    for _ in 0..<60 {
      let values = generator.integer(1...4)
      let rows: [Row] = (0..<generator.integer(0...40)).map { _ in
        names.map { _ in generator.chance(10) ? nil : String(generator.integer(0...values)) }
      }
      var policies = all
      policies.shuffle(using: &generator)
      let result = anonymous(rows, policies, names, batch: generator.integer(1...7))
      #expect(result == anonymous(rows, all, names, batch: 1000))
      for (before, after) in zip(rows, result) {
        for (a, b) in zip(before, after) { #expect(b == nil || a == b) }
      }
      for policy in all {
        let positions = names.indices.filter { policy.columns.contains(names[$0]) }
        var sizes: [[String?]: Int] = [:]
        for row in result { sizes[positions.map { row[$0] }, default: 0] += 1 }
        #expect(sizes.count == 1 || sizes.values.allSatisfy { $0 >= policy.minimum } || rows.isEmpty)
      }
    }
  }

  @Test func manyCombinationsAreCountedAsFew() {
    var generator = Generator(7)
    let rows: [Row] = (0..<6000).map { _ in [String(generator.integer(0...40)), String(generator.integer(0...40))] }
    var sizes: [Row: Int] = [:]
    for row in rows { sizes[row, default: 0] += 1 }
    let expected = rows.map { sizes[$0]! < 4 ? n : $0 }
    #expect(expected.count { $0 == n } >= 4 && expected.contains { $0 != n })
    #expect(anonymous(rows, [AnonymityPolicy(minimum: 4, columns: both)], batch: 700) == expected)
  }

  @Test func valuesAreEqualWhereTheirTextsAre() {
    let leaf = Leaf(
      index: 0, path: ["a"], shortPath: "a", type: LeafType(.double), repetitions: [.required], isMapKey: false)
    func column(_ numbers: [Double]) -> Column {
      Column(leaf: leaf, structure: .required(rows: numbers.count), data: .plain(.double(numbers)))
    }
    var groups = AnonymityGroups(policies: [AnonymityPolicy(minimum: 2, columns: ["a"])], present: ["a"])
    let dictionary = Column(
      leaf: leaf, structure: .required(rows: 3), data: .dictionary(.double([0.5, 1]), indices: [1, 0, 1]))
    groups.add([column([.nan, -.nan, 0, 0.5, -0.0])])
    groups.add([dictionary])
    groups.finish()
    // 0 and -0 are alone; NaNs are alike, as are values of a dictionary and plain ones.
    #expect(groups.suppressed(0).setIndices == [2, 4])
  }
}
