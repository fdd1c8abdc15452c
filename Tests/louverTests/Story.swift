import Glibc

/// A catalog of a test's own, in which the sample declarations are applied: Mary of HR, Eric, Nina who may see US customers
/// only, and Oscar to whom nobody opened anything.
struct Story {
  let directory: Directory

  init() throws {
    directory = try Directory()
    try done("init")
    try done("apply", Samples.directory + "/declarations.yaml")
  }

  /// Mary's project of Mary and Eric, current for both.
  func formProject() throws {
    try done(
      "--as", "mary", "project", "create", "story", "--source", "customers", "--source", "tickets", "--member", "eric")
    for member in ["mary", "eric"] { try done("--as", member, "switch", "story") }
  }

  func run(_ words: String...) throws -> Program { try Program.run(words, in: directory.path) }

  /// Runs what must succeed, and gives what it wrote.
  @discardableResult
  func done(_ words: String...) throws -> String {
    let run = try Program.run(words, in: directory.path)
    guard run.status == 0 else { throw Refused(words: words, run: run) }
    return run.output
  }

  /// All rows of a source, or with `--dataset` of a dataset, as a principal sees them now.
  func read(_ name: String, as principal: String, _ options: String...) throws -> Sheet {
    let words = ["--as", principal, "read", name, "--format", "csv"] + options
    let run = try Program.run(words, in: directory.path)
    guard run.status == 0 else { throw Refused(words: words, run: run) }
    return Sheet(csv: run.output)
  }

  /// Paths of all files below a directory of the story's.
  func files(below path: String) throws -> [String] {
    unsafe system("cd '\(directory.path)' && find '\(path)' -type f | sort > '\(directory.path)/files'")
    return try directory.read("files").split(separator: "\n").map(String.init)
  }

  struct Refused: Error {
    var words: [String]
    var run: Program
  }
}

/// Rows of text under their columns' names.
struct Sheet: Equatable {
  var columns: [String]
  var rows: [[String]]

  /// Text without line breaks inside of fields, such as the sample data is.
  init(csv: String) {
    var lines = csv.split(separator: "\n").map { Self.fields($0) }
    columns = lines.isEmpty ? [] : lines.removeFirst()
    rows = lines
  }

  private static func fields(_ line: Substring) -> [String] {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var last: Character = ","
    for character in line {
      if character == "\"" {
        // The second of two quotation marks stands for one.
        if !isQuoted, last == "\"" { field.append("\"") }
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        fields.append(field)
        field = ""
      } else {
        field.append(character)
      }
      last = character
    }
    return fields + [field]
  }

  /// The values of a column, in the order of rows; empty where there is no such column.
  subscript(column: String) -> [String] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    return rows.map { $0[index] }
  }

  /// The row whose first column is `key`, by column.
  func row(_ key: String) -> [String: String] {
    guard let row = rows.first(where: { $0[0] == key }) else { return [:] }
    return Dictionary(uniqueKeysWithValues: zip(columns, row))
  }
}
