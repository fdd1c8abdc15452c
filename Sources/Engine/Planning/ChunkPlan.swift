/// How one column chunk is made: the cheapest way that is right (parquet.md, "the chunk plan").
enum ChunkPlan: String, Sendable, CaseIterable {
  /// Bytes are copied as they are.
  case copy
  /// Nothing is read: levels and the constant are written from the row count.
  case blank
  /// The same under a list or a struct: the levels are read.
  case blankNested = "blank, nested"
  /// The dictionary page is masked, index pages are copied compressed.
  case dictionary
  /// Distinct values are masked once, equal results merged, indices remapped.
  case remap
  /// Rows go; indices are compacted and the dictionary rebuilt.
  case select
  /// Decode, select, mask, encode, compress.
  case recode

  /// Whether pages are decoded and made anew.
  var decodes: Bool {
    switch self {
    case .copy, .blank, .dictionary: false
    case .blankNested, .remap, .select, .recode: true
    }
  }
}

/// A chunk plan and why it was chosen.
struct PlannedChunk: Sendable {
  var plan: ChunkPlan
  var reason: String
  /// Whether a chunk that is copied is decoded all the same, to prove that it holds what its metadata says.
  var isProven = false
}
