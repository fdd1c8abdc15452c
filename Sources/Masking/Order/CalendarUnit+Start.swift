import Columnar

extension CalendarUnit {
  /// Nanoseconds of a unit that is no matter of the calendar.
  var fixedNanoseconds: Int64? {
    switch self {
    case .year, .quarter, .month, .week: nil
    case .day: 86_400_000_000_000
    case .hour: 3_600_000_000_000
    case .minute: 60_000_000_000
    case .second: 1_000_000_000
    }
  }

  /// The first day of the unit that a day since 1970-01-01 is in; a day itself for finer units.
  func start(ofDay day: Int) -> Int {
    switch self {
    case .week: return day - Int(Int64(day + 3).flooredQuotientAndRemainder(dividingBy: 7).remainder)  // a Thursday
    case .day, .hour, .minute, .second: return day
    case .year, .quarter, .month:
      var date = CivilDate(daysSinceEpoch: day)
      date.day = 1
      if self == .year { date.month = 1 }
      if self == .quarter { date.month = (date.month - 1) / 3 * 3 + 1 }
      return date.daysSinceEpoch
    }
  }

  /// The first nanosecond of the unit that a nanosecond since 1970 is in.
  func start(ofNanosecond nanosecond: Int128) -> Int128 {
    if let length = fixedNanoseconds {
      return nanosecond - nanosecond.flooredQuotientAndRemainder(dividingBy: Int128(length)).remainder
    }
    let day = nanosecond.flooredQuotientAndRemainder(dividingBy: Moment.nanosecondsPerDay).quotient
    return Int128(start(ofDay: Int(truncatingIfNeeded: day))) * Moment.nanosecondsPerDay
  }
}
