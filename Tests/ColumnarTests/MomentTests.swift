import Testing

@testable import Columnar

@Suite struct MomentTests {
  @Test func momentsAreCountedFromTheEpoch() {
    #expect(Moment.parse("1970-01-02")?.nanoseconds == 86_400_000_000_000)
    #expect(Moment.parse("1969-12-31T23:59:59.5Z") == Moment(nanoseconds: -500_000_000, hasTime: true, isUTC: true))
    #expect(Moment.parse("2024-02-29 12:00:00")?.hasTime == true)
    #expect(Moment.parse("1969-12-31T23:59:59")?.days == -1)
    #expect(Moment.parse("-0001-01-01")?.days == CivilDate(year: -1, month: 1, day: 1).daysSinceEpoch)
    #expect(Moment.parseTime(utf8: Array("23:59:59.000000001".utf8)[...]) == 86_399_000_000_001)
  }

  @Test(arguments: [
    "", "2024-13-01", "2023-02-29", "2024-1-01", "2024-01-01T", "2024-01-01T24:00:00", "2024-01-01 00:00",
    "2024-01-01Z",
    "2024-01-01T00:00:00.", "2024-01-01T00:00:00.1234567890", "2024-01-01T00:00:00+00:00", "123-01-01",
    "99999999999999-01-01",
  ])
  func otherTextIsNoMoment(text: String) {
    #expect(Moment.parse(text) == nil)
  }
}
