/// Numbers things in the order in which they are first seen. The things themselves are kept elsewhere, by their number.
struct NumberTable: Sendable {
  private var slots = [UInt32](repeating: .max, count: 64)
  private(set) var count = 0

  /// The number of a thing, a new one if none that was seen `isEqual`. `hash` tells the hash of one that was.
  @inline(__always)
  mutating func number(_ hashed: UInt64, isEqual: (Int) -> Bool, hash: (Int) -> UInt64) -> Int {
    // At most three quarters are taken. The new thing's hash cannot be asked for until its number is known.
    if 4 * (count + 1) > 3 * slots.count { grow(hash) }
    var slot = Int(truncatingIfNeeded: hashed) & (slots.count - 1)
    while slots[slot] != .max {
      let number = Int(slots[slot])
      if isEqual(number) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(count)
    count += 1
    return count - 1
  }

  private mutating func grow(_ hash: (Int) -> UInt64) {
    slots = [UInt32](repeating: .max, count: 2 * slots.count)
    for number in 0..<count {
      var slot = Int(truncatingIfNeeded: hash(number)) & (slots.count - 1)
      while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number)
    }
  }
}
