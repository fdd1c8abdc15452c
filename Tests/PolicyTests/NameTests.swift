import Columnar
import Testing

@testable import Policy

/// Names that could be taken for others.
@Suite struct NameTests {
  @Test func dotsPartNamesWhateverFollowsThem() {
    #expect("pii.email".isWithin("pii") && "pii".isWithin("pii") && "a.b.c".isWithin("a.b"))
    #expect(!"piis".isWithin("pii") && !"pii".isWithin("pii.email") && !"xpii.email".isWithin("pii"))
    // A dot with a combining mark behind it is one character, and still a dot.
    #expect("address.\u{301}x".isWithin("address"))
    #expect("address.\u{301}x".withAncestors.contains("address"))
    #expect("caf\u{E9}.x".isWithin("cafe\u{301}") && !"caf\u{E9}.x".isWithin("cafe"))
    #expect("a.b.c".withAncestors.sorted() == ["a", "a.b", "a.b.c"])
  }

  @Test func globsTakeTheSameTextForTheSameHoweverItIsWritten() {
    #expect(Glob("caf\u{E9}").matches("cafe\u{301}") && Glob("caf\u{E9}*").matches("cafe\u{301}s"))
    #expect(
      Glob("caf?").matches("cafe\u{301}") && Glob("caf?").matches("caf\u{E9}") && Glob("caf??").matches("cafe\u{301}"))
    #expect(!Glob("cafe").matches("caf\u{E9}") && !Glob("c?").matches("caf\u{E9}"))
  }

  /// Columns whose names are one text in two forms are masked together, and so are those under hostile names.
  @Test func aMaskMissesNoColumnByItsSpelling() throws {
    let odd = Schema(fields: [
      column("caf\u{E9}", .byteArray, .string), column("cafe\u{301}", .byteArray, .string),
      SchemaNode("address", .optional, .group(nil, [column("\u{301}x", .byteArray, .string)])),
    ])
    let source = Source(name: "a", schema: odd, columns: ["caf\u{E9}": ["pii"], "address": ["pii"]])
    for target in [
      TargetSelector(columnTag: "pii"), TargetSelector(type: "string"), TargetSelector(column: Glob("*")),
    ] { #expect(target.leaves(of: source)?.count == 3) }
    #expect(TargetSelector(column: Glob("cafe\u{301}")).leaves(of: source)?.count == 2)
    #expect(TargetSelector(column: Glob("address")).leaves(of: source)?.count == 1)
    #expect(odd.leaves(named: "address").count == 1)
  }
}
