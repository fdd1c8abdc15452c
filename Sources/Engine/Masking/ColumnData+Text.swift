import Columnar
import Parquet

extension ColumnData {
  /// Throws where a leaf that holds text has a value, or a dictionary entry, that is not UTF-8.
  func checkText(of leaf: Leaf) throws(ParquetError) {
    switch self {
    case .plain(let values): try validateUTF8(values, leaf: leaf)
    case .dictionary(let dictionary, _): try validateUTF8(dictionary, leaf: leaf)
    }
  }
}
