import Columnar
import Parquet

/// Gathers what a view hides: all that the columns hold of which anything is hidden, less what the view shows.
///
/// Which cells are masked is not asked: a value that is shown anywhere is shown, and what no cell shows is hidden.
struct HiddenValues {
  let plan: JobPlan
  let workers: Workers
  /// Needles that are looked for at once.
  let capacity: Int

  /// Leaves of which some value may be hidden.
  var leaves: [Leaf] { plan.source.schema.leaves.filter { plan.mayHide($0.index) } }

  /// The needles of one part, what is shown marked; `later` gets the parts that other passes have to look for.
  func needles(_ part: Needles.Part, seed: UInt64, later: inout [Needles.Part]) throws(EngineError) -> Needles {
    let state = Guarded((needles: Needles(part, seed: seed), later: [Needles.Part]()))
    let leaves = leaves
    try workers.run(plan.groups.count * leaves.count) { task in
      let (group, leaf) = task.quotientAndRemainder(dividingBy: leaves.count)
      try add(leaves[leaf], of: plan.groups[group]) { body in
        state.withLock { state in
          body(&state.needles)
          while state.needles.count > capacity { state.later.append(state.needles.halve()) }
        }
      }
    }
    addTexts(to: state, any: !leaves.isEmpty)
    var needles = state.withLock { state in
      state.needles.finishAdding()
      return state.needles
    }
    later += state.withLock { $0.later }
    needles.markShown(try shown(among: needles))
    return needles
  }

  private func add(
    _ leaf: Leaf, of group: InputGroup, _ take: ((inout Needles) -> Void) -> Void
  ) throws {
    let file = plan.source.files[group.file]
    try located(Place(file: file.listed.path, column: leaf.shortPath, rowGroup: group.rowGroup)) {
      var run = try SourceRun(file, rowGroup: group.rowGroup, leaf: leaf)
      var hasDictionary = false
      while let column = try run.next() {
        try workers.cancellation.check()
        let values: Values
        switch column.data {
        case .plain(let plain): values = plain
        case .dictionary(let dictionary, _):
          // All of its entries, whether a row refers to them or not; the chunk has no other.
          if hasDictionary { continue }
          hasDictionary = true
          values = dictionary
        }
        let forms = ValueForms(values, leaf.type)
        take { $0.add(forms, leaf: leaf.index) }
      }
    }
  }

  /// What the input's files say beside their values: metadata, the writer's name, and their own names.
  private func addTexts(to state: Guarded<(needles: Needles, later: [Needles.Part])>, any: Bool) {
    guard any else { return }
    let kept = Set(plan.options.keepMetadata + ["ARROW:schema", "geo", FooterContent.tagKey])
    var texts: Set<String> = []
    for file in plan.source.files {
      let pairs = file.parquet.metadata.keyValueMetadata ?? []
      texts.formUnion(pairs.filter { !kept.contains($0.key) }.compactMap(\.value))
      if let writer = file.parquet.metadata.createdBy { texts.insert(writer) }
      if !plan.source.isSingleFile { texts.insert(lastComponent(file.listed.relative)) }
    }
    state.withLock { state in
      for text in texts {
        let bytes = Array(text.utf8)
        state.needles.add(bytes.rawBytes, 0..<bytes.count)
      }
    }
  }

  // MARK: What is shown

  /// The slots of needles that somebody may see: in a cell as the view shows it, in a column's name, or because every
  /// output has them.
  private func shown(among needles: Needles) throws(EngineError) -> Set<Int> {
    let slots = Guarded<Set<Int>>(needles.slots(in: plan.plainTexts))
    let groups = plan.layout.groups
    let kept = plan.output.kept
    try workers.run(groups.count * kept.count) { task in
      let (group, column) = task.quotientAndRemainder(dividingBy: kept.count)
      var found: Set<Int> = []
      var stream = MaskedStream(plan, group: groups[group], leaf: kept[column])
      let type = plan.output.schema.leaves[column].type
      let isSameType = type.physical == plan.leaves[kept[column]].leaf.type.physical
      while let masked = try stream.next() {
        let forms = ValueForms(masked.data.distinctlyUsed, type)
        found.formUnion(needles.slots(in: forms, leaf: isSameType ? kept[column] : nil))
      }
      slots.withLock { [found] in $0.formUnion(found) }
    }
    return slots.withLock { $0 }
  }
}

extension JobPlan {
  /// Whether the view hides any value of a leaf, as far as can be told without looking at it.
  func mayHide(_ leaf: Int) -> Bool {
    !filterTexts.isEmpty || !leaves[leaf].isClear || !leaves[leaf].isWritten
  }

  /// Texts that stand in every output of the job.
  fileprivate var plainTexts: [String] {
    output.schema.leaves.flatMap(\.path) + output.schema.leaves.map(\.dottedPath)
      + [FooterContent.createdBy, FooterContent.tagKey]
      + (0..<layout.fileCount).map(partName)
  }
}

extension Needles {
  fileprivate mutating func add(_ forms: ValueForms, leaf: Int) {
    let bytes = forms.stored.bytes.rawBytes
    for index in 0..<forms.stored.count {
      add(bytes, forms.stored.range(index), leaf: leaf)
      if forms.isTelling(index) { add(bytes, forms.stored.range(index)) }
    }
    guard let text = forms.text else { return }
    for index in 0..<text.count { add(text.bytes.rawBytes, text.range(index), isNumeral: true) }
  }

  /// The slots of needles that stand in any of these values, or are one of a leaf's.
  fileprivate func slots(in forms: ValueForms, leaf: Int?) -> Set<Int> {
    var found: Set<Int> = []
    for strings in [forms.stored, forms.text].compactMap(\.self) {
      for index in 0..<strings.count {
        forEachHit(in: strings.bytes.rawBytes, strings.range(index)) { slot, _ in found.insert(slot) }
      }
    }
    guard let leaf else { return found }
    for index in 0..<forms.stored.count {
      if let slot = slot(forms.stored.bytes.rawBytes, forms.stored.range(index), leaf: leaf) { found.insert(slot) }
    }
    return found
  }

  func slots(in texts: [String]) -> Set<Int> {
    var found: Set<Int> = []
    for text in texts {
      let bytes = Array(text.utf8)
      forEachHit(in: bytes.rawBytes, 0..<bytes.count) { slot, _ in found.insert(slot) }
    }
    return found
  }
}
