import Columnar
import Parquet
import Testing

/// Damaged files are refused or read, never more: a trap would end the whole test run.
@Suite struct HostileFileTests {
  private static let victims = [
    "velox-row_map_array", "duckdb-dbp_small_decimal", "drill-repeatedIntLondFixedLenBinaryDecimal",
    "parquet-testing-nested_lists-snappy", "velox-delta_byte_array", "databend-lz4_raw",
    "parquet-dotnet-bss_with_nulls_float", "parquet-testing-map_no_value",
  ]

  /// Reads all there is to read; whether that went well.
  private func reads(_ bytes: [UInt8]) -> Bool {
    do {
      let file = try ParquetFile(
        MemorySource(name: "damaged", bytes: bytes), limits: ReadLimits(maxPageSize: 1 << 20))
      _ = try dumped(file)
      for group in file.metadata.rowGroups.indices {
        for leaf in file.schema.leaves {
          _ = try file.columnIndex(rowGroup: group, leaf: leaf)
          _ = try file.offsetIndex(rowGroup: group, leaf: leaf)
        }
      }
      return true
    } catch {
      #expect(error is ParquetError)
      return false
    }
  }

  @Test(arguments: victims)
  func everyTruncationIsRefused(name: String) {
    let bytes = SampleFile.bytes("readable/\(name).parquet")
    #expect(reads(bytes))
    for length in 0..<bytes.count { #expect(!reads(Array(bytes[..<length]))) }
  }

  /// The end of the file stays, so that the footer is found and what it says is wrong by some bytes.
  @Test(arguments: victims)
  func missingBytesNeverTrap(name: String) {
    let bytes = SampleFile.bytes("readable/\(name).parquet")
    for start in stride(from: 4, to: bytes.count - 8, by: 3) {
      _ = reads(Array(bytes[..<start] + bytes[min(start + 7, bytes.count - 8)...]))
    }
  }

  @Test(arguments: victims)
  func flippedBitsNeverTrap(name: String) {
    let bytes = SampleFile.bytes("readable/\(name).parquet")
    var generator = Generator(seed: 7)
    for _ in 0..<600 {
      var damaged = bytes
      for _ in 0...generator.below(3) { damaged[generator.below(damaged.count)] ^= 1 << UInt8(generator.below(8)) }
      _ = reads(damaged)
    }
  }

  @Test(arguments: victims)
  func bytesThatAreMuchTooLargeNeverTrap(name: String) {
    let bytes = SampleFile.bytes("readable/\(name).parquet")
    for position in bytes.indices {
      for value: UInt8 in [0xFF, 0x7F, 0x80] {
        var damaged = bytes
        damaged[position] = value
        _ = reads(damaged)
      }
    }
  }
}
