/// A value of INT96: nanoseconds of a day (8 bytes) and its Julian day number (4 bytes), both little-endian.
public struct Timestamp96: Hashable, Sendable {
  /// Nanoseconds since 1970-01-01T00:00:00, which 64 bits do not always hold.
  public var nanoseconds: Int128

  /// Julian day number of 1970-01-01.
  private static let epoch: Int128 = 2_440_588
  private static let perDay: Int128 = 86_400_000_000_000

  public init(nanoseconds: Int128) { self.nanoseconds = nanoseconds }

  /// Reads 12 bytes; a count of nanoseconds outside the day carries over.
  public init(_ bytes: ArraySlice<UInt8>) {
    precondition(bytes.count == 12)
    var count: UInt64 = 0
    var day: UInt32 = 0
    for byte in bytes.prefix(8).reversed() { count = count << 8 | UInt64(byte) }
    for byte in bytes.suffix(4).reversed() { day = day << 8 | UInt32(byte) }
    let days = Int128(Int32(bitPattern: day)) - Self.epoch
    nanoseconds = days * Self.perDay + Int128(Int64(bitPattern: count))
  }

  /// Days since 1970-01-01 and the nanoseconds of that day, of a time that has a stored form.
  public var dayAndNanoseconds: (day: Int, nanoseconds: Int64) {
    let (day, rest) = nanoseconds.flooredQuotientAndRemainder(dividingBy: Self.perDay)
    return (Int(truncatingIfNeeded: day), Int64(rest))
  }

  /// The stored form, nil where the day number does not fit 32 bits.
  public var bytes: [UInt8]? {
    let (day, rest) = nanoseconds.flooredQuotientAndRemainder(dividingBy: Self.perDay)
    guard let julian = Int32(exactly: day + Self.epoch) else { return nil }
    return (0..<8).map { UInt8(truncatingIfNeeded: rest >> (8 * $0)) }
      + (0..<4).map { UInt8(truncatingIfNeeded: julian >> (8 * $0)) }
  }
}
