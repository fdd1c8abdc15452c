import Codecs
import Columnar

// Spans cannot pass through the macros of expectations: these take arrays.
extension Codecs {
  static func decompress(_ codec: Codec, _ input: some Sequence<UInt8>, size: Int) throws(CodecError) -> [UInt8] {
    try decompress(codec, Array(input).rawBytes, size: size)
  }

  static func compress(_ codec: Codec, level: Int?, _ input: [UInt8]) throws(CodecError) -> [UInt8] {
    try compress(codec, level: level, input.rawBytes)
  }

  static func crc32(_ input: some Sequence<UInt8>, continuing previous: UInt32 = 0) -> UInt32 {
    crc32(Array(input).rawBytes, continuing: previous)
  }
}
