/// How values or levels are laid out in a page (parquet.thrift, `Encoding`).
public enum Encoding: Hashable, Sendable {
  case plain
  case plainDictionary
  case runLength
  case bitPacked
  case deltaBinaryPacked
  case deltaLengthByteArray
  case deltaByteArray
  case runLengthDictionary
  case byteStreamSplit
  /// An encoding of a later version of the format, by its number: its pages can be copied but not read.
  case other(Int32)

  /// Whether a data page of this encoding holds indices into the chunk's dictionary.
  public var isDictionary: Bool { self == .plainDictionary || self == .runLengthDictionary }
}

extension Encoding: RawRepresentable {
  public init(rawValue: Int32) {
    self =
      switch rawValue {
      case 0: .plain
      case 2: .plainDictionary
      case 3: .runLength
      case 4: .bitPacked
      case 5: .deltaBinaryPacked
      case 6: .deltaLengthByteArray
      case 7: .deltaByteArray
      case 8: .runLengthDictionary
      case 9: .byteStreamSplit
      default: .other(rawValue)
      }
  }

  public var rawValue: Int32 {
    switch self {
    case .plain: 0
    case .plainDictionary: 2
    case .runLength: 3
    case .bitPacked: 4
    case .deltaBinaryPacked: 5
    case .deltaLengthByteArray: 6
    case .deltaByteArray: 7
    case .runLengthDictionary: 8
    case .byteStreamSplit: 9
    case .other(let number): number
    }
  }
}

extension Encoding: CustomStringConvertible {
  /// The name in the Parquet format.
  public var description: String {
    switch self {
    case .plain: "PLAIN"
    case .plainDictionary: "PLAIN_DICTIONARY"
    case .runLength: "RLE"
    case .bitPacked: "BIT_PACKED"
    case .deltaBinaryPacked: "DELTA_BINARY_PACKED"
    case .deltaLengthByteArray: "DELTA_LENGTH_BYTE_ARRAY"
    case .deltaByteArray: "DELTA_BYTE_ARRAY"
    case .runLengthDictionary: "RLE_DICTIONARY"
    case .byteStreamSplit: "BYTE_STREAM_SPLIT"
    case .other(let number): "encoding \(number)"
    }
  }
}
