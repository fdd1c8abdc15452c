import Engine
import Policy

/// What a job did, in words and as JSON. The numbers of removed rows are for its operator; the output has them nowhere.
enum ReportText {
  static func text(_ report: JobReport, at path: String) -> String {
    var parts = ["\(report.rowsWritten) of \(report.rowsRead) rows"]
    if report.filesWritten != 1 { parts.append("\(report.filesWritten) files") }
    parts.append("\(report.bytesWritten) bytes")
    var text = "wrote \(ProcessEnvironment.fromHere(path).displayed): \(parts.joined(separator: ", "))\n"
    if report.faults > 0 { text += "\(report.faults) values of predicates are NULL because of a fault\n" }
    if report.countedValues > 0 {
      text += "\(report.countedValues) values became NULL, as their mask could not serve them\n"
    }
    if report.suppressedRows > 0 { text += "\(report.suppressedRows) rows were suppressed for anonymity\n" }
    return text
  }

  static func json(_ report: JobReport) -> [String: JSON] {
    [
      "rowsRead": .integer(Int64(report.rowsRead)), "rowsWritten": .integer(Int64(report.rowsWritten)),
      "files": .integer(Int64(report.filesWritten)), "bytes": .integer(Int64(report.bytesWritten)),
      "faults": .integer(Int64(report.faults)), "nulledByMask": .integer(Int64(report.countedValues)),
      "suppressedRows": .integer(Int64(report.suppressedRows)),
    ]
  }

  /// The fields of the JSON form.
  static let fields =
    "\"rowsRead\", \"rowsWritten\", \"files\", \"bytes\", \"faults\", \"nulledByMask\", \"suppressedRows\""
}
