import Codecs
import Columnar
import Parquet

/// What one column's pages cost.
struct ColumnLimits {
  private static let sampling = 4

  private var stored = 0
  private var raw = 0
  private var sampled = 0
  private var decompressing = 0.0
  private var compressing: [Int: Double] = [1: 0, 3: 0]
  private var isDictionaryThroughout = true
  private var pages = 0

  mutating func add(_ file: ParquetFile, _ rowGroup: Int, _ leaf: Leaf) throws {
    var reader = try ChunkReader(file: file, rowGroup: rowGroup, leaf: leaf)
    guard let codec = reader.metadata.codec.codec else { throw Unmeasurable(what: "\(reader.metadata.codec)") }
    while let page = try reader.nextRaw() {
      if case .dataV2 = page.header.content { throw Unmeasurable(what: "data pages of version 2") }
      let body = try reader.body(of: page)
      var bytes: [UInt8] = []
      try decompressing += seconds {
        bytes = try Codecs.decompress(codec, body.rawBytes, size: Int(page.header.uncompressedSize))
      }
      stored += page.range.count
      raw += bytes.count
      if let encoding = page.header.valueEncoding, !encoding.isDictionary { isDictionaryThroughout = false }
      if pages.isMultiple(of: ColumnLimits.sampling) { try compress(bytes) }
      pages += 1
    }
  }

  private mutating func compress(_ bytes: [UInt8]) throws {
    sampled += bytes.count
    for level in compressing.keys {
      try compressing[level]! += seconds { _ = try Codecs.compress(.zstd, level: level, bytes.rawBytes) }
    }
  }

  var json: String {
    let scale = sampled == 0 ? 0 : Double(raw) / Double(sampled)
    return "{\"stored\": \(stored), \"raw\": \(raw), \"decompress\": \(decompressing), "
      + "\"compress1\": \(compressing[1]! * scale), \"compress3\": \(compressing[3]! * scale), "
      + "\"dictionary\": \(isDictionaryThroughout)}"
  }
}

struct Unmeasurable: Error {
  let what: String
}
