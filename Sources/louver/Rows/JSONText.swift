import Columnar

/// Appends a value's canonical text as JSON: numbers and booleans as such, everything else as a string.
func appendJSONScalar(_ value: ArraySlice<UInt8>, _ type: LeafType, to text: inout [UInt8]) {
  switch type.kind {
  case .boolean, .integer, .decimal: text += value
  case .float16, .float32, .float64:
    // nan, inf and -inf are no JSON numbers.
    let last = value.last ?? 0
    let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last)
    if isNumber { text += value } else { appendJSONString(value, to: &text) }
  case .string, .binary, .date, .time, .timestamp, .timestamp96, .uuid: appendJSONString(value, to: &text)
  }
}

/// Appends UTF-8 as a JSON string (RFC 8259); what is no UTF-8 is replaced.
func appendJSONString(_ value: ArraySlice<UInt8>, to text: inout [UInt8]) {
  let hexadecimal = Array("0123456789abcdef".utf8)
  text.append(UInt8(ascii: "\""))
  let isASCII = value.allSatisfy { $0 < 0x80 }
  for byte in isASCII ? value : Array(String(decoding: value, as: UTF8.self).utf8)[...] {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): text += "\\n".utf8
    case UInt8(ascii: "\r"): text += "\\r".utf8
    case UInt8(ascii: "\t"): text += "\\t".utf8
    case 0..<0x20, 0x7F: text += "\\u00".utf8 + [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    default: text.append(byte)
    }
  }
  text.append(UInt8(ascii: "\""))
}
