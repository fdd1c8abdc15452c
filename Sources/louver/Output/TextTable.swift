/// Rows of text in aligned columns under a heading, for people.
struct TextTable {
  enum Alignment { case left, right }

  private let headings: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ headings: [String], _ alignments: [Alignment]? = nil) {
    self.headings = headings
    self.alignments = alignments ?? headings.map { _ in .left }
  }

  /// Adds a row of as many cells as there are headings.
  mutating func append(_ cells: [String]) { rows.append(cells.map(\.displayed)) }

  var isEmpty: Bool { rows.isEmpty }

  /// A line a row; nothing behind the last cell that has text.
  var text: String {
    let heading = headings.map(\.displayed)
    let widths = heading.indices.map { column in
      rows.reduce(heading[column].displayWidth) { max($0, $1[column].displayWidth) }
    }
    return ([heading] + rows).map { line($0, widths) }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (column, cell) in cells.enumerated() {
      let gap = String(repeating: " ", count: widths[column] - cell.displayWidth)
      if column > 0 { text += "  " }
      switch alignments[column] {
      case .left: text += cell + gap
      case .right: text += gap + cell
      }
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }
}
