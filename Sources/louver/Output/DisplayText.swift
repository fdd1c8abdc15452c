extension Unicode.Scalar {
  /// Whether a terminal may take it as an order rather than a character: controls, and the marks that turn the
  /// direction of writing or are invisible.
  private var isOrder: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }

  /// The character, or `\u{…}` where it is an order to a terminal.
  fileprivate var displayed: String {
    switch self {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where isOrder: "\\u{" + String(value, radix: 16) + "}"
    default: String(self)
    }
  }

  /// Columns of a terminal it takes: wide for East Asian characters and emoji, none for combining marks.
  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension String {
  /// For a terminal or a message: on one line, without orders to the terminal.
  var displayed: String {
    let isPlain = utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    return isPlain ? self : unicodeScalars.map(\.displayed).joined()
  }

  /// For a message: displayed, in quotation marks.
  var quoted: String { "'" + displayed + "'" }

  /// Columns of a terminal this text takes.
  var displayWidth: Int { unicodeScalars.reduce(0) { $0 + $1.displayWidth } }
}
