extension UInt128 {
  /// Multiplied by x in GF(2^128) (RFC 5297, section 2.3).
  var doubled: UInt128 { self << 1 ^ (self >> 127) * 0x87 }
}
