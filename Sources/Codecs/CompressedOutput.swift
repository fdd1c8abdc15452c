/// Runs a compressor on memory for the worst case and keeps only what it wrote.
///
/// `body` returns the bytes written, nil on failure.
func compressed(
  _ codec: Codec, bound: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int?
) throws(CodecError) -> [UInt8] {
  let result: [UInt8]? = unsafe withUnsafeTemporaryAllocation(byteCount: max(bound, 1), alignment: 16) { scratch in
    guard let count = unsafe body(scratch), count <= scratch.count else { return nil }
    return unsafe [UInt8](scratch[0..<count])
  }
  guard let result else { throw CodecError(.limitExceeded, "\(codec.rawValue) cannot compress this many bytes") }
  return result
}
