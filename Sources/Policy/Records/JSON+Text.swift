extension JSON {
  /// The canonical text of RFC 8785: no spaces, members sorted by the UTF-16 units of their names, numbers as
  /// ECMAScript writes the nearest double. What is signed and hashed.
  public var canonicalText: String {
    var writer = JSONWriter(layout: .canonical)
    writer.write(self)
    return writer.text
  }

  /// One line without needless spaces, numbers as they are; members sorted as in the canonical text.
  public var compactText: String {
    var writer = JSONWriter(layout: .compact)
    writer.write(self)
    return writer.text
  }

  /// Indented by two spaces, for people to read; members sorted as in the canonical text. No line end at the end.
  public var prettyText: String {
    var writer = JSONWriter(layout: .indented)
    writer.write(self)
    return writer.text
  }
}

private struct JSONWriter {
  enum Layout { case canonical, compact, indented }

  let layout: Layout
  var text = ""
  var depth = 0

  init(layout: Layout) { self.layout = layout }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): writeInteger(value)
    case .number(let digits): text += layout == .canonical ? Self.canonicalNumber(digits) : digits
    case .string(let value): write(value)
    case .array(let elements):
      writeList("[", elements, "]") { writer, element in writer.write(element) }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
      writeList("{", sorted, "}") { writer, member in
        writer.write(member.key)
        writer.text += writer.layout == .indented ? ": " : ":"
        writer.write(member.value)
      }
    }
  }

  private mutating func writeList<Element>(
    _ open: String, _ elements: [Element], _ close: String, _ body: (inout JSONWriter, Element) -> Void
  ) {
    text += open
    depth += 1
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      breakLine()
      body(&self, element)
    }
    depth -= 1
    if !elements.isEmpty { breakLine() }
    text += close
  }

  private mutating func breakLine() {
    if layout == .indented { text += "\n" + String(repeating: "  ", count: depth) }
  }

  private mutating func write(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\u{c}": text += "\\f"
      case "\r": text += "\\r"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private mutating func writeInteger(_ value: Int64) {
    let exact = Int64(1) << 53
    let isCanonical = layout != .canonical || (-exact...exact).contains(value)
    text += isCanonical ? String(value) : Self.canonicalNumber(String(value))
  }

  /// Number to text as ECMAScript does it (ECMA-262, Number::toString), which RFC 8785 takes over.
  private static func canonicalNumber(_ text: String) -> String {
    guard let value = Double(text), value.isFinite, value != 0 else { return "0" }
    // Swift finds the same shortest digits; only their layout differs.
    let shortest = value.magnitude.description
    let halves = shortest.split(separator: "e")
    let mantissa = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    var exponent = (halves.count > 1 ? Int(halves[1]) ?? 0 : 0) + mantissa[0].count
    var digits = mantissa.joined()
    while digits.hasPrefix("0") {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.hasSuffix("0") { digits.removeLast() }
    return (value < 0 ? "-" : "") + layOut(digits, pointAfter: exponent)
  }

  /// `digits` with the decimal point after the first `point` of them.
  private static func layOut(_ digits: String, pointAfter point: Int) -> String {
    let count = digits.count
    switch point {
    case count...21 where count <= 21: return digits + String(repeating: "0", count: point - count)
    case 1...21: return digits.prefix(point) + "." + digits.dropFirst(point)
    case -5...0: return "0." + String(repeating: "0", count: -point) + digits
    default:
      let power = point - 1
      let fraction = count > 1 ? "." + digits.dropFirst() : ""
      return digits.prefix(1) + fraction + "e" + (power < 0 ? "-" : "+") + String(power.magnitude)
    }
  }
}
