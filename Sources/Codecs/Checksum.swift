import CDeflate

extension Codecs {
  /// CRC-32 of the GZIP standard (RFC 1952, section 8), as pages of Parquet carry it.
  ///
  /// - Parameter previous: the checksum of the bytes before these, to go on from.
  public static func crc32(_ bytes: RawSpan, continuing previous: UInt32 = 0) -> UInt32 {
    unsafe bytes.withUnsafeBytes { buffer in
      // A nil address asks libdeflate for the initial value.
      guard let base = buffer.baseAddress, buffer.count > 0 else { return previous }
      return unsafe libdeflate_crc32(previous, base, buffer.count)
    }
  }
}
