import Columnar

/// A mask bound to a leaf and its keys, ready to run on batches of values. Any number of threads may use it at once.
public struct MaskKernel: Sendable {
  private enum Operation: Sendable {
    case clear
    case null
    case constant(Values)
    case hash(HashKernel)
    case pseudonym(PseudonymKernel)
    case show(ShowKernel)
    case classes
    case regex(RegexKernel)
    case email
    case address(AddressKernel)
    case url
    case round(RoundKernel)
    case bucket(BucketKernel)
    case truncate(TruncateKernel)
    case shift(ShiftKernel)
    case geo(GeoKernel)
    case fpe(FPEKernel)
    case encrypt(SyntheticIV)
    case noise(NoiseKernel)
    case respond(RespondKernel)
    case replace(ReplaceKernel)
  }

  private let operation: Operation
  private let leaf: Leaf
  private let asText: Bool
  private let writesText: Bool

  /// The mask, which is not `drop`. `asText`: the column's output is text although this mask may keep the type.
  ///
  /// Throws where the mask does not fit the leaf.
  public init(_ mask: Mask, leaf: Leaf, keys: MaskKeys, asText: Bool) throws(MaskingError) {
    try mask.check(leaf)
    guard !mask.isDrop else { throw mask.misfit(leaf, "a cell cannot be dropped") }
    self.init(try Self.operation(mask, leaf, keys), leaf, asText: asText, writesText: mask.writesText)
  }

  private init(_ operation: Operation, _ leaf: Leaf, asText: Bool, writesText: Bool) {
    self.operation = operation
    self.leaf = leaf
    self.asText = asText
    self.writesText = writesText
  }

  /// No mask: values as they are, or in canonical text.
  public static func clear(leaf: Leaf, asText: Bool) -> MaskKernel {
    MaskKernel(.clear, leaf, asText: asText, writesText: false)
  }

  /// What `apply` gives.
  public var outputType: LeafType { asText || writesText ? .string : leaf.type }

  /// The one value of `constant`, in the output's type, which NULL cells get, too; nil for other masks.
  public var constant: Values? {
    if case .constant(let value) = operation { textIfWanted(value) } else { nil }
  }

  private static func operation(_ mask: Mask, _ leaf: Leaf, _ keys: MaskKeys) throws(MaskingError) -> Operation {
    switch mask.function {
    case .null, .drop: .null
    case .constant(let value): .constant(try mask.literal(value, leaf))
    case .hash(let length, let scope): .hash(HashKernel(length: length, MessageKey(keys.hash(scope))))
    case .pseudonym: .pseudonym(PseudonymKernel(leaf.type, keys.hash(.project)))
    case .show(let shown): .show(ShowKernel(shown))
    case .classes: .classes
    case .regex(let pattern, let replacement): .regex(try RegexKernel(pattern, replacement, leaf))
    case .email: .email
    case .ip(let prefixes): .address(AddressKernel(prefixes))
    case .url: .url
    case .round(let step): .round(RoundKernel(step: step, leaf.type))
    case .bucket(let bounds): .bucket(BucketKernel(bounds, leaf.type))
    case .truncate(let unit): .truncate(TruncateKernel(unit, leaf.type))
    case .shift(let days, _): .shift(ShiftKernel(days: days, leaf.type, keys))
    case .geo(let decimals): .geo(GeoKernel(decimals: decimals, leaf.type))
    case .fpe(let alphabet): .fpe(FPEKernel(alphabet: alphabet, keys.hash(.project)))
    case .encrypt: .encrypt(SyntheticIV(keys.hash(.project).use("siv", count: 64)))
    case .noise(let scale): .noise(NoiseKernel(laplace: scale, leaf, keys))
    case .respond(let keep, let answers):
      .respond(RespondKernel(keep: keep, try mask.literals(answers, leaf), leaf, keys))
    case .replace(let entries): .replace(ReplaceKernel(entries, keys.hash(.project)))
    }
  }

