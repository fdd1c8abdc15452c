/// A run of bytes on its way into an output file.
enum OutputPiece: Sendable {
  case memory([UInt8])
  /// As they stand in a file that is read.
  case input(InputFile, Range<Int>)
  /// Put aside by an `OutputBuffer`.
  case spilled(OutputFile, Range<Int>)

  var count: Int {
    switch self {
    case .memory(let bytes): bytes.count
    case .input(_, let range), .spilled(_, let range): range.count
    }
  }
}

extension OutputFile {
  /// Writes pieces one behind the other.
  func write(_ pieces: [OutputPiece], at offset: Int) throws(EngineError) {
    var position = offset
    for piece in pieces {
      switch piece {
      case .memory(let bytes): try write(bytes, at: position)
      case .input(let file, let range):
        try file.withDescriptor { source throws(EngineError) in
          try copy(range, of: source, named: file.path, to: position)
        }
      case .spilled(let file, let range): try copy(range, of: file.descriptor, named: file.path, to: position)
      }
      position += piece.count
    }
  }
}
