import Columnar
import Parquet

/// What a fuzzer feeds. Any input must end in a value or a thrown error; where there is a value, laws hold of it.
enum FuzzTarget: String, CaseIterable {
  /// Structures of Thrift's compact protocol.
  case thrift
  /// The metadata at a file's end, and the page indexes it points to.
  case footer
  /// Definition and repetition levels.
  case levels
  /// Dictionary indices and booleans in runs.
  case runs
  case plain
  case delta
  case deltaLengths = "delta-lengths"
  case deltaStrings = "delta-strings"
  case byteStreams = "byte-streams"
  /// Every codec's decompressor.
  case codecs
  /// A whole file: footer, every page, the dump of all values.
  case file
  /// A whole file through the engine: what comes out is readable and, where nothing was masked, equal.
  case rewrite
  /// An Arrow stream, and the schema that it begins with as files store it.
  case arrow
  /// Declarations.
  case yaml
  case json
  /// Row predicates, and what is proved about them.
  case predicate
  /// The text of a mask.
  case mask
  /// The conditions of policies.
  case condition

  func run(_ bytes: [UInt8]) {
    switch self {
    case .thrift: fuzzThrift(bytes)
    case .footer: fuzzFooter(bytes)
    case .levels: fuzzLevels(bytes)
    case .runs: fuzzRuns(bytes)
    case .plain: fuzzValues(.plain, bytes)
    case .delta: fuzzValues(.deltaBinaryPacked, bytes)
    case .deltaLengths: fuzzValues(.deltaLengthByteArray, bytes)
    case .deltaStrings: fuzzValues(.deltaByteArray, bytes)
    case .byteStreams: fuzzValues(.byteStreamSplit, bytes)
    case .codecs: fuzzCodecs(bytes)
    case .file: fuzzFile(bytes)
    case .rewrite: fuzzRewrite(bytes)
    case .arrow: fuzzArrow(bytes)
    case .yaml: fuzzYAML(bytes)
    case .json: fuzzJSON(bytes)
    case .predicate: fuzzPredicate(bytes)
    case .mask: fuzzMask(bytes)
    case .condition: fuzzCondition(bytes)
    }
  }
}

/// Ends the run: an input was found of which a law does not hold.
func violated(_ law: String) -> Never { fatalError("violated: \(law)") }
