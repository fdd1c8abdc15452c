/// A YAML number in plain notation: an optional minus, digits, and perhaps a point with digits. Digits are kept.
struct PlainNumber {
  let text: String

  init?(_ node: YAMLNode) {
    switch node.content {
    case .integer(let text), .decimal(let text): self.init(text)
    default: return nil
    }
  }

  /// Of YAML's forms `+5`, `.5`, `5.` and `1e3`; nil where that takes more than 80 digits.
  init?(_ written: String) {
    let isNegative = written.hasPrefix("-")
    let unsigned = isNegative || written.hasPrefix("+") ? written.dropFirst() : Substring(written)
    let halves = unsigned.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard let mantissa = halves.first, let exponent = halves.count > 1 ? Int(halves[1]) : 0, abs(exponent) <= 80 else {
      return nil
    }
    let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    var digits = parts.joined()
    var point = parts[0].count + exponent
    if point <= 0 {
      digits = String(repeating: "0", count: 1 - point) + digits
      point = 1
    }
    if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
    guard digits.count <= 160 else { return nil }
    let fraction = digits.dropFirst(point)
    text = (isNegative ? "-" : "") + digits.prefix(point) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Whether it is from 0 to 100.
  var isPercentage: Bool {
    let parts = text.split(separator: ".")
    guard !text.hasPrefix("-"), let whole = Int(parts[0]) else { return false }
    return whole < 100 || whole == 100 && (parts.count == 1 || parts[1].allSatisfy { $0 == "0" })
  }
}
