import Columnar
import Parquet

/// What the footers of a job's files have in common.
struct FooterContent: Sendable {
  /// Written in place of the input's `created_by`.
  static let createdBy = "louver version 0.1.0"

  /// The key of the signed policy tag.
  static let tagKey = "louver.policy"

  var schema: Schema
  var metadata: [KeyValue]

  func assembler() -> FileAssembler {
    FileAssembler(schema: schema, createdBy: FooterContent.createdBy, keyValueMetadata: metadata)
  }
}
