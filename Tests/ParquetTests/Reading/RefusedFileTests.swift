import Columnar
import Parquet
import Testing

@Suite struct RefusedFileTests {
  @Test(arguments: [
    ("duckdb-footerlengthzero", ErrorKind.malformed), ("duckdb-hugefooter", .malformed),
    ("duckdb-missingmagicatend", .malformed), ("duckdb-twomarkers", .malformed),
    ("duckdb-broken_smallint", .malformed), ("duckdb-fuzzer4360", .malformed),
    ("impala-bad_compressed_size", .malformed), ("impala-bad_dict_page_offset", .malformed),
    ("impala-bad_metadata_len", .malformed), ("impala-huge_num_rows", .malformed),
    ("impala-illegal_decimals", .malformed), ("parquet-testing-PARQUET-1481", .unsupported),
    ("duckdb-encrypted_footer", .unsupported), ("duckdb-plaintext_footer_crypto_metadata", .unsupported),
  ])
  func theFooterAloneGivesItAway(name: String, kind: ErrorKind) throws {
    let source = MemorySource(name: name, bytes: SampleFile.bytes("refused/\(name).parquet"))
    let error = try #require(throws: ParquetError.self) { try ParquetFile(source) }
    #expect(error.kind == kind)
    #expect(error.place.file == name)
  }

  @Test(arguments: [
    ("duckdb-afl__1", ErrorKind.malformed), ("duckdb-afl__4", .malformed), ("duckdb-afl__5", .malformed),
    ("duckdb-issue22325", .malformed), ("duckdb-page_size_corruption", .malformed),
    ("duckdb-rle_malicious_bitwidth", .malformed), ("impala-bad_rle_repeat_count", .malformed),
    ("impala-dict-encoded-negative-len", .malformed), ("impala-plain-encoded-negative-len", .malformed),
    ("parquet-testing-ARROW-GH-45185", .malformed), ("cudf-delta_encoding", .unsupported),
  ])
  func itsPagesGiveItAway(name: String, kind: ErrorKind) throws {
    let source = MemorySource(name: name, bytes: SampleFile.bytes("refused/\(name).parquet"))
    let file = try ParquetFile(source)
    let error = try #require(throws: ParquetError.self) { try dumped(file) }
    #expect(error.kind == kind)
    #expect(error.place.file == name)
    #expect(error.place.column != nil && error.place.rowGroup != nil && error.place.offset != nil)
  }

  @Test func aPageAboveTheLimitIsRefusedUnlessTheLimitIsRaised() throws {
    let bytes = SampleFile.bytes("readable/velox-row_map_array.parquet")
    let source = MemorySource(name: "limited", bytes: bytes)
    let error = try #require(throws: ParquetError.self) {
      try dumped(ParquetFile(source, limits: ReadLimits(maxPageSize: 8)))
    }
    #expect(error.kind == .limitExceeded)
    #expect(throws: Never.self) { try dumped(ParquetFile(source, limits: ReadLimits(maxPageSize: 4096))) }
  }
}
