import Columnar

/// The arguments given to one mask, taken out by name and checked.
struct ArgumentReader {
  let mask: MaskName
  let given: [String: MaskArgument]

  init(_ mask: MaskName, _ given: [String: MaskArgument]) throws(MaskingError) {
    self.mask = mask
    self.given = given
    for name in given.keys.sorted() where !mask.arguments.contains(name) {
      throw error("unknown argument \(name)")
    }
  }

  func error(_ why: String) -> MaskingError { MaskingError("mask \(mask.rawValue): \(why)") }

  func value(_ name: String) throws(MaskingError) -> MaskArgument {
    guard let value = given[name] else { throw error("needs \(name)") }
    return value
  }

  func integer(_ name: String, in range: ClosedRange<Int>, default standard: Int? = nil) throws(MaskingError) -> Int {
    if given[name] == nil, let standard { return standard }
    guard case .integer(let number) = try value(name), let integer = Int(exactly: number), range.contains(integer)
    else { throw error("\(name) is an integer from \(range.lowerBound) to \(range.upperBound)") }
    return integer
  }

  func number(_ name: String, _ what: String, _ fits: (ExactDecimal) -> Bool) throws(MaskingError) -> ExactDecimal {
    guard let number = try value(name).number, fits(number) else { throw error("\(name) is \(what)") }
    return number
  }

  func text(_ name: String, default standard: String? = nil) throws(MaskingError) -> String {
    if given[name] == nil, let standard { return standard }
    guard case .text(let text) = try value(name) else { throw error("\(name) is text") }
    return text
  }

  /// One of the cases of an enum, by its raw value.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, default standard: Choice? = nil
  ) throws(MaskingError) -> Choice where Choice.RawValue == String {
    if given[name] == nil, let standard { return standard }
    if case .text(let text) = try value(name), let choice = Choice(rawValue: text) { return choice }
    throw error("\(name) is one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// A list that is not empty.
  func list(_ name: String, of what: String) throws(MaskingError) -> [MaskArgument] {
    guard case .list(let list) = try value(name), !list.isEmpty else {
      throw error("\(name) lists at least one \(what)")
    }
    return list
  }

  /// The only text that an argument may be.
  func fixed(_ name: String, _ only: String) throws(MaskingError) {
    guard try text(name, default: only) == only else { throw error("\(name) is one of \(only)") }
  }
}
