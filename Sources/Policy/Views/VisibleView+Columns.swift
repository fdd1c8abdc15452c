import Columnar
import Masking

extension VisibleView {
  /// This view of some columns of a schema only: all others are dropped, whatever else was done to them. It shows less,
  /// so that it asks less of those who are to see it.
  /// Throws `invalidArgument` for a column that is not there.
  public func showing(only columns: [String], of schema: Schema) throws(PolicyError) -> VisibleView {
    var wanted: Set<String> = []
    for column in columns {
      let leaves = schema.leaves(named: column)
      guard !leaves.isEmpty else {
        throw PolicyError(.invalidArgument, "there is no column \(column)", hint: "louver describe lists them")
      }
      wanted.formUnion(leaves.map(\.shortPath))
    }
    var view = self
    for leaf in schema.leaves where !wanted.contains(leaf.shortPath) {
      view.columns[leaf.shortPath] = [Restriction(mask: .drop)]
    }
    return view
  }
}
