import Columnar

extension Frame {
  /// Days moved by whole days; a result beyond 32 bits is a fault.
  func days(_ a: Vector, plus b: Vector, sign: Int128) -> Vector {
    combined(a, b) { day($0 + sign * $1) }
  }

  func shifted(_ vector: Vector, by interval: Interval, from source: Kind, to target: Kind) -> Vector {
    mapped(vector) { value in
      var (days, rest) =
        source == .date ? (value, 0) : value.flooredQuotientAndRemainder(dividingBy: Moment.nanosecondsPerDay)
      if interval.months != 0 {
        guard let moved = shift(days, months: interval.months) else { return nil }
        days = moved
      }
      if target == .date { return day(days + interval.nanoseconds / Moment.nanosecondsPerDay) }
      rest += interval.nanoseconds
      return instant(days * Moment.nanosecondsPerDay + rest)
    }
  }

  func dateParts(_ part: Function, _ vector: Vector, isDate: Bool) -> Vector {
    mapped(vector) { value in
      let (days, rest) =
        isDate ? (value, 0) : value.flooredQuotientAndRemainder(dividingBy: Moment.nanosecondsPerDay)
      if part == .hour { return rest / (3_600 * Moment.nanosecondsPerSecond) }
      let date = CivilDate(daysSinceEpoch: Int(clamping: days))
      return Int128(part == .year ? date.year : part == .month ? date.month : date.day)
    }
  }

  func truncated(_ vector: Vector, to unit: DateUnit, isDate: Bool) -> Vector {
    mapped(vector) { value in
      let perDay = Moment.nanosecondsPerDay
      return isDate
        ? unit.start(of: value * perDay).flooredQuotientAndRemainder(dividingBy: perDay).quotient
        : unit.start(of: value)
    }
  }
}

/// A day number, if 32 bits hold it.
private func day(_ number: Int128) -> Int128? { Int32(exactly: number) == nil ? nil : number }

/// A timestamp, if it is one that a column could hold in any unit: what is beyond has no text.
private func instant(_ nanoseconds: Int128) -> Int128? {
  Timestamp96(nanoseconds: nanoseconds).bytes == nil ? nil : nanoseconds
}

/// A day moved by months; in a shorter month to its last day.
private func shift(_ days: Int128, months: Int) -> Int128? {
  guard days.magnitude < 1 << 40 else { return nil }
  let date = CivilDate(daysSinceEpoch: Int(days))
  let (year, month) = (date.year * 12 + date.month - 1 + months).flooredQuotientAndRemainder(dividingBy: 12)
  let first = CivilDate(year: year, month: month + 1, day: 1).daysSinceEpoch
  let next = CivilDate(year: month == 11 ? year + 1 : year, month: month == 11 ? 1 : month + 2, day: 1).daysSinceEpoch
  return Int128(first + min(date.day, next - first) - 1)
}

extension DateUnit {
  /// The start of the unit that a time is in.
  fileprivate func start(of nanoseconds: Int128) -> Int128 {
    let second = Moment.nanosecondsPerSecond
    switch self {
    case .second: return floor(nanoseconds, second)
    case .minute: return floor(nanoseconds, 60 * second)
    case .hour: return floor(nanoseconds, 3_600 * second)
    case .day: return floor(nanoseconds, Moment.nanosecondsPerDay)
    case .week:
      // 1970-01-01 was a Thursday; weeks begin on Monday.
      let monday = 4 * Moment.nanosecondsPerDay
      return floor(nanoseconds - monday, 7 * Moment.nanosecondsPerDay) + monday
    case .year, .quarter, .month:
      let days = nanoseconds.flooredQuotientAndRemainder(dividingBy: Moment.nanosecondsPerDay).quotient
      var date = CivilDate(daysSinceEpoch: Int(clamping: days))
      if self == .year { date.month = 1 }
      if self == .quarter { date.month = (date.month - 1) / 3 * 3 + 1 }
      date.day = 1
      return Int128(date.daysSinceEpoch) * Moment.nanosecondsPerDay
    }
  }

  private func floor(_ number: Int128, _ step: Int128) -> Int128 {
    number - number.flooredQuotientAndRemainder(dividingBy: step).remainder
  }
}
