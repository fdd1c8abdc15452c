import Codecs
import Columnar
import Engine
import Glibc
import Masking
import Parquet

/// The least that the processor has to do for a file, by column: one thread, nothing but the libraries' own work.
///
///     louver-limits FILE
///
/// Prints JSON: for each column the bytes as stored and decompressed, the seconds to decompress all its pages and to compress
/// them again with zstd at levels 1 and 3 (from every fourth page), and whether dictionaries have all its values; and the seconds of one keyed hash.
@main struct Limits {
  static func main() throws {
    let source = try Source(location: CommandLine.arguments[1])
    var columns: [String] = []
    for leaf in source.schema.leaves {
      var column = ColumnLimits()
      for file in source.parquetFiles {
        for rowGroup in file.metadata.rowGroups.indices { try column.add(file, rowGroup, leaf) }
      }
      columns.append("  \"\(leaf.shortPath)\": \(column.json)")
    }
    print("{\"columns\": {\n" + columns.joined(separator: ",\n") + "\n}, \"hash\": \(try secondsOfHash())}")
  }

  private static func secondsOfHash() throws -> Double {
    let schema = Schema(fields: [SchemaNode("v", .required, .leaf(.string))])
    let kernel = try MaskKernel(
      try Mask.parse("hash"), leaf: schema.leaves[0], keys: .bare(SecretKey(bytes: Array(0..<32))), asText: false)
    let count = 1 << 16
    let values = Values.bytes(ByteStrings((0..<count).map { "somebody\($0)@example.org" }))
    return try seconds { for _ in 0..<8 { _ = try kernel.apply(values) } } / Double(8 * count)
  }
}

/// Seconds of this thread's processor.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
  let before = now()
  try body()
  return now() - before
}
