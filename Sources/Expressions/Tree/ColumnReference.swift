import Columnar

/// A leaf that a predicate names.
struct ColumnReference: Sendable {
  let leaf: Leaf
  let kind: Kind
  /// The short path: without the wrappers of lists and maps.
  let path: [String]
  /// How many names of the path lead to the list whose elements are meant, nil outside lists.
  let listDepth: Int?

  /// The list whose elements are meant.
  var list: [String]? { listDepth.map { Array(path.prefix($0)) } }
}

/// Whether two names are the same bytes: Swift's own equality would also join different spellings of one accent.
func sameName(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

func samePath(_ a: [String], _ b: [String]) -> Bool { a.elementsEqual(b, by: sameName) }
