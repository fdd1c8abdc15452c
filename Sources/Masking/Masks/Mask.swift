import Columnar

/// A mask: a pure function of one cell (the key and the column's entity aside), checked and in canonical form.
///
/// Two masks are equal where their canonical texts are.
public struct Mask: Sendable {
  let function: MaskFunction
  /// The canonical text: every argument, defaults filled in, in a fixed order. It reads back as the same mask.
  public let text: String

  init(_ function: MaskFunction) {
    self.function = function
    text = function.text
  }

  /// As it is written: `show`.
  public var name: String { function.name.rawValue }

  static let null = Mask(.null)
  /// Leaves the column out.
  public static let drop = Mask(.drop)
}

extension Mask: Hashable {
  // Byte by byte: to a String, texts of different normal forms are equal, to a mask they are not.
  public static func == (a: Mask, b: Mask) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

extension Mask: CustomStringConvertible {
  public var description: String { text }
}

extension MaskFunction {
  var name: MaskName {
    switch self {
    case .null: .null
    case .constant: .constant
    case .drop: .drop
    case .hash: .hash
    case .pseudonym: .pseudonym
    case .show: .show
    case .classes: .classes
    case .regex: .regex
    case .email: .email
    case .ip: .ip
    case .url: .url
    case .round: .round
    case .bucket: .bucket
    case .truncate: .truncate
    case .shift: .shift
    case .geo: .geo
    case .fpe: .fpe
    case .encrypt: .encrypt
    case .noise: .noise
    case .respond: .respond
    case .replace: .replace
    }
  }

  var text: String {
    let name = name
    let arguments = zip(name.arguments, values).map { "\($0)=\($1)" }
    return name.rawValue + (arguments.isEmpty ? "" : "(" + arguments.joined(separator: ",") + ")")
  }

  /// The arguments' canonical texts, in the order of `MaskName.arguments`.
  private var values: [String] {
    switch self {
    case .null, .drop, .classes, .encrypt, .pseudonym: []
    case .constant(let value): [value.canonical]
    case .hash(let length, let scope): [String(length), quoted(scope.rawValue)]
    case .show(let shown):
      [String(shown.first), String(shown.last), String(shown.minimum), quoted(String(shown.substitute))]
    case .regex(let pattern, let replacement): [quoted(pattern), quoted(replacement)]
    case .email: [quoted("domain")]
    case .url: [quoted("host")]
    case .ip(let prefixes): [String(prefixes.v4), String(prefixes.v6)]
    case .round(let step): [step.text]
    case .bucket(let bounds):
      ["[" + bounds.map { $0.isNumber ? $0.text : quoted($0.text) }.joined(separator: ",") + "]"]
    case .truncate(let unit): [quoted(unit.rawValue)]
    case .shift(let days, let column): [String(days), quoted(column)]
    case .geo(let decimals): [String(decimals)]
    case .fpe(let alphabet): [quoted(alphabet)]
    case .noise(let scale): [scale.text]
    case .respond(let keep, let from): [keep.text, MaskArgument.list(from).canonical]
    case .replace(let with): [MaskArgument.list(with.map { .text($0) }).canonical]
    }
  }
}
