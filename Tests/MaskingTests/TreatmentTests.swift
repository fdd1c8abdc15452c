import Columnar
import Masking
import Testing

@Suite struct TreatmentTests {
  private func treatment(_ leaf: Leaf, _ always: [String], _ cells: [String] = []) throws -> Treatment {
    try Treatment(
      leaf: leaf, always: Set(always.map { try Mask.parse($0) }), cells: cells.map { try Mask.parse($0) })
  }

  @Test func typesAndNullabilityFollowTheMasks() throws {
    let number = leaf(LeafType(.int64), .required)
    #expect(try treatment(number, ["hash"]).outputType == .string)
    #expect(try !treatment(number, ["hash"]).becomesOptional)
    #expect(try treatment(number, ["null"]).becomesOptional)
    #expect(try !treatment(number, ["constant(0)"]).becomesOptional)
    #expect(try treatment(number, [], ["bucket(15)"]).writesText)
    #expect(try !treatment(number, [], ["bucket(15)"]).becomesOptional)
    #expect(try treatment(number, ["round(5)"], ["round(10)"]).becomesOptional)
    #expect(try !treatment(number, ["null"], ["hash"]).writesText)
    #expect(try treatment(number, ["drop"]).isDropped)
    #expect(try !treatment(leaf(LeafType(.int64)), ["null"]).becomesOptional)
  }

  @Test func cellMasksAddToTheColumns() throws {
    let treatment = try treatment(leaf(LeafType(.int64)), ["round(6)"], ["round(10)", "hash"])
    #expect(treatment.effective(active: [])?.text == "round(to=6)")
    #expect(treatment.effective(active: [0])?.text == "round(to=30)")
    #expect(treatment.effective(active: [0, 1])?.text == "null")
  }

  @Test(arguments: [
    (LeafType(.boolean), "round(5)"), (.string, "round(5)"), (LeafType(.int64), "show"), (LeafType(.int64), "geo(1)"),
    (LeafType(.int32, .integer(bits: 16, signed: true)), "pseudonym"), (LeafType(.double), "pseudonym"),
    (LeafType(.fixedLengthByteArray(2), .float16), "round(5)"), (LeafType(.int64), "round(0.5)"),
    (LeafType(.int32, .decimal(precision: 5, scale: 2)), "round(0.001)"), (LeafType(.int64), "bucket('2024-01-01')"),
    (LeafType(.int32, .date), "bucket(5)"), (LeafType(.int32, .date), "bucket('2024-01-01 00:00:00')"),
    (LeafType(.int64, .timestamp(.micros, utc: false)), "bucket('2024-01-01T00:00:00Z')"),
    (LeafType(.int32, .integer(bits: 8, signed: true)), "constant(128)"), (.string, "constant(1)"),
    (LeafType(.int32, .decimal(precision: 5, scale: 2)), "constant(1000)"), (LeafType(.byteArray), "show"),
    (LeafType(.int64, .timestamp(.millis, utc: true)), "constant('2024-01-01T00:00:00.0001')"),
    (LeafType(.fixedLengthByteArray(16), .uuid), "constant('0001')"),
    (LeafType(.fixedLengthByteArray(4)), "constant('abc')"),
    (.string, "regex(pattern='(', replace='')"), (.string, "regex(pattern='a', replace='$1')"),
    (.string, "regex(pattern='a', replace='$')"), (.string, "regex(pattern='a', replace='${0')"),
    (.string, "respond(keep=1, from=['a', 1])"), (LeafType(.double), "respond(keep=1, from=[1])"),
  ])
  func masksThatDoNotFitAreRefused(type: LeafType, mask: String) throws {
    let mask = try Mask.parse(mask)
    #expect(throws: MaskingError.self) { try mask.check(leaf(type)) }
  }

  @Test func aMapsKeyIsNeverNull() throws {
    let key = leaf(.string, .required, isMapKey: true)
    #expect(throws: MaskingError.self) { try treatment(key, ["null"]) }
    #expect(throws: MaskingError.self) { try treatment(key, ["ip"]) }
    #expect(throws: MaskingError.self) { try treatment(key, ["hash"], ["encrypt"]) }
    #expect(try treatment(key, ["hash"]).writesText)
    #expect(try treatment(key, ["drop"]).isDropped)
  }

  @Test func whatCannotBeDoneInSomeRowsOnlyIsRefused() throws {
    #expect(throws: MaskingError.self) { try treatment(leaf(LeafType(.int64)), [], ["drop"]) }
    #expect(throws: MaskingError.self) { try treatment(leaf(LeafType(.byteArray)), [], ["hash"]) }
    #expect(throws: MaskingError.self) { try treatment(leaf(LeafType(.fixedLengthByteArray(3))), [], ["hash"]) }
    #expect(try treatment(leaf(LeafType(.byteArray)), ["hash"]).writesText)
  }
}
