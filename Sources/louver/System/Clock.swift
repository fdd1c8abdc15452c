import Columnar
import Glibc

/// The wall clock.
enum Clock {
  /// Nanoseconds since 1970-01-01T00:00:00Z.
  static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// An instant as text: `2024-01-31T12:00:00.123456789Z`.
  static func text(_ nanoseconds: Int64) -> String {
    canonicalText(of: .int64([nanoseconds]), type: LeafType(.int64, .timestamp(.nanos, utc: true))).string(0)
  }
}
