import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy

/// A view of canaries: a mask for each column, for all rows or some, and which rows remain.
public struct CanaryView: Sendable {
  /// Which cells a mask is for.
  public enum Extent: String, CaseIterable, Sendable {
    case all
    /// Those of the rows in which `part` is 1 or 2.
    case some
    /// All, and rows in which `part` is 3 or 4 go.
    case filtered
  }

  public var masks: [String: String]
  public var extent: Extent

  public init(_ masks: [String: String], _ extent: Extent) {
    self.masks = masks
    self.extent = extent
  }

  /// One of each column's masks, by number.
  public static func number(_ number: Int, of masks: (CanaryColumn) -> [String], _ extent: Extent) -> CanaryView {
    CanaryView(
      Dictionary(
        uniqueKeysWithValues: CanaryColumn.all.map { column in
          let all = masks(column).filter { extent != .some || $0 != "drop" }
          return (column.name, all[number % all.count])
        }), extent)
  }

  /// How many it takes until each mask has had its turn.
  public static func count(of masks: (CanaryColumn) -> [String]) -> Int {
    CanaryColumn.all.map { masks($0).count }.max()!
  }

  public func visible(_ schema: Schema) throws -> VisibleView {
    let context = EvaluationContext(nowNanoseconds: 0)
    func predicate(_ text: String) throws -> Predicate {
      try Predicate(parsing: text, schema: schema, context: context)
    }
    var view = VisibleView()
    for (column, mask) in masks {
      let when = extent == .some ? try predicate("part IN (1, 2)") : nil
      view.columns[column] = [Restriction(when: when, mask: try .parse(mask))]
    }
    if extent == .filtered { view.rows = [try predicate("part NOT IN (3, 4)")] }
    return view
  }

  /// The job that makes what the view shows of a file or directory.
  public func job(_ location: String, keyByte: UInt8 = 7, options: JobOptions = JobOptions()) throws -> Job {
    let source = try Source(location: location)
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: keyByte, count: 32)))
    return try Job(source: source, view: try visible(source.schema), keys: keys, options: options)
  }
}

extension CanaryFile {
  /// Rows in groups of 100 whose canaries are of few keys, where they shall go into dictionaries, or of many.
  public func rows(_ count: Int, seed: UInt64) -> [[Row]] {
    let rows = (0..<count).map { number in
      let bits = CanaryColumn.mixed(UInt64(number) &+ seed &* 1_000_003)
      let key = layout.dictionary ? bits % 23 + 100 * (bits >> 20 % 5) : bits >> 8
      return Row(
        id: Int64(number), part: Int32(bits >> 40 % 5), key: key, twin: bits >> 50 % 9 == 0 ? nil : 0)
    }
    return stride(from: 0, to: count, by: 100).map { Array(rows[$0..<min($0 + 100, count)]) }
  }
}
