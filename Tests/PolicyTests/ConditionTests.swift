import Testing

@testable import Policy

@Suite struct ConditionTests {
  private let mary = Principal(
    name: "mary", groups: ["hr"], attributes: ["clearance": ["high"], "none": []], permissions: [.derive])

  @Test(arguments: [
    ("everyone", true), ("group('hr')", true), ("group('hr2')", false), ("user('mary')", true), ("user('eric')", false),
    ("attribute('clearance')", true), ("attribute('none')", false), ("attribute('other')", false),
    ("attribute('clearance','high')", true), ("attribute('clearance', 'low')", false), ("purpose('fraud')", true),
    ("purpose('fraud.review')", true), ("purpose('fraud.review.deep')", false), ("purpose('frau')", false),
    ("permission('derive')", true), ("permission('admin')", false), ("not group('hr')", false),
    ("not not group('hr')", true), ("group('x') or group('hr') and user('eric')", false),
    ("group('x') and group('y') or user('mary')", true), ("group('hr') and not (user('eric') or user('x'))", true),
    ("not group('x') and group('hr')", true), ("  group ( 'hr' )  ", true), ("group('h''r')", false),
  ])
  func conditionsHoldAsTheySay(text: String, wanted: Bool) throws {
    let condition = try Condition(parsing: text)
    #expect(condition.holds(for: mary, under: ["fraud.review"]) == wanted)
    let again = try Condition(parsing: condition.description)
    #expect(again == condition)
  }

  @Test(arguments: [
    "", "group", "group()", "group('a'", "group('a', 'b')", "group(a)", "grp('a')", "user('a') user('b')", "and", "not",
    "(everyone", "everyone)", "permission('fly')", "attribute('a','b','c')", "group('a)", "Group('a')", "everyone or",
    "group(\"a\")", "1", "everyone('x')",
  ])
  func whatIsNoConditionIsRefused(text: String) {
    #expect(throws: PolicyError.self) { try Condition(parsing: text) }
  }

  @Test func nestingIsBounded() throws {
    let deep = String(repeating: "(", count: 50) + "everyone" + String(repeating: ")", count: 50)
    _ = try Condition(parsing: deep)
    for text in [
      String(repeating: "(", count: 100_000), String(repeating: "not ", count: 100_000) + "everyone",
    ] { #expect(throws: PolicyError.self) { try Condition(parsing: text) } }
  }

  @Test func adminsHaveEveryPermissionButNoExemption() throws {
    let root = Principal(name: "root", permissions: [.admin])
    for permission in Permission.allCases { #expect(root.has(permission)) }
    #expect(!(try Condition(parsing: "group('hr')")).holds(for: root, under: []))
  }

  @Test func globsMatchWholeNamesDotsIncluded() {
    let cases: [(String, String, Bool)] = [
      ("*", "", true), ("*", "a.b", true), ("a*", "a", true), ("a*", "ba", false), ("a.?", "a.b", true),
      ("?", "ab", false),
      ("?", "é", true), ("*.price", "items.price", true), ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false),
      ("a[b]", "a[b]", true), ("a", "A", false), ("**", "x", true), ("a*b", "acb\nb", true),
    ]
    for (pattern, text, wanted) in cases { #expect(Glob(pattern).matches(text) == wanted, "\(pattern) \(text)") }
    let hostile = Glob(String(repeating: "a*", count: 200) + "b")
    #expect(!hostile.matches(String(repeating: "a", count: 2000)))
  }

  @Test func tagsAndPurposesAreHierarchical() {
    #expect("pii.email".isWithin("pii"))
    #expect("pii".isWithin("pii"))
    #expect(!"piix".isWithin("pii"))
    #expect(!"pii".isWithin("pii.email"))
  }
}
