import Testing

@testable import Policy

/// The table of access: deny is the default, required policies all allow, one of the shared ones does.
@Suite struct AccessTests {
  private func opens(_ rules: [PolicyRule], to who: String = "eric") throws -> Bool {
    try !world(rules).sees(who).isHidden
  }

  @Test func withoutAPolicyOnlyOwnerAndAdminsSeeASource() throws {
    #expect(try !opens([]))
    #expect(try opens([], to: "mary"))
    var governance = try world([])
    governance.principals["root"] = Principal(name: "root", permissions: [.admin])
    #expect(try !governance.sees("root").isHidden)
    governance.rules["1"] = try access("1", "user('eric')")
    #expect(try governance.sees("root").isHidden)
    #expect(try governance.sees("mary").isHidden)
  }

  @Test func requiredPoliciesAllHaveToAllow() throws {
    let one = try access("1", "group('analysts')")
    let two = try access("2", "group('hr')")
    #expect(try opens([one]))
    #expect(try !opens([one], to: "ann"))
    #expect(try !opens([one, two]))
    #expect(try opens([one, two], to: "mary"))
  }

  @Test func oneOfTheSharedPoliciesHasToAllow() throws {
    let one = try access("1", "group('analysts')", required: false)
    let two = try access("2", "group('hr')", required: false)
    let required = try access("3", "group('analysts')")
    #expect(try opens([one]))
    #expect(try !opens([one], to: "ann"))
    #expect(try opens([one, two], to: "ann"))
    #expect(try opens([required, one, two]))
    #expect(try !opens([required, two]))
    #expect(try !opens([required, one, two], to: "ann"))
  }

  @Test func aPolicyThatDoesNotApplyNeitherOpensNorCloses() throws {
    let exempt = try access("1", "group('analysts')", except: "user('eric')")
    #expect(try !opens([exempt]))
    #expect(try opens([exempt, access("2", "everyone")]))
    let strict = try access("1", "group('hr')", except: "user('eric')")
    #expect(try opens([strict, access("2", "everyone")]))
    #expect(try !opens([strict, access("2", "everyone")], to: "zoe"))
  }

  @Test func aPolicyOfColumnsThatAreNotThereSaysNothing() throws {
    func rule(_ tag: String) -> PolicyRule {
      PolicyRule(
        name: "t", kind: .access(allow: .everyone, isRequired: true), target: TargetSelector(columnTag: tag))
    }
    #expect(try opens([rule("pii")]))
    #expect(try !opens([rule("pi")]))
  }
}
