import Columnar

/// How rows are printed.
enum RowFormat: Sendable {
  case table
  case csv
  /// A JSON object a line.
  case jsonLines
  /// One JSON document: `{"columns": […], "rows": [{…}]}`.
  case document
}

/// Turns batches of rows into text.
struct RowWriter {
  private let format: RowFormat
  private let schema: Schema
  private var table: RowTable
  private var rowsWritten = 0

  init(_ format: RowFormat, schema: Schema) {
    self.format = format
    self.schema = schema
    table = RowTable(schema)
  }

  /// What comes before the first row.
  func head() -> [UInt8] {
    switch format {
    case .table, .jsonLines: return []
    case .csv:
      return Array(
        schema.fields.map { String(decoding: csvField(Array($0.name.utf8)), as: UTF8.self) }
          .joined(separator: ",").utf8) + [newline]
    case .document:
      var text = Array("{\"columns\":[".utf8)
      for (index, field) in schema.fields.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        appendJSONString(Array(field.name.utf8)[...], to: &text)
      }
      return text + Array("],\"rows\":[".utf8)
    }
  }

  /// The rows of a batch: all leaves of the schema, in order.
  mutating func body(_ columns: [Column], rows count: Int) -> [UInt8] {
    var rows = RowAssembler(schema: schema, columns: columns, rows: count)
    if case .table = format { return table.text(of: &rows) }
    var text: [UInt8] = []
    for _ in 0..<rows.rows {
      switch format {
      case .csv: appendCSV(&rows, to: &text)
      case .table, .jsonLines: appendObject(&rows, to: &text)
      case .document:
        if rowsWritten > 0 { text.append(UInt8(ascii: ",")) }
        text.append(newline)
        appendObject(&rows, to: &text)
      }
      if format != .document { text.append(newline) }
      rowsWritten += 1
    }
    return text
  }

  /// What comes behind the last row.
  func tail() -> [UInt8] {
    switch format {
    case .table: table.headIfNoRows()
    case .csv, .jsonLines: []
    case .document: Array("\n]}\n".utf8)
    }
  }

  private func appendObject(_ rows: inout RowAssembler, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "{"))
    for field in schema.fields.indices {
      if field > 0 { text.append(UInt8(ascii: ",")) }
      appendJSONString(Array(schema.fields[field].name.utf8)[...], to: &text)
      text.append(UInt8(ascii: ":"))
      rows.appendJSON(field, to: &text)
    }
    text.append(UInt8(ascii: "}"))
  }

  /// RFC 4180, but with bare line feeds; NULL is nothing, an empty text is `""`.
  private func appendCSV(_ rows: inout RowAssembler, to text: inout [UInt8]) {
    for field in schema.fields.indices {
      if field > 0 { text.append(UInt8(ascii: ",")) }
      if rows.isScalar(field) {
        guard let value = rows.scalar(field) else { continue }
        text += value.isEmpty ? Array("\"\"".utf8) : csvField(Array(value))
      } else {
        var value: [UInt8] = []
        rows.appendJSON(field, to: &value)
        if value != Array("null".utf8) { text += csvField(value) }
      }
    }
  }

  private func csvField(_ value: [UInt8]) -> [UInt8] {
    let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), newline, UInt8(ascii: "\r")]
    let isPlain = !value.contains(where: special.contains) && value.first != UInt8(ascii: " ")
    if isPlain { return value }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in value { quoted += byte == UInt8(ascii: "\"") ? [byte, byte] : [byte] }
    return quoted + [UInt8(ascii: "\"")]
  }
}

private let newline = UInt8(ascii: "\n")
