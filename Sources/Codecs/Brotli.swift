import CBrotli
import Columnar

/// Brotli, RFC 7932.
enum Brotli {
  /// Output memory a first attempt reserves for each byte of input; the rest comes as it is proven.
  private static let firstExpansion = 64

  /// Decodes in steps: a few bytes may stand for any number, so that memory grows only as output appears.
  static func decompress(_ input: UnsafeRawBufferPointer, size: Int) throws(CodecError) -> [UInt8] {
    guard let state = unsafe BrotliDecoderCreateInstance(nil, nil, nil) else { throw .outOfMemory(.brotli) }
    defer { unsafe BrotliDecoderDestroyInstance(state) }
    var source = unsafe input.bindMemory(to: UInt8.self).baseAddress
    var available = input.count
    var output: [UInt8] = []
    var produced = 0
    var capacity = min(max(size, 1), max(input.count * firstExpansion, 4096))
    while true {
      output = grown(output, used: produced, to: capacity)
      let status = unsafe output.withUnsafeMutableBufferPointer { buffer in
        var target = unsafe buffer.baseAddress.map { unsafe $0 + produced }
        var room = size == 0 ? 0 : capacity - produced
        let status = unsafe BrotliDecoderDecompressStream(state, &available, &source, &room, &target, nil)
        if size > 0 { produced = capacity - room }
        return status
      }
      if status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT, capacity < size {
        capacity = min(size, capacity * 2)
        continue
      }
      guard status == BROTLI_DECODER_RESULT_SUCCESS, available == 0, produced == size else {
        throw .malformed(.brotli, size: size)
      }
      return size == 0 ? [] : output
    }
  }

  private static func grown(_ bytes: [UInt8], used: Int, to count: Int) -> [UInt8] {
    [UInt8](filling: count) { span in
      for index in 0..<used { span[index] = bytes[index] }
    }
  }

  static func compress(_ input: UnsafeRawBufferPointer, level: Int) throws(CodecError) -> [UInt8] {
    // The library's own bound is 0 for inputs above its 2 GiB window of arithmetic.
    let bound = BrotliEncoderMaxCompressedSize(input.count)
    guard bound > 0 else { throw CodecError(.limitExceeded, "brotli cannot compress this many bytes") }
    return unsafe try compressed(.brotli, bound: bound) { output in
      var count = output.count
      var none: UInt8 = 0
      let source = unsafe input.bindMemory(to: UInt8.self).baseAddress
      let done = unsafe withUnsafePointer(to: &none) { empty in
        unsafe BrotliEncoderCompress(
          Int32(level), Int32(BROTLI_DEFAULT_WINDOW), BROTLI_MODE_GENERIC, input.count, source ?? empty,
          &count, output.bindMemory(to: UInt8.self).baseAddress)
      }
      return done == BROTLI_TRUE ? count : nil
    }
  }
}
