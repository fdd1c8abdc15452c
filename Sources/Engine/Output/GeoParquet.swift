import Policy

/// What GeoParquet 1.x writes of a file's geometry columns (geoparquet.org, "File metadata").
enum GeoParquet {
  static let key = "geo"

  /// What says how coordinates are to be understood. Extents and types of geometries are of values, and a covering
  /// names columns that may be gone.
  private static let meaning = ["encoding", "crs", "edges", "orientation", "epoch"]

  /// The text of a file that has some columns of the one whose text was `stored`; nil where it describes none of them.
  static func remade(from stored: String, columns: Set<String>) -> String? {
    guard let geo = try? JSON(parsing: stored), let described = geo["columns"]?.object, let version = geo["version"]
    else { return nil }
    let kept = described.filter { columns.contains($0.key) }.mapValues { column in
      var members = (column.object ?? [:]).filter { meaning.contains($0.key) }
      // An empty list stands for types that are not known.
      members["geometry_types"] = []
      return JSON.object(members)
    }
    guard let first = kept.keys.min() else { return nil }
    let primary = geo["primary_column"]?.string.flatMap { kept[$0] == nil ? nil : $0 }
    return JSON.object([
      "version": version, "primary_column": .string(primary ?? first), "columns": .object(kept),
    ]).compactText
  }
}
