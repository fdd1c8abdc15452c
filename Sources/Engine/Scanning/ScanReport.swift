/// Where in an output something of what its view hides can be.
public enum ScanChannel: String, Sendable, CaseIterable, Hashable {
  /// The name of a file or directory.
  case name
  /// Key-value metadata, the schema, the writer's name.
  case footer
  /// Minimum, maximum and counts in the footer.
  case statistics
  case pageHeader = "page header"
  /// Column index and offset index.
  case pageIndex = "page index"
  case bloomFilter = "bloom filter"
  case dictionary
  /// Indices that tell equal values apart.
  case indices = "dictionary indices"
  /// A page's bytes, as stored or decompressed.
  case page
  /// A value of a page.
  case cell
  case sorting = "sorting columns"
  case boundaries = "row group boundaries"
  /// Bytes of a file that belong to no part of it.
  case gap = "bytes between parts"
  /// A file that is no Parquet.
  case otherFile = "other file"
}

/// Something that must not be there. What was found is not said, only where.
public struct ScanFinding: Sendable, Hashable {
  /// Of an output of several files the path below its directory; where that path itself is a finding, its number.
  public var file: String
  public var rowGroup: Int?
  public var column: String?
  public var channel: ScanChannel
  /// How often.
  public var count: Int
}

/// What a search of an output came to.
public struct ScanReport: Sendable {
  public internal(set) var files = 0
  /// Bytes of all files.
  public internal(set) var storedBytes = 0
  /// Bytes of pages that were decompressed.
  public internal(set) var decompressedBytes = 0
  /// Different values, column by column, that the view hides.
  public internal(set) var hiddenValues = 0
  /// Bytes from which on hidden values were searched for in all bytes: shorter ones would be found by chance among so many.
  /// Values of their own columns were compared whatever their length.
  public internal(set) var shortestSearched = Needles.lengths.lowerBound
  public internal(set) var findings: [ScanFinding] = []
}
