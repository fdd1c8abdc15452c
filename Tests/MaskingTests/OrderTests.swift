import Columnar
import Masking
import Testing

/// The laws that masks.md owes for ≤ and for the effective mask of a set.
@Suite struct OrderTests {
  /// Column types to look at a pool with: each of its own, and none.
  private func known(_ kind: Kind) -> [LeafType?] { kind.types + [nil] }

  @Test(arguments: Kind.allCases)
  func orderIsReflexiveAndTransitive(kind: Kind) throws {
    let masks = try kind.masks.map(Optional.some) + [nil]
    for type in known(kind) {
      let below = masks.map { a in masks.map { b in Mask.isAtMost(a, b, type: type) } }
      for a in masks.indices {
        #expect(below[a][a] && below[a][masks.count - 1])
        for b in masks.indices where below[a][b] {
          for c in masks.indices where below[b][c] {
            #expect(below[a][c], "\(String(describing: masks[a])) \(String(describing: masks[c]))")
          }
        }
      }
    }
  }

  @Test(arguments: Kind.allCases)
  func orderIsAntisymmetricUpToTheNamedEqualities(kind: Kind) throws {
    let equal: [Set<String>] = [
      ["null", "constant"], ["constant"], ["hash", "pseudonym"], ["hash"], ["show"], ["bucket"],
    ]
    for type in known(kind) {
      for a in try kind.masks {
        for b in try kind.masks where a != b {
          guard Mask.isAtMost(a, b, type: type), Mask.isAtMost(b, a, type: type) else { continue }
          #expect(equal.contains([a.name, b.name]), "\(a) \(b)")
        }
      }
    }
  }

  @Test(arguments: Kind.allCases)
  func effectiveIsTheGreatestLowerBound(kind: Kind) throws {
    var generator = Generator(11)
    for type in known(kind) {
      let all = try type.map { try fitting(kind, leaf($0)) } ?? kind.masks
      let plain = all.filter { !$0.isBottom }
      for _ in 0..<400 {
        let pool = generator.chance(80) ? plain : all
        let set = Set((0..<generator.integer(0...4)).map { _ in generator.pick(pool) })
        let effective = Mask.effective(set, type: type)
        for member in set { #expect(Mask.isAtMost(effective, member, type: type), "\(set)") }
        for mask in all where set.allSatisfy({ Mask.isAtMost(mask, $0, type: type) }) {
          #expect(Mask.isAtMost(mask, effective, type: type), "\(mask) \(set)")
        }
        let more = Mask.effective(set.union([generator.pick(all), generator.pick(all)]), type: type)
        #expect(Mask.isAtMost(more, effective, type: type), "\(set)")
      }
    }
  }

  @Test func effectiveDoesNotDependOnHowASetCameAbout() throws {
    var generator = Generator(12)
    for kind in Kind.allCases {
      let masks = try kind.masks
      for _ in 0..<200 {
        var members = (0..<generator.integer(1...5)).map { _ in generator.pick(masks) }
        let first = Mask.effective(Set(members), type: nil)
        members += members
        members.shuffle(using: &generator)
        var again: Set<Mask> = []
        for mask in members { again.insert(mask) }
        #expect(Mask.effective(again, type: nil) == first)
      }
    }
  }

  @Test(arguments: [
    (["round(6)", "round(10)"], "round(30)"), (["round(0.5)", "round(0.75)"], "round(1.5)"),
    (["truncate(week)", "truncate(month)"], "null"), (["truncate(year)", "truncate(month)"], "truncate(year)"),
    (["truncate(week)", "truncate(month)", "bucket('2024-01-01')"], "null"),
    (["truncate(month)", "bucket('2024-01-01', '2024-01-15')"], "bucket('2024-01-01')"),
    (["truncate(week)", "bucket('2024-01-01')"], "null"),
    (["bucket(0, 5, 10)", "bucket(5.0, 10, 20)"], "bucket(5, 10)"),
    (["bucket(0, 5, 10)", "round(10)"], "bucket(0, 10)"), (["bucket(1)", "bucket(2)"], "null"),
    (["show(first=2, with='#')", "show(last=2)"], "show(min=3, with='#')"), (["ip", "ip(v4=8, v6=64)"], "ip(v4=8)"),
    (["hash", "hash(length=16)"], "hash(length=16)"), (["hash(scope=source, length=16)", "hash"], "hash"),
    (["hash(scope=tenant)", "encrypt"], "hash"),
    (["hash(scope=tenant)", "hash(scope=tenant,length=16)"], "hash(scope=tenant,length=16)"),
    (["encrypt", "pseudonym"], "pseudonym"), (["hash", "round(5)"], "null"), (["drop", "null"], "drop"),
    (["constant(1)", "hash"], "constant(1)"), (["constant(1)", "constant(2)"], "null"), (["geo(1)", "geo(2)"], "null"),
    (["round(5)", "bucket(3)"], "null"), (["round(5)", "bucket(5)", "hash"], "null"),
  ])
  func examplesOfEffectiveMasks(members: [String], want: String) throws {
    let set = Set(try members.map { try Mask.parse($0) })
    #expect(Mask.effective(set, type: LeafType(.int64)) == (try Mask.parse(want)))
  }

  @Test func stepsThatFloatsDoNotHoldAreNotJoined() throws {
    let set: Set = [try Mask.parse("round(0.1)"), try Mask.parse("round(0.3)")]
    #expect(Mask.effective(set, type: LeafType(.double))?.text == "null")
    #expect(Mask.effective(set, type: nil)?.text == "null")
    let decimal = LeafType(.int32, .decimal(precision: 4, scale: 2))
    #expect(Mask.effective(set, type: decimal)?.text == "round(to=0.3)")
    let wide: Set = [try Mask.parse("round(16777213)"), try Mask.parse("round(16777183)")]
    #expect(Mask.effective(wide, type: LeafType(.double))?.text == "null")
    #expect(Mask.effective(wide, type: LeafType(.int64))?.text == "round(to=281474372730979)")
  }

  @Test func longCommonMultiplesAreNotJoined() throws {
    let nines = String(repeating: "9", count: 38)
    let set: Set = [try Mask.parse("round(\(nines))"), try Mask.parse("round(7)")]
    #expect(Mask.effective(set, type: LeafType(.int64))?.text == "null")
  }

  @Test func claimsThatDoNotHoldAreNotMade() throws {
    func atMost(_ a: String, _ b: String, _ type: LeafType?) throws -> Bool {
      Mask.isAtMost(try Mask.parse(a), try Mask.parse(b), type: type)
    }
    #expect(try !atMost("hash", "fpe", nil))
    #expect(try !atMost("hash(scope=tenant)", "encrypt", nil))
    #expect(try !atMost("null", "drop", nil))
    #expect(try !atMost("round(0.3)", "round(0.1)", LeafType(.double)))
    #expect(try atMost("round(0.3)", "round(0.1)", LeafType(.int32, .decimal(precision: 4, scale: 2))))
    #expect(try !atMost("bucket('2024-01-01')", "truncate(week)", nil))
    #expect(!Mask.isAtMost(nil, try Mask.parse("show"), type: nil))
  }
}
