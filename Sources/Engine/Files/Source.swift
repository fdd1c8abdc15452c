import Columnar
import Parquet

/// A file of a source, its footer read and checked.
struct SourceFile: Sendable {
  let listed: ListedFile
  let input: InputFile
  let parquet: ParquetFile
}

/// A dataset that is read: one schema, one or more files in the byte order of their relative paths.
public struct Source: Sendable {
  public let schema: Schema
  let files: [SourceFile]
  public let location: String

  /// Opens a file, a directory or a glob and reads every footer.
  ///
  /// Throws `io` where there is nothing to read, `malformed` where a footer is broken or the files' schemas differ.
  public init(location: String, limits: ReadLimits = ReadLimits()) throws(EngineError) {
    self.location = location
    var files: [SourceFile] = []
    for listed in try listFiles(of: location) {
      let input = try InputFile(path: listed.path)
      let parquet = try located(Place(file: listed.path)) { try ParquetFile(input, limits: limits) }
      if let first = files.first, first.parquet.schema.fields != parquet.schema.fields {
        throw EngineError(.malformed, "its schema differs from the first file's", at: Place(file: listed.path))
      }
      files.append(SourceFile(listed: listed, input: input, parquet: parquet))
    }
    self.files = files
    schema = files[0].parquet.schema
  }

  /// Rows of all files, as their row groups say.
  public var rowCount: Int {
    files.reduce(0) { $0 + $1.parquet.metadata.rowGroups.reduce(0) { $0 + $1.rowCount } }
  }

  /// Whether the location is one file rather than a dataset of several.
  public var isSingleFile: Bool { files.count == 1 && files[0].listed.path == location }

  /// Throws unless every file is still the one that was opened.
  func verifyUnchanged() throws(EngineError) {
    for file in files { try file.input.verifyUnchanged() }
  }
}
