import Columnar

/// A Parquet file whose footer has been read and found to be consistent.
public struct ParquetFile: Sendable {
  public let source: any ByteRangeSource
  public let limits: ReadLimits
  public internal(set) var metadata: FileMetadata
  public internal(set) var schema: Schema
  /// Bytes of the footer itself, between the pages and its length.
  public let footerRange: Range<Int>
  let pageAreas: PageAreas

  /// Reads the footer and validates all of it; no page is touched.
  ///
  /// - Throws: `ParquetError` (`malformed`; `unsupported` for encrypted files and what this version does not
  ///   know; `limitExceeded`), or what the source throws.
  public init(_ source: any ByteRangeSource, limits: ReadLimits = ReadLimits()) throws {
    do {
      let (bytes, range) = try Footer.read(from: source, limits: limits)
      var reader = ThriftReader(bytes.span, at: range.lowerBound)
      let metadata = try FileMetadata(from: &reader)
      try metadata.refuseEncrypted()
      let schema = try Schema(metadata.schema)
      try metadata.validate(against: schema, pagesWithin: Footer.magic.count..<range.lowerBound, limits: limits)
      self.source = source
      self.limits = limits
      self.metadata = metadata
      self.schema = schema
      footerRange = range
      pageAreas = PageAreas(metadata)
    } catch let error as ParquetError {
      throw error.located(Place(file: source.name))
    }
  }

  /// Rows of all row groups.
  public var rowCount: Int { metadata.rowGroups.reduce(0) { $0 + $1.rowCount } }

  /// Where something is, for errors.
  func place(rowGroup: Int, leaf: Leaf, offset: Int? = nil) -> Place {
    Place(file: source.name, column: leaf.dottedPath, rowGroup: rowGroup, offset: offset)
  }
}
