import Columnar

extension Mask {
  /// A checked mask of a name and named arguments. Throws for what does not fit any column.
  public static func make(_ name: String, _ arguments: [String: MaskArgument]) throws(MaskingError) -> Mask {
    let name = try known(name)
    return Mask(try MaskFunction(ArgumentReader(name, arguments)))
  }

  /// A checked mask with the one argument that needs no name: `round: 5`.
  public static func make(_ name: String, bare argument: MaskArgument) throws(MaskingError) -> Mask {
    guard let first = try known(name).bareArgument else {
      throw MaskingError("mask \(name): arguments are named")
    }
    return try make(name, [first: argument])
  }

  static func known(_ name: String) throws(MaskingError) -> MaskName {
    guard let known = MaskName(rawValue: name) else {
      let names = MaskName.allCases.map(\.rawValue).joined(separator: ", ")
      throw MaskingError("unknown mask \(name)", hint: "masks are \(names)")
    }
    return known
  }
}

extension MaskFunction {
  init(_ read: ArgumentReader) throws(MaskingError) {
    switch read.mask {
    case .null: self = .null
    case .drop: self = .drop
    case .classes: self = .classes
    case .encrypt: self = .encrypt
    case .pseudonym: self = .pseudonym
    case .constant: self = .constant(try read.value("value"))
    case .hash:
      let length = try read.integer("length", in: 16...64, default: 64)
      guard length % 2 == 0 else { throw read.error("length is even") }
      self = .hash(length: length, scope: try read.choice("scope", default: .project))
    case .show: self = .show(try Shown(read))
    case .regex: self = .regex(pattern: try read.text("pattern"), replacement: try read.text("replace"))
    case .email:
      try read.fixed("keep", "domain")
      self = .email
    case .url:
      try read.fixed("keep", "host")
      self = .url
    case .ip:
      let v4 = try read.integer("v4", in: 0...32, default: 24)
      self = .ip(NetworkPrefixes(v4: v4, v6: try read.integer("v6", in: 0...128, default: 48)))
    case .round: self = .round(to: try read.number("to", "a positive number") { $0 > .zero }.tidy)
    case .bucket: self = .bucket(try BucketBound.bounds(read))
    case .truncate: self = .truncate(to: try read.choice("to"))
    case .shift: self = .shift(days: try read.integer("days", in: 1...1_000_000), by: try read.text("by"))
    case .geo: self = .geo(decimals: try read.integer("decimals", in: 0...15))
    case .fpe:
      let alphabet = try read.text("alphabet", default: "digits")
      let characters = NumeralAlphabet.characters(of: alphabet)
      guard (2...65_536).contains(characters.count), Set(characters).count == characters.count else {
        throw read.error("alphabet has 2 to 65536 characters, each once")
      }
      self = .fpe(alphabet: alphabet)
    case .noise: self = .noise(laplace: try read.number("laplace", "a positive number") { $0 > .zero })
    case .respond:
      let keep = try read.number("keep", "a number from 0 to 1") { $0 >= .zero && $0 <= ExactDecimal(1) }
      self = .respond(keep: keep, from: try read.list("from", of: "value"))
    case .replace:
      var entries: [String] = []
      for entry in try read.list("with", of: "string") {
        guard case .text(let text) = entry else { throw read.error("with lists strings") }
        entries.append(text)
      }
      self = .replace(with: entries)
    }
  }
}

extension Shown {
  fileprivate init(_ read: ArgumentReader) throws(MaskingError) {
    first = try read.integer("first", in: 0...1_000_000, default: 0)
    last = try read.integer("last", in: 0...1_000_000, default: 0)
    let least = first + last + 1
    minimum = try read.integer("min", in: least...10_000_000, default: least)
    let characters = Array(try read.text("with", default: "*").unicodeScalars)
    guard characters.count == 1 else { throw read.error("with is one character") }
    substitute = characters[0]
  }
}

extension BucketBound {
  fileprivate static func bounds(_ read: ArgumentReader) throws(MaskingError) -> [BucketBound] {
    var bounds: [BucketBound] = []
    for argument in try read.list("bounds", of: "bound") {
      guard let bound = BucketBound(argument) else { throw read.error("a bound is neither a number nor a date") }
      if let last = bounds.last {
        guard last.isNumber == bound.isNumber else { throw read.error("bounds are numbers, or dates as text") }
        guard last.precedes(bound) else { throw read.error("bounds ascend strictly") }
      }
      bounds.append(bound)
    }
    return bounds
  }

  private init?(_ argument: MaskArgument) {
    if let number = argument.number {
      self.init(point: .number(number), text: number.text)
    } else if case .text(let text) = argument, let moment = Moment.parse(text) {
      self.init(point: .moment(moment), text: text)
    } else {
      return nil
    }
  }
}
