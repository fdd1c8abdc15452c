import Columnar

/// Puts the rows of one row group together from its columns.
struct DumpRows {
  let root: DumpNode
  /// One a leaf.
  let cursors: [DumpCursor]

  func writeRow(to output: inout [UInt8]) throws {
    for cursor in cursors { try cursor.beginRow() }
    try write(root, to: &output)
    output.append(UInt8(ascii: "\n"))
    for cursor in cursors where cursor.repetition != 0 {
      throw cursor.error("a row has more values than its other columns")
    }
  }

  func finish() throws {
    for cursor in cursors { try cursor.finish() }
  }

  private func write(_ node: DumpNode, to output: inout [UInt8]) throws(ParquetError) {
    if let presence = node.presence, try cursors[node.leaves.lowerBound].definition() < presence {
      try passAbsence(node.leaves, presence)
      output.append(contentsOf: "null".utf8)
      return
    }
    switch node.form {
    case .leaf: try cursors[node.leaves.lowerBound].appendValue(to: &output)
    case .structure(let members):
      output.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        output.append(contentsOf: member.name)
        try write(member.field, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    case .sequence(let definition, let repetition, let element):
      output.append(UInt8(ascii: "["))
      if try cursors[node.leaves.lowerBound].definition() < definition {
        try passAbsence(node.leaves, definition)
      } else {
        try writeElements(element, repetition, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .pair(let key, let value):
      output.append(UInt8(ascii: "["))
      try write(key, to: &output)
      output.append(UInt8(ascii: ","))
      try write(value, to: &output)
      output.append(UInt8(ascii: "]"))
    }
  }

  private func writeElements(
    _ element: DumpNode, _ repetition: UInt8, to output: inout [UInt8]
  ) throws(ParquetError) {
    while true {
      try write(element, to: &output)
      let goesOn = cursors[element.leaves.lowerBound].repetition == repetition
      for cursor in cursors[element.leaves] {
        guard cursor.repetition <= repetition, (cursor.repetition == repetition) == goesOn else {
          throw cursor.error("columns of one list disagree about its length")
        }
      }
      guard goesOn else { return }
      output.append(UInt8(ascii: ","))
    }
  }

  private func passAbsence(_ leaves: Range<Int>, _ presence: UInt8) throws(ParquetError) {
    for leaf in leaves { try cursors[leaf].passAbsence(presence) }
  }
}