  /// What the mask makes of values of the leaf's physical type, NULLs left out.
  ///
  /// `cells` are needed where the mask `needsPosition`, `entities` where it has an `entityColumn`, each for every
  /// value. Throws for text that is not UTF-8 and decimals that are longer than their type allows.
  public func apply(
    _ values: Values, cells: CellPositions? = nil, entities: Entities? = nil
  ) throws(MaskingError) -> MaskedValues {
    if readsText, case .bytes(let texts) = values, !texts.isUTF8 { throw bad("text that is not UTF-8") }
    var masked = try masked(values, cells, entities)
    masked.values = textIfWanted(masked.values)
    return masked
  }

  private var readsText: Bool {
    switch operation {
    case .null, .constant: false
    default: leaf.type.kind == .string
    }
  }

  private func bad(_ what: String) -> MaskingError { MaskingError(what, kind: .malformed, column: leaf.shortPath) }

  private func textIfWanted(_ values: Values) -> Values {
    asText && !writesText ? .bytes(canonicalText(of: values, type: leaf.type)) : values
  }

  private func masked(
    _ values: Values, _ cells: CellPositions?, _ entities: Entities?
  ) throws(MaskingError) -> MaskedValues {
    switch operation {
    case .clear: return MaskedValues(values)
    case .null:
      let nothing = Values.empty(asText ? .byteArray : leaf.type.physical)
      return MaskedValues(nothing, validity: Bitmap(repeating: false, count: values.count))
    case .constant(let value): return MaskedValues(value.gathered([UInt32](repeating: 0, count: values.count)))
    case .hash(let kernel): return MaskedValues(.bytes(try kernel.apply(texts(values))))
    case .pseudonym(let kernel): return MaskedValues(try kernel.apply(texts(values)))
    case .show(let kernel): return MaskedValues(.bytes(try kernel.apply(texts(values))))
    case .classes: return MaskedValues(.bytes(ClassesKernel.apply(texts(values))))
    case .regex(let kernel): return try kernel.apply(texts(values))
    case .email: return MaskedValues(.bytes(try EmailKernel.apply(texts(values))))
    case .address(let kernel): return try kernel.apply(texts(values))
    case .url: return try URLKernel.apply(texts(values))
    case .round(let kernel): return MaskedValues(try inRange(kernel.apply(values)))
    case .bucket(let kernel): return MaskedValues(.bytes(try inRange(kernel.apply(values))))
    case .truncate(let kernel): return MaskedValues(kernel.apply(values))
    case .shift(let kernel):
      guard let entities else { throw bad("shift without its entities") }
      return kernel.apply(values, entities)
    case .geo(let kernel): return MaskedValues(try inRange(kernel.apply(values)))
    case .fpe(let kernel): return try kernel.apply(texts(values))
    case .encrypt(let cipher):
      guard let sealed = Base64.encoded(try cipher.sealed(texts(values))) else { throw tooMuchText }
      return MaskedValues(.bytes(sealed))
    case .noise(let kernel): return MaskedValues(try inRange(kernel.apply(values, try positions(cells))))
    case .respond(let kernel): return MaskedValues(try kernel.apply(values, try positions(cells)))
    case .replace(let kernel): return MaskedValues(try kernel.apply(texts(values)))
    }
  }

  private func texts(_ values: Values) -> ByteStrings { canonicalText(of: values, type: leaf.type) }

  private func positions(_ cells: CellPositions?) throws(MaskingError) -> CellPositions {
    guard let cells else { throw bad("a mask without the positions of its cells") }
    return cells
  }

  private func inRange<Result>(_ result: Result?) throws(MaskingError) -> Result {
    guard let result else { throw bad("a decimal longer than its type allows") }
    return result
  }
}

extension Mask {
  /// Arguments as values of the leaf's type, which all of them are of.
  fileprivate func literals(_ arguments: [MaskArgument], _ leaf: Leaf) throws(MaskingError) -> Values {
    var values = Values.empty(leaf.type.physical)
    for argument in arguments { values = values.appending(try literal(argument, leaf)) }
    return values
  }
}
