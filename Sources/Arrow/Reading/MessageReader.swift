import Columnar

/// How much a stream may ask for before it is refused.
public struct ArrowLimits: Sendable {
  /// Bytes of one message.
  public var maxMessageSize: Int
  /// Cells of one array.
  public var maxCells: Int

  public init(maxMessageSize: Int = 1 << 30, maxCells: Int = 1 << 26) {
    self.maxMessageSize = maxMessageSize
    self.maxCells = maxCells
  }
}

/// One message of a stream (Message.fbs).
struct ArrowMessage {
  enum Header {
    case schema(FlatTable)
    case dictionary(FlatTable)
    case records(FlatTable)
  }

  var header: Header
  var body: [UInt8]
}

/// Takes encapsulated messages off a stream (Arrow columnar format, "Encapsulated message format").
struct MessageReader {
  private var stream: any ArrowByteStream
  private let limits: ArrowLimits
  private var isFirst = true

  init(_ stream: any ArrowByteStream, limits: ArrowLimits) {
    self.stream = stream
    self.limits = limits
  }

  /// The next message, nil at the end of the stream.
  mutating func next() throws -> ArrowMessage? {
    guard let length = try metadataLength() else { return nil }
    guard length <= limits.maxMessageSize else { throw tooLong }
    let message = try FlatTable(root: try stream.readAll(length))
    let bodyLength = try message.scalar(3, Int64(0))
    guard bodyLength >= 0 else { throw ArrowError(.malformed, "an Arrow message of negative length") }
    guard bodyLength <= limits.maxMessageSize else { throw tooLong }
    guard let header = try message.table(2) else { throw ArrowError(.malformed, "an Arrow message has no header") }
    let body = try stream.readAll(Int(bodyLength))
    switch try message.scalar(1, UInt8(0)) {
    case 1: return ArrowMessage(header: .schema(header), body: body)
    case 2: return ArrowMessage(header: .dictionary(header), body: body)
    case 3: return ArrowMessage(header: .records(header), body: body)
    default: throw ArrowError(.unsupported, "an Arrow message that is neither schema, dictionary nor records")
    }
  }

  private var tooLong: ArrowError {
    ArrowError(.limitExceeded, "an Arrow message is longer than \(limits.maxMessageSize) bytes")
  }

  /// Nil at the end, which is a length of 0 or nothing.
  private mutating func metadataLength() throws -> Int? {
    var prefix = try stream.read(1)
    if prefix.isEmpty { return nil }
    prefix += try stream.readAll(7)
    if isFirst, prefix == Array("ARROW1\0\0".utf8) {
      // A file holds a stream behind its magic number; its footer is not needed to read it in order.
      prefix = try stream.readAll(8)
    }
    isFirst = false
    guard prefix.rawBytes.integer(at: 0, as: UInt32.self) == .max else {
      throw ArrowError(.malformed, "not an Arrow stream", hint: "streams from before Arrow 0.15 are not read")
    }
    let length = Int(prefix.rawBytes.integer(at: 4, as: UInt32.self))
    return length == 0 ? nil : length
  }
}
