public import Columnar

/// A stream that does not decompress to what was announced, or a compressor that cannot do what is asked.
public struct CodecError: LouverError {
  public var kind: ErrorKind
  public var message: String
  public var place: Place
  public var hint: String?

  init(_ kind: ErrorKind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.place = Place()
    self.hint = hint
  }

  static func malformed(_ codec: Codec, size: Int) -> CodecError {
    CodecError(.malformed, "\(codec.rawValue) data does not decompress to the \(size) bytes announced")
  }

  static func outOfMemory(_ codec: Codec) -> CodecError {
    CodecError(.limitExceeded, "no memory for a \(codec.rawValue) context")
  }
}
