import Glibc

/// The lines of a file of test vectors, each as its fields, comments left out.
func vectors(_ name: String) -> [[String]] {
  let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  guard let stream = unsafe fopen("/\(folder)/Vectors/\(name).txt", "r") else { return [] }
  defer { unsafe fclose(stream) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe fread(&buffer, 1, buffer.count, stream)
    if count == 0 { break }
    bytes += buffer.prefix(count)
  }
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
    .map { $0.split(separator: " ").map(String.init) }
}

/// Bytes of a field, of which `-` is none.
func bytes(_ field: String) -> [UInt8] { field == "-" ? [] : hexadecimal(field) }
