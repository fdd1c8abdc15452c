/// The masks there are, as they are written.
enum MaskName: String, CaseIterable {
  case null, constant, drop, hash, pseudonym, show, classes, regex, email, ip, url, round, bucket, truncate, shift, geo,
    fpe, encrypt, noise, respond, replace

  /// The arguments, in the order of the canonical text.
  var arguments: [String] {
    switch self {
    case .null, .drop, .classes, .encrypt, .pseudonym: []
    case .constant: ["value"]
    case .hash: ["length", "scope"]
    case .show: ["first", "last", "min", "with"]
    case .regex: ["pattern", "replace"]
    case .email, .url: ["keep"]
    case .ip: ["v4", "v6"]
    case .round, .truncate: ["to"]
    case .bucket: ["bounds"]
    case .shift: ["days", "by"]
    case .geo: ["decimals"]
    case .fpe: ["alphabet"]
    case .noise: ["laplace"]
    case .respond: ["keep", "from"]
    case .replace: ["with"]
    }
  }

  /// The argument that a value without a name stands for.
  var bareArgument: String? {
    switch self {
    case .constant, .email, .url, .round, .bucket, .truncate, .geo, .fpe, .replace: arguments[0]
    case .null, .drop, .hash, .pseudonym, .show, .classes, .regex, .ip, .shift, .encrypt, .noise, .respond: nil
    }
  }

  /// Whether several values without a name are one list.
  var takesBareList: Bool { self == .bucket || self == .replace }
}
