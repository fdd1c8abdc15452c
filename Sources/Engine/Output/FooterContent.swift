import Columnar
import Parquet
import Policy

/// What the footers of a job's files have in common.
struct FooterContent: Sendable {
  /// Written in place of the input's `created_by`.
  static let createdBy = "louver version 0.1.0"

  /// The key of the signed policy tag.
  static let tagKey = "louver.policy"

  var schema: Schema
  var metadata: [KeyValue]
  /// Makes the tag of a file of what seals it; nil where files have none.
  var tag: (@Sendable (FileSeal) throws -> KeyValue)?
  #if LOUVER_UNPROTECTED
    /// The first input's.
    var input: FileMetadata?
  #endif

  func assembler() -> FileAssembler {
    #if LOUVER_UNPROTECTED
      if Protection.footer.isOff, let writer = input?.createdBy {
        return FileAssembler(schema: schema, createdBy: writer, keyValueMetadata: metadata)
      }
    #endif
    return FileAssembler(schema: schema, createdBy: FooterContent.createdBy, keyValueMetadata: metadata)
  }

  /// What rows are said to be sorted by: nothing, as masks and dropped columns may have undone it.
  var sortingColumns: [SortingColumn]? {
    #if LOUVER_UNPROTECTED
      if Protection.footer.isOff { return input?.rowGroups.first?.sortingColumns }
    #endif
    return nil
  }
}
