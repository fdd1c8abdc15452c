import Columnar
import Testing

@testable import louver

@Suite struct OutputTests {
  @Test func columnsAreAlignedByDisplayWidth() {
    var table = TextTable(["name", "rows"], [.left, .right])
    table.append(["日本", "5"])
    table.append(["e\u{301}", "12345"])
    #expect(table.text == "name   rows\n日本      5\ne\u{301}     12345\n")
  }

  @Test func ordersToTheTerminalAreEscaped() {
    #expect("a\u{1B}[31m\nb\u{202E}c\u{7F}".displayed == "a\\u{1b}[31m\\nb\\u{202e}c\\u{7f}")
    #expect("Grüße, 日本".displayed == "Grüße, 日本")
    var table = TextTable(["n"])
    table.append(["\r\u{9B}x"])
    #expect(table.text == "n\n\\r\\u{9b}x\n")
  }

  @Test func kindsOfErrorsBecomeTheExitStatusesOfTheInterface() {
    let expected: [(ErrorKind, Int32)] = [
      (.invalidArgument, 2), (.denied, 3), (.malformed, 4), (.unsupported, 4), (.limitExceeded, 4), (.conflict, 5),
      (.io, 6), (.interrupted, 130),
    ]
    for (kind, status) in expected { #expect(ExitStatus(kind).rawValue == status) }
    struct Foreign: Error {}
    #expect(Failure(Foreign(), command: "mask").status.rawValue == 1)
  }

  @Test func anErrorIsOneLineAndAHint() {
    var error = UsageError("bad \n name", hint: "do this")
    error.place = Place(file: "in.parquet", column: "a", rowGroup: 2)
    let failure = Failure(error, command: "rewrite")
    #expect(
      failure.text
        == "louver: rewrite failed: in.parquet, column a, row group 2: bad \\n name\nhint: do this\n")
    #expect(
      failure.json.compactText
        == #"{"error":{"column":"a","file":"in.parquet","hint":"do this","kind":"invalidArgument","#
        + #""message":"bad \n name","rowGroup":2,"status":2}}"#)
  }
}
