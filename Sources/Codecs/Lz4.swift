import CLz4

/// LZ4 blocks, bare (LZ4_RAW) or framed as Hadoop's codec does (LZ4).
enum Lz4 {
  static func decompressBlock(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecError) {
    guard unsafe decodedCount(input, into: output) == output.count else {
      throw .malformed(.lz4Raw, size: output.count)
    }
  }

  /// Hadoop's framing: for each block its size, then chunks with their compressed size before them, sizes in
  /// 32-bit big-endian. Old writers left the framing out, so that a bare block is tried where it does not fit.
  static func decompressHadoop(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecError) {
    if unsafe decodeFrames(input, into: output) { return }
    guard unsafe decodedCount(input, into: output) == output.count else {
      throw .malformed(.lz4Hadoop, size: output.count)
    }
  }

  /// False where the framing does not hold together.
  private static func decodeFrames(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    var position = 0
    var produced = 0
    while position < input.count {
      guard let blockSize = unsafe bigEndian(input, at: position), blockSize <= output.count - produced else {
        return false
      }
      position += 4
      let blockEnd = produced + blockSize
      while produced < blockEnd {
        guard let length = unsafe bigEndian(input, at: position), length <= input.count - position - 4 else {
          return false
        }
        let chunk = unsafe UnsafeRawBufferPointer(rebasing: input[position + 4..<position + 4 + length])
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: output[produced..<blockEnd])
        guard let count = unsafe decodedCount(chunk, into: room), count > 0 else { return false }
        produced += count
        position += 4 + length
      }
    }
    return produced == output.count
  }

  private static func bigEndian(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Int? {
    guard bytes.count - position >= 4 else { return nil }
    return unsafe Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
  }

  /// Bytes that one block decodes to, nil if it is damaged or does not fit.
  private static func decodedCount(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard let source = Int32(exactly: input.count), let room = Int32(exactly: output.count) else { return nil }
    let count = unsafe LZ4_decompress_safe(
      input.bindMemory(to: CChar.self).baseAddress, output.bindMemory(to: CChar.self).baseAddress, source, room)
    return count < 0 ? nil : Int(count)
  }

  static func compressBlock(_ input: UnsafeRawBufferPointer) throws(CodecError) -> [UInt8] {
    guard let size = Int32(exactly: input.count), LZ4_compressBound(size) > 0 else {
      throw CodecError(.limitExceeded, "LZ4 takes less than 2 GiB")
    }
    return unsafe try compressed(.lz4Raw, bound: Int(LZ4_compressBound(size))) { output in
      let count = unsafe LZ4_compress_default(
        input.bindMemory(to: CChar.self).baseAddress, output.bindMemory(to: CChar.self).baseAddress, size,
        Int32(output.count))
      return count > 0 ? Int(count) : nil
    }
  }
}
