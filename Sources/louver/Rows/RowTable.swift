import Columnar

/// Rows as aligned columns. Widths follow the first rows, so that a table of any length can be streamed.
struct RowTable {
  private let fields: [SchemaNode]
  private var widths: [Int]?
  private static let rowsForWidths = 1000
  private static let widest = 80

  init(_ schema: Schema) { fields = schema.fields }

  /// All rows of a batch; before the first, the heading.
  mutating func text(of rows: inout RowAssembler) -> [UInt8] {
    var text = ""
    var pending: [[String]] = []
    for row in 0..<rows.rows {
      pending.append(fields.indices.map { cell($0, &rows) })
      if pending.count == Self.rowsForWidths || row == rows.rows - 1 {
        if widths == nil { text += heading(for: pending) }
        for cells in pending { text += line(cells) }
        pending = []
      }
    }
    return Array(text.utf8)
  }

  /// The heading alone, if there was no row to print it for.
  func headIfNoRows() -> [UInt8] {
    if widths != nil { return [] }
    var table = self
    return Array(table.heading(for: []).utf8)
  }

  private func cell(_ field: Int, _ rows: inout RowAssembler) -> String {
    if rows.isScalar(field) {
      guard let value = rows.scalar(field) else { return "NULL" }
      return String(decoding: value, as: UTF8.self).displayed
    }
    var value: [UInt8] = []
    rows.appendJSON(field, to: &value)
    return String(decoding: value, as: UTF8.self).displayed
  }

  private mutating func heading(for rows: [[String]]) -> String {
    let names = fields.map(\.name.displayed)
    let widths = names.indices.map { field in
      rows.reduce(names[field].displayWidth) { max($0, min($1[field].displayWidth, Self.widest)) }
    }
    self.widths = widths
    return line(names) + line(widths.map { String(repeating: "─", count: $0) })
  }

  private func line(_ cells: [String]) -> String {
    var text = ""
    for (field, cell) in cells.enumerated() {
      let width = widths?[field] ?? 0
      let gap = String(repeating: " ", count: max(0, width - cell.displayWidth))
      text += (field > 0 ? "  " : "") + (isNumber(field) ? gap + cell : cell + gap)
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  private func isNumber(_ field: Int) -> Bool {
    guard case .leaf(let type) = fields[field].content else { return false }
    switch type.kind {
    case .integer, .decimal, .float16, .float32, .float64: return true
    case .boolean, .string, .binary, .date, .time, .timestamp, .timestamp96, .uuid: return false
    }
  }
}
