import Columnar

/// Byte strings that are looked for all at once. Of each only a fingerprint is kept, of 64 bits under a random seed, so
/// that memory depends on their number alone and no value can be read back from it.
///
/// There are two kinds: strings that are searched for in bytes, wherever these begin, and values of a leaf that are
/// looked up as a whole.
struct Needles: Sendable {
  /// Bytes of a string that is searched for. A longer one is by its first and its last so many.
  static let lengths = 4...64

  /// Those fingerprints that begin with some bits: what one pass looks for.
  struct Part: Sendable {
    var bits = 0
    var prefix: UInt64 = 0

    func holds(_ fingerprint: UInt64) -> Bool { bits == 0 || fingerprint >> UInt64(64 - bits) == prefix }

    /// Of the two halves this one becomes the first; gives the second.
    mutating func split() -> Part {
      bits += 1
      prefix <<= 1
      return Part(bits: bits, prefix: prefix | 1)
    }
  }

  /// What is known of a string.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8
    /// A number in digits: it counts only where no other digit stands beside it.
    static let numeral = Marks(rawValue: 1)
    /// Somebody may see it, in this or another cell.
    static let shown = Marks(rawValue: 2)
    /// A value of a leaf, looked up as a whole.
    static let ofLeaf = Marks(rawValue: 4)
  }

  private(set) var part: Part
  /// Fingerprints by their lowest bits, 0 where a slot is free.
  private var slots: [UInt64]
  private var marks: [Marks]
  private(set) var count = 0
  private var beginnings: Beginnings
  /// How many strings of each length there are.
  private(set) var countByLength = [Int](repeating: 0, count: Needles.lengths.upperBound + 1)
  private let seed: UInt64

  init(_ part: Part, seed: UInt64) {
    self.part = part
    self.seed = seed
    slots = [UInt64](repeating: 0, count: 1 << 10)
    marks = [Marks](repeating: [], count: 1 << 10)
    beginnings = Beginnings()
  }

  // MARK: Adding

  /// A string to search for; one that is too short is left out.
  mutating func add(_ bytes: RawSpan, _ range: Range<Int>, isNumeral: Bool = false) {
    guard range.count >= Needles.lengths.lowerBound else { return }
    for piece in Needles.pieces(of: range) {
      let fingerprint = fingerprint(bytes, piece)
      guard part.holds(fingerprint) else { continue }
      let (slot, isNew) = take(fingerprint, isNumeral ? .numeral : [])
      // What is text as well is not only a number.
      if !isNumeral { marks[slot].remove(.numeral) }
      guard isNew else { continue }
      countByLength[piece.count] += 1
      beginnings.add(bytes, piece)
    }
  }

  /// A value of a leaf.
  mutating func add(_ bytes: RawSpan, _ range: Range<Int>, leaf: Int) {
    let fingerprint = fingerprint(bytes, range, salt: UInt64(leaf) + 1)
    if part.holds(fingerprint) { _ = take(fingerprint, .ofLeaf) }
  }

  /// All of a string, or where it is long its two ends.
  static func pieces(of range: Range<Int>) -> [Range<Int>] {
    let most = lengths.upperBound
    return range.count <= most
      ? [range] : [range.lowerBound..<range.lowerBound + most, range.upperBound - most..<range.upperBound]
  }

  private mutating func take(_ fingerprint: UInt64, _ mark: Marks) -> (slot: Int, isNew: Bool) {
    var slot = place(of: fingerprint)
    if slots[slot] == fingerprint { return (slot, false) }
    if 2 * (count + 1) > slots.count {
      resize(to: 2 * slots.count) { _ in true }
      slot = place(of: fingerprint)
    }
    slots[slot] = fingerprint
    marks[slot] = mark
    count += 1
    return (slot, true)
  }

  /// Lets go of half of them, and gives the part that a later pass has to look for.
  mutating func halve() -> Part {
    let other = part.split()
    let kept = part
    resize(to: slots.count) { kept.holds($0) }
    return other
  }

  private mutating func resize(to size: Int, keeping isKept: (UInt64) -> Bool) {
    let old = (slots, marks)
    slots = [UInt64](repeating: 0, count: size)
    marks = [Marks](repeating: [], count: size)
    count = 0
    for (fingerprint, mark) in zip(old.0, old.1) where fingerprint != 0 && isKept(fingerprint) {
      let slot = place(of: fingerprint)
      slots[slot] = fingerprint
      marks[slot] = mark
      count += 1
    }
  }

  // MARK: Looking

  /// Makes searching fast, once all have been added.
  mutating func finishAdding() { beginnings.makeFilter() }

  /// The slot of a value of a leaf.
  func slot(_ bytes: RawSpan, _ range: Range<Int>, leaf: Int) -> Int? {
    find(fingerprint(bytes, range, salt: UInt64(leaf) + 1))
  }

  mutating func markShown(_ slots: some Sequence<Int>) { for slot in slots { marks[slot].insert(.shown) } }

  func isShown(_ slot: Int) -> Bool { marks[slot].contains(.shown) }

  /// Values of leaves that nobody may see.
  var hiddenValueCount: Int { marks.count { $0.contains(.ofLeaf) && !$0.contains(.shown) } }

  /// Calls `body` with the slot and the offset of every string that stands in a range of bytes and begins at or behind
  /// `start`. Bit `n - 1` of `lengths` says whether those of `n` bytes count.
  func forEachHit(
    in bytes: RawSpan, _ range: Range<Int>, from start: Int = 0, lengths: UInt64 = .max, _ body: (Int, Int) -> Void
  ) {
    guard !beginnings.isEmpty else { return }
    var at = max(start, range.lowerBound)
    while at + Needles.lengths.lowerBound <= range.upperBound {
      let found = beginnings.lengths(at: at, in: bytes, until: range.upperBound) & lengths
      if found != 0 { check(bytes, at, in: range, found, body) }
      at &+= 1
    }
  }

  private func check(
    _ bytes: RawSpan, _ start: Int, in range: Range<Int>, _ lengths: UInt64, _ body: (Int, Int) -> Void
  ) {
    var state = seed
    var length = 0
    var left = lengths
    while left != 0 {
      let next = left.trailingZeroBitCount + 1
      guard start + next <= range.upperBound else { return }
      while length < next {
        state = Needles.step(state, bytes[start + length])
        length += 1
      }
      left &= left - 1
      guard let slot = find(Needles.finish(state, length)) else { continue }
      if marks[slot].contains(.numeral), isWithinDigits(bytes, start..<start + length, of: range) { continue }
      body(slot, start)
    }
  }

  private func isWithinDigits(_ bytes: RawSpan, _ number: Range<Int>, of range: Range<Int>) -> Bool {
    func isDigit(_ offset: Int) -> Bool {
      range.contains(offset) && bytes[offset] >= UInt8(ascii: "0") && bytes[offset] <= UInt8(ascii: "9")
    }
    return isDigit(number.lowerBound - 1) || isDigit(number.upperBound)
  }

  private func find(_ fingerprint: UInt64) -> Int? {
    let slot = place(of: fingerprint)
    return slots[slot] == fingerprint ? slot : nil
  }

  /// The slot that holds a fingerprint, or that it would be put into.
  private func place(of fingerprint: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: fingerprint) & mask
    while slots[slot] != 0, slots[slot] != fingerprint { slot = (slot + 1) & mask }
    return slot
  }

  // MARK: Fingerprints

  private func fingerprint(_ bytes: RawSpan, _ range: Range<Int>, salt: UInt64 = 0) -> UInt64 {
    var state = seed ^ salt &* 0x9e37_79b9_7f4a_7c15
    for offset in range { state = Needles.step(state, bytes[offset]) }
    return Needles.finish(state, range.count)
  }

  @inline(__always) private static func step(_ state: UInt64, _ byte: UInt8) -> UInt64 {
    let mixed = (state ^ UInt64(byte)) &* 0x9fb2_1c65_1e98_df25
    return mixed ^ mixed >> 32
  }

  private static func finish(_ state: UInt64, _ length: Int) -> UInt64 {
    var result = (state ^ UInt64(length)) &* 0xff51_afd7_ed55_8ccd
    result = (result ^ result >> 33) &* 0xc4ce_b9fe_1a85_ec53
    result ^= result >> 33
    return result == 0 ? 1 : result
  }
}
