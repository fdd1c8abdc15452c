import Columnar

/// A mask's argument as YAML or the command line gives it.
public indirect enum MaskArgument: Hashable, Sendable {
  /// Of at most 38 digits.
  case integer(Int128)
  case decimal(ExactDecimal)
  case text(String)
  case boolean(Bool)
  case list([MaskArgument])

  /// An integer or decimal as one kind of number, nil for anything else.
  var number: ExactDecimal? {
    switch self {
    case .integer(let integer) where integer.magnitude < ExactDecimal.limit.magnitude: ExactDecimal(integer)
    case .decimal(let decimal): decimal
    case .integer, .text, .boolean, .list: nil
    }
  }

  /// As it stands in the canonical text of a mask.
  var canonical: String {
    switch self {
    case .integer(let integer): String(integer)
    case .decimal(let decimal): decimal.text
    case .text(let text): quoted(text)
    case .boolean(let truth): truth ? "true" : "false"
    case .list(let list): "[" + list.map(\.canonical).joined(separator: ",") + "]"
    }
  }
}

/// A string literal as masks are written: in single quotes, which are doubled within.
func quoted(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  result.append("'")
  for character in text.unicodeScalars {
    result.append(character)
    if character == "'" { result.append(character) }
  }
  result.append("'")
  return String(result)
}
