import Columnar
import Expressions
import Masking
import Policy

/// The view that the options of `rewrite` describe.
struct RewriteView {
  private let schema: Schema
  private let context = EvaluationContext(nowNanoseconds: Clock.now())
  private(set) var view = VisibleView()

  init(_ arguments: Arguments, schema: Schema) throws {
    self.schema = schema
    for text in arguments.all(.mask) {
      let option = try MaskOption(mask: text)
      try add(try mask(option.mask, .mask), when: nil, to: option.column)
    }
    for text in arguments.all(.maskWhen) { try addConditional(try MaskOption(maskWhen: text)) }
    for column in arguments.all(.drop) { try add(try Mask.parse("drop"), when: nil, to: column) }
    for text in arguments.all(.rows) { try addRows(text) }
  }

  private mutating func addConditional(_ option: MaskOption) throws {
    let when = try predicate(option.condition ?? "", .maskWhen)
    switch when.constant {
    case .false: return
    case .true, .null: try add(try mask(option.mask, .maskWhen), when: nil, to: option.column)
    case nil: try add(try mask(option.mask, .maskWhen), when: when, to: option.column)
    }
  }

  private mutating func addRows(_ text: String) throws {
    let predicate = try predicate(text, .rows)
    if predicate.constant == .true { return }
    view.rows.insert(predicate)
  }

  private mutating func add(_ mask: Mask, when: Predicate?, to column: String) throws {
    let leaves = schema.leaves(named: column)
    guard !leaves.isEmpty else { throw UsageError("there is no column \(column.quoted)", hint: nearest(column)) }
    for leaf in leaves {
      try located(column: leaf.shortPath) { try mask.check(leaf) }
      view.columns[leaf.shortPath, default: []].insert(Restriction(when: when, mask: mask))
    }
  }

  private func nearest(_ column: String) -> String? {
    NearestName.of(column, among: schema.leaves.map(\.shortPath)).map { "did you mean \($0)?" }
  }

  private func mask(_ text: String, _ option: Option) throws -> Mask {
    try explained(option) { try Mask.parse(text) }
  }

  private func predicate(_ text: String, _ option: Option) throws -> Predicate {
    try explained(option) {
      try Predicate(parsing: text, schema: schema, context: context)
    }
  }

  /// Says which option an error is about.
  private func explained<T>(_ option: Option, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as any LouverError {
      throw UsageError("\(option.spelling): \(error.message)", hint: error.hint)
    }
  }

  private func located<T>(column: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch var error as any LouverError {
      error.place.column = error.place.column ?? column
      throw error
    }
  }

  /// The key of `--key-file`; without one a random one, which no mask may need.
  static func keys(_ arguments: Arguments, for view: VisibleView) throws -> MaskKeys {
    if let path = arguments.value(.keyFile) {
      return .bare(try KeyFile.read(path))
    }
    if let mask = view.columns.values.joined().map(\.mask).filter(\.needsKey).min(by: { $0.text < $1.text }) {
      throw UsageError("the mask \(mask.name) needs a key", hint: "--key-file FILE: 32 bytes, or 64 hexadecimal digits")
    }
    return .bare(try SecretKey.random())
  }
}
