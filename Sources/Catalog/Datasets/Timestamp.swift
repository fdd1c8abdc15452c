import Columnar

/// Instants as text for people: `2024-03-31T12:00:00Z`.
enum Timestamp {
  /// Of nanoseconds since 1970, fractions of a second left out.
  static func text(_ nanoseconds: Int64) -> String {
    let seconds = nanoseconds >= 0 ? nanoseconds / 1_000_000_000 : (nanoseconds - 999_999_999) / 1_000_000_000
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - day * 86_400
    let date = CivilDate(daysSinceEpoch: Int(day))
    let parts = [date.month, date.day, Int(rest / 3600), Int(rest / 60 % 60), Int(rest % 60)].map {
      $0 < 10 ? "0\($0)" : "\($0)"
    }
    return "\(date.year)-\(parts[0])-\(parts[1])T\(parts[2]):\(parts[3]):\(parts[4])Z"
  }
}
