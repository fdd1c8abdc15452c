import Testing

@testable import Columnar

/// Columns made of rows that a test can compare: a row is its slots, a slot its levels and its value.
struct GeneratedColumn {
  struct Slot: Hashable {
    var repetition: UInt8
    var definition: UInt8
    var value: [UInt8]?
  }

  var leaf: Leaf
  var rows: [[Slot]]

  enum Shape: CaseIterable {
    case required, optional, structure, list
  }

  init(_ shape: Shape, rows count: Int, seed: UInt64) {
    var random = SmallRandom(seed)
    let repetitions: [Repetition] =
      switch shape {
      case .required: [.required]
      case .optional: [.optional]
      case .structure: [.optional, .optional]
      case .list: [.optional, .repeated, .optional]
      }
    leaf = Leaf(
      index: 0, path: repetitions.indices.map { "p\($0)" }, shortPath: "p", type: .string, repetitions: repetitions,
      isMapKey: false)
    let maximum = UInt8(leaf.maxDefinition)
    rows = (0..<count).map { _ in
      let slots = shape == .list ? 1 + random.below(3) : 1
      return (0..<slots).map { slot in
        var definition = shape == .required ? maximum : UInt8(random.below(Int(maximum) + 1))
        if slots > 1 { definition = max(definition, 2) }
        let value = definition == maximum ? Array("v\(random.below(5))".utf8) : nil
        return Slot(repetition: slot == 0 ? 0 : 1, definition: definition, value: value)
      }
    }
  }

  /// The column, plain or with a dictionary.
  func column(dictionary: Bool) -> Column {
    let slots = rows.flatMap(\.self)
    let values = slots.compactMap(\.value)
    let structure: Structure
    if leaf.maxDefinition == 0 {
      structure = .required(rows: rows.count)
    } else if leaf.isFlat {
      structure = .optional(Bitmap(slots.map { $0.value != nil }))
    } else {
      structure = .nested(
        Levels(
          definition: slots.map(\.definition), repetition: leaf.maxRepetition == 0 ? [] : slots.map(\.repetition),
          rows: rows.count))
    }
    return Column(leaf: leaf, structure: structure, data: dictionary ? encoded(values) : .plain(strings(values)))
  }

  private func encoded(_ values: [[UInt8]]) -> ColumnData {
    let distinct = Array(Set(values)).sorted { $0.lexicographicallyPrecedes($1) }
    return .dictionary(strings(distinct), indices: values.map { UInt32(distinct.firstIndex(of: $0)!) })
  }

  private func strings(_ values: [[UInt8]]) -> Values {
    var result = ByteStrings()
    for value in values { result.append(value) }
    return .bytes(result)
  }
}

struct SmallRandom {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

@Suite struct ColumnTests {
  @Test(arguments: GeneratedColumn.Shape.allCases, [false, true])
  func selectingRowsIsFilteringThem(shape: GeneratedColumn.Shape, dictionary: Bool) {
    for seed in 0..<20 as Range<UInt64> {
      let generated = GeneratedColumn(shape, rows: 1 + Int(seed) * 13, seed: seed)
      var random = SmallRandom(seed + 100)
      let selection = Bitmap(generated.rows.map { _ in random.below(3) == 0 })
      var kept = generated
      kept.rows = selection.setIndices.map { generated.rows[$0] }
      let selected = generated.column(dictionary: dictionary).selected(rows: selection)
      #expect(same(selected, kept.column(dictionary: false)))
    }
  }

  @Test(arguments: GeneratedColumn.Shape.allCases, [false, true])
  func slicesPutTogetherAreTheWhole(shape: GeneratedColumn.Shape, dictionary: Bool) {
    for seed in 0..<20 as Range<UInt64> {
      let generated = GeneratedColumn(shape, rows: 150, seed: seed)
      let whole = generated.column(dictionary: dictionary)
      let cut = Int(seed) * 7
      let (first, second) = (whole.rows(0..<cut), whole.rows(cut..<150))
      #expect(same(first.appending(second, sharingDictionary: dictionary), whole))
      var part = generated
      part.rows = Array(generated.rows[cut...])
      #expect(same(second, part.column(dictionary: false)))
    }
  }

  private func same(_ a: Column, _ b: Column) -> Bool {
    a.structure == b.structure && a.data.values == b.data.values && a.rows == b.rows
  }
}
