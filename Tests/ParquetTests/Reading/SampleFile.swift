import Glibc
import Parquet

/// Files of other projects' writers; Files/README.md tells of their origin.
enum SampleFile {
  static let readable = [
    "Parquet.jl-multiple_rowgroups",
    "arrow-testing-ARROW-17100",
    "cudf-example",
    "cudf-one_level_list3",
    "cudf-one_null_row_dict",
    "databend-invalid_json_string",
    "databend-lz4_raw",
    "drill-nullable_interval_dictionary",
    "drill-repeatedIntLondFixedLenBinaryDecimal",
    "duckdb-dbp_small_decimal",
    "duckdb-empty",
    "duckdb-fixed",
    "duckdb-multi_bloom_a",
    "duckdb-null_type_column",
    "duckdb-parquet_go",
    "duckdb-timetz-nanos",
    "duckdb-timetz_4byte_stats",
    "duckdb-variant_shredded_timestamp_nanos_ntz_negative",
    "fastparquet-no_columns_new",
    "geoparquet-data-linestring-encoding_wkb",
    "hyparquet-mostlyempty",
    "hyparquet-offset_index_no_dict_offset",
    "impala-UnannotatedListOfGroups",
    "impala-int64_timestamps_plain",
    "impala-partition_col_in_parquet",
    "impala-trino_nested_variant",
    "nanoparquet-enum2",
    "parquet-dotnet-bss_with_nulls_float",
    "parquet-dotnet-cetas4",
    "parquet-dotnet-legacy_primitives_collection_arrays",
    "parquet-dotnet-logical_time_all_precisions",
    "parquet-testing-byte_array_decimal",
    "parquet-testing-float16_nonzeros_and_nans",
    "parquet-testing-hadoop_lz4_compressed",
    "parquet-testing-map_no_value",
    "parquet-testing-nested_lists-snappy",
    "parquet-wasm-2-partition-brotli",
    "php-parquet-datetime_other_system",
    "php-parquet-supercomplex1",
    "polars-tz_aware",
    "velox-delta_byte_array",
    "velox-row_map_array",
  ]

  static func bytes(_ path: String) -> [UInt8] {
    let directory = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    guard let file = unsafe fopen("/\(directory)/Files/\(path)", "r") else { return [] }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&piece, 1, piece.count, file)
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
    }
  }

  static func open(_ name: String) throws -> ParquetFile {
    try ParquetFile(MemorySource(name: name, bytes: bytes("readable/\(name).parquet")))
  }
}

/// The canonical dump in one piece.
func dumped(_ file: ParquetFile) throws -> [UInt8] {
  var output: [UInt8] = []
  try dump(file) { output += $0 }
  return output
}
