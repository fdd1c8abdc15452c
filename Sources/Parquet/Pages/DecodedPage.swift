import Columnar

/// The slots and values of one data page.
struct DecodedPage {
  var structure: Structure
  var data: ColumnData
}
