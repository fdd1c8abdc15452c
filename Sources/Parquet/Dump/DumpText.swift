import Columnar

/// The text of values in the canonical dump.
enum DumpText {
  /// The text of each value, quotes included.
  static func texts(of values: Values, type: LeafType) -> ByteStrings {
    switch (values, type.logical) {
    case (.boolean, _): return canonicalText(of: values, type: LeafType(.boolean))
    case (.int32, .integer(_, signed: false)):
      return canonicalText(of: values, type: LeafType(.int32, .integer(bits: 32, signed: false)))
    case (.int64, .integer(_, signed: false)):
      return canonicalText(of: values, type: LeafType(.int64, .integer(bits: 64, signed: false)))
    case (.int32, _): return canonicalText(of: values, type: LeafType(.int32))
    case (.int64, _): return canonicalText(of: values, type: LeafType(.int64))
    case (.float(let floats), _): return bits(of: floats.lazy.map(\.bitPattern))
    case (.double(let doubles), _): return bits(of: doubles.lazy.map(\.bitPattern))
    case (.fixed(let fixed), _) where type.physical == .int96:
      return quoted((0..<fixed.count).lazy.map { fixed[$0] }, prefix: "0x", appendHexadecimal)
    case (.fixed, .decimal), (.bytes, .decimal):
      return canonicalText(of: values, type: LeafType(type.physical, .decimal(precision: 1, scale: 0)))
    case (.fixed(let fixed), .float16) where fixed.width == 2:
      return bits(of: (0..<fixed.count).lazy.map { UInt16(fixed.bytes[$0 * 2]) | UInt16(fixed.bytes[$0 * 2 + 1]) << 8 })
    case (.fixed(let fixed), _): return quoted((0..<fixed.count).lazy.map { fixed[$0] }, prefix: "", appendBase64)
    case (.bytes(let strings), .string), (.bytes(let strings), .enumeration), (.bytes(let strings), .json):
      return texts(of: strings)
    case (.bytes(let strings), _): return quoted((0..<strings.count).lazy.map { strings[$0] }, prefix: "", appendBase64)
    }
  }

  /// JSON strings, or what stands for bytes that are not UTF-8.
  private static func texts(of strings: ByteStrings) -> ByteStrings {
    let allValid = strings.isUTF8
    var text = TextBuilder(count: strings.count, bytes: strings.bytes.count + strings.count * 2)
    for index in 0..<strings.count {
      let string = strings[index]
      if allValid || String(validating: string, as: UTF8.self) != nil {
        appendString(string, to: &text.bytes)
      } else {
        text.bytes.append(contentsOf: #"{"b64":""#.utf8)
        appendBase64(string, to: &text.bytes)
        text.bytes.append(contentsOf: #""}"#.utf8)
      }
      text.endValue()
    }
    return text.strings
  }

  private static func bits<Bits: FixedWidthInteger>(of values: some Collection<Bits>) -> ByteStrings {
    var text = TextBuilder(count: values.count, bytes: values.count * (Bits.bitWidth / 4 + 4))
    for value in values {
      text.bytes.append(contentsOf: #""0x"#.utf8)
      for shift in stride(from: Bits.bitWidth - 4, through: 0, by: -4) {
        text.bytes.append(hexadecimalDigits[Int(truncatingIfNeeded: value >> shift) & 15])
      }
      text.bytes.append(UInt8(ascii: "\""))
      text.endValue()
    }
    return text.strings
  }

  private static func quoted(
    _ values: some Collection<ArraySlice<UInt8>>, prefix: String, _ append: (ArraySlice<UInt8>, inout [UInt8]) -> Void
  ) -> ByteStrings {
    var text = TextBuilder(count: values.count, bytes: 0)
    for value in values {
      text.bytes.append(UInt8(ascii: "\""))
      text.bytes.append(contentsOf: prefix.utf8)
      append(value, &text.bytes)
      text.bytes.append(UInt8(ascii: "\""))
      text.endValue()
    }
    return text.strings
  }
}

/// Texts one behind the other.
private struct TextBuilder {
  var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]

  init(count: Int, bytes size: Int) {
    bytes.reserveCapacity(size)
    offsets.reserveCapacity(count + 1)
  }

  mutating func endValue() { offsets.append(UInt32(bytes.count)) }

  var strings: ByteStrings { ByteStrings(offsets: offsets, bytes: bytes) }
}
