import Columnar
import Testing

@testable import Patterns

@Suite struct PatternTests {
  private func replaced(_ pattern: String, _ template: String, _ texts: [String]) throws -> [String?] {
    let expression = try RegularExpression(pattern)
    let template = try #require(ReplacementTemplate(template, groups: expression.groups))
    let output = try #require(expression.replacing(in: ByteStrings(texts), with: template))
    var next = 0
    return texts.indices.map { index in
      guard output.validity?[index] ?? true else { return nil }
      defer { next += 1 }
      return output.texts.string(next)
    }
  }

  @Test func groupsAreReferredToAndDollarsAreDoubled() throws {
    #expect(try replaced("(a)|(b)", "<$1${2}$$>", ["xaby", ""]) == ["x<a$><b$>y", ""])
    #expect(ReplacementTemplate("$1", groups: 0) == nil)
    #expect(ReplacementTemplate("$", groups: 9) == nil)
    #expect(ReplacementTemplate("${1", groups: 9) == nil)
  }

  @Test func emptyMatchesMoveOn() throws {
    #expect(try replaced("x*", "-", ["axb", "é"]) == ["-a--b-", "-é-"])
    #expect(try replaced("\\b", "|", ["ab cd"]) == ["|ab| |cd|"])
  }

  @Test func classesAreASCIIAndLinesEndAtLF() throws {
    #expect(try replaced("\\d", "#", ["1٣"]) == ["#٣"])
    #expect(try replaced(".", "#", ["a\r\u{2028}\n"]) == ["###\n"])
  }

  @Test func whatTakesTooManyStepsFails() throws {
    let slow = String(repeating: "a", count: 40) + "!"
    #expect(try replaced("(a|aa)+$", "#", [slow, "a", slow]) == [nil, "#", nil])
    let found = try RegularExpression("(a|aa)+$").matches(
      in: ByteStrings([slow, "a", "b", "a"]), where: Bitmap([true, true, true, false]))
    #expect(found.faults == Bitmap([true, false, false, false]))
    #expect(found.matches == Bitmap([false, true, false, false]))
  }

  @Test func bytesThatAreNoTextAreFaults() throws {
    var strings = ByteStrings(["a"])
    strings.append([0xff])
    strings.append([])
    let found = try RegularExpression("a|^$").matches(in: strings, where: Bitmap(repeating: true, count: 3))
    #expect(found.matches == Bitmap([true, false, true]))
    #expect(found.faults == Bitmap([false, true, false]))
  }

  @Test func whatIsNoPatternIsRefusedWithItsPlace() {
    for (pattern, offset) in [("a(b", 3), ("[z-a]", 3), ("\\C", 2)] {
      do {
        _ = try RegularExpression(pattern)
        Issue.record("\(pattern) is none")
      } catch { #expect(error.place.offset == offset && !error.message.isEmpty, "\(pattern)") }
    }
  }
}
