import CSnappy

/// Snappy blocks, without the framing format.
enum Snappy {
  static func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CodecError) {
    let source = unsafe input.bindMemory(to: CChar.self).baseAddress
    var count = 0
    guard unsafe snappy_uncompressed_length(source, input.count, &count) == SNAPPY_OK, count == output.count,
      unsafe snappy_uncompress(source, input.count, output.bindMemory(to: CChar.self).baseAddress, &count)
        == SNAPPY_OK,
      count == output.count
    else { throw .malformed(.snappy, size: output.count) }
  }

  static func compress(_ input: UnsafeRawBufferPointer) throws(CodecError) -> [UInt8] {
    guard input.count <= UInt32.max else { throw CodecError(.limitExceeded, "snappy takes less than 4 GiB") }
    return unsafe try compressed(.snappy, bound: snappy_max_compressed_length(input.count)) { output in
      var count = output.count
      let status = unsafe snappy_compress(
        input.bindMemory(to: CChar.self).baseAddress, input.count,
        output.bindMemory(to: CChar.self).baseAddress, &count)
      return status == SNAPPY_OK ? count : nil
    }
  }
}
