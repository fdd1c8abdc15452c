import Columnar
import Parquet

/// A file of a source, its footer read and checked.
struct SourceFile: Sendable {
  let listed: ListedFile
  let input: InputFile
  var parquet: ParquetFile
  /// The values of the source's partition columns, which come behind the file's own: one or, for NULL, none.
  var partition: [Values] = []

  /// What the footer says of a chunk; nil of a partition column.
  func chunk(rowGroup: Int, leaf: Int) -> ColumnMetadata? {
    leaf < parquet.schema.leaves.count ? parquet.metadata.rowGroups[rowGroup].columns[leaf].metadata : nil
  }
}

/// A dataset that is read: one schema, one or more files in the byte order of their relative paths. `key=value`
/// directories on these paths are columns behind the files' own.
public struct Source: Sendable {
  public let schema: Schema
  let files: [SourceFile]
  public let location: String

  /// Opens a file, a directory or a glob and reads every footer, by so many workers at a time (nil: one for each processor).
  ///
  /// Throws `io` where there is nothing to read, `malformed` where a footer is broken or the files' schemas differ.
  public init(location: String, limits: ReadLimits = ReadLimits(), threads: Int? = nil) throws(EngineError) {
    self.location = location
    let listing = try listFiles(of: location)
    let first = try SourceFile(opening: listing[0], limits)
    let workers = Workers(count: threads, cancellation: Cancellation())
    let others = try workers.map(listing.count - 1) { number in
      var file = try SourceFile(opening: listing[number + 1], limits)
      guard file.parquet.schema.fields == first.parquet.schema.fields else {
        throw EngineError(.malformed, "its schema differs from the first file's", at: Place(file: file.listed.path))
      }
      file.parquet.share(first.parquet)
      return file
    }
    var files = [first] + others
    let own = files[0].parquet.schema
    let partitions = try HivePartitions(of: listing, schema: own)
    for file in files.indices { files[file].partition = partitions.values[file] }
    self.files = files
    schema =
      partitions.fields.isEmpty ? own : Schema(rootName: own.rootName, fields: own.fields + partitions.fields)
  }

  /// Rows of all files, as their row groups say.
  public var rowCount: Int {
    files.reduce(0) { $0 + $1.parquet.metadata.rowGroups.reduce(0) { $0 + $1.rowCount } }
  }

  /// Whether a leaf is a partition column: the values are in the files' paths, and no file has a chunk of it.
  func isPartition(_ leaf: Int) -> Bool { leaf >= files[0].parquet.schema.leaves.count }

  /// Whether the location is one file rather than a dataset of several.
  public var isSingleFile: Bool { files.count == 1 && files[0].listed.path == location }

  /// Throws unless every file is still the one that was opened.
  func verifyUnchanged() throws(EngineError) {
    for file in files { try file.input.verifyUnchanged() }
  }
}

extension SourceFile {
  /// Reads the footer.
  fileprivate init(opening listed: ListedFile, _ limits: ReadLimits) throws(EngineError) {
    let input = try InputFile(path: listed.path)
    let parquet = try located(Place(file: listed.path)) { try ParquetFile(input, limits: limits) }
    self.init(listed: listed, input: input, parquet: parquet)
  }
}
