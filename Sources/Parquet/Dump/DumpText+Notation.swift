extension DumpText {
  static let hexadecimalDigits = Array("0123456789abcdef".utf8)
  private static let base64Digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func appendHexadecimal(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    for byte in bytes {
      output.append(hexadecimalDigits[Int(byte >> 4)])
      output.append(hexadecimalDigits[Int(byte & 15)])
    }
  }

  /// The standard alphabet of RFC 4648, padded.
  static func appendBase64(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let part = bytes[start..<min(start + 3, bytes.endIndex)]
      var group: UInt32 = 0
      for (position, byte) in part.enumerated() { group |= UInt32(byte) << UInt32(16 - 8 * position) }
      for digit in 0..<4 {
        let shift = UInt32(18 - 6 * digit)
        output.append(digit <= part.count ? base64Digits[Int(group >> shift & 63)] : UInt8(ascii: "="))
      }
      start += 3
    }
  }

  /// A JSON string, escaped as little as possible (RFC 8785, section 3.2.2.2).
  static func appendString(_ utf8: ArraySlice<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0x08: output.append(contentsOf: #"\b"#.utf8)
      case 0x09: output.append(contentsOf: #"\t"#.utf8)
      case 0x0A: output.append(contentsOf: #"\n"#.utf8)
      case 0x0C: output.append(contentsOf: #"\f"#.utf8)
      case 0x0D: output.append(contentsOf: #"\r"#.utf8)
      case 0..<0x20:
        output.append(contentsOf: #"\u00"#.utf8)
        appendHexadecimal([byte], to: &output)
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
