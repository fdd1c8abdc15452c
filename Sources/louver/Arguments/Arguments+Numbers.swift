extension Arguments {
  /// A whole number of at least `minimum`, nil where the option was not given.
  func count(_ option: Option, minimum: Int) throws(UsageError) -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), number >= minimum else {
      throw UsageError("\(option.spelling) \(text.quoted): expected a whole number, at least \(minimum)")
    }
    return number
  }

  /// A number of bytes such as `65536`, `64K` or `512MiB` (units are powers of 1024), nil where it was not given.
  func byteCount(_ option: Option) throws(UsageError) -> Int? {
    guard let text = value(option) else { return nil }
    guard let bytes = Self.byteCount(text) else {
      throw UsageError(
        "\(option.spelling) \(text.quoted): expected a size",
        hint: "a number of bytes, or for example 64KiB, 512MiB, 2GiB")
    }
    return bytes
  }

  /// A time such as `90`, `90s`, `15m` or `2h`, in nanoseconds; nil where it was not given.
  func nanoseconds(_ option: Option) throws(UsageError) -> Int64? {
    guard let text = value(option) else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units: [Substring: Int64] = ["": 1, "s": 1, "m": 60, "h": 3600]
    guard let unit = units[text.dropFirst(digits.count)], let number = Int64(digits), (1...1_000_000).contains(number)
    else {
      throw UsageError("\(option.spelling) \(text.quoted): expected a time", hint: "for example 90s, 15m or 2h")
    }
    return number * unit * 1_000_000_000
  }

  private static func byteCount(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number > 0 else { return nil }
    let shift: Int
    switch text.dropFirst(digits.count).lowercased() {
    case "", "b": shift = 0
    case "k", "kib": shift = 10
    case "m", "mib": shift = 20
    case "g", "gib": shift = 30
    case "t", "tib": shift = 40
    default: return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : bytes
  }
}
