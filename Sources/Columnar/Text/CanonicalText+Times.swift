/// Longest text of a date: a sign, a year of at most 9 digits, month and day.
private let longestDate = 18

func dateText(of days: [Int32]) -> ByteStrings {
  let span = days.span
  return ByteStrings(count: days.count, longest: longestDate) { index, bytes, start in
    write(CivilDate(daysSinceEpoch: Int(span[index])), &bytes, start)
  }
}

func timeText(of counts: [some FixedWidthInteger & SignedInteger], _ unit: TimeUnit) -> ByteStrings {
  let span = counts.span
  return ByteStrings(count: counts.count, longest: 28) { index, bytes, start in
    writeTime(Int64(truncatingIfNeeded: span[index]), unit, &bytes, start)
  }
}

func timestampText(of counts: [Int64], _ unit: TimeUnit, utc: Bool) -> ByteStrings {
  let span = counts.span
  let perDay = unit.perSecond * 86_400
  return ByteStrings(count: counts.count, longest: longestDate + 20) { index, bytes, start in
    let (days, rest) = span[index].flooredQuotientAndRemainder(dividingBy: perDay)
    return write(day: Int(days), rest, unit, utc: utc, &bytes, start)
  }
}

/// INT96: the nanoseconds of a day, then its Julian number, both little-endian.
func timestamp96Text(of timestamps: FixedBytes) -> ByteStrings {
  ByteStrings(count: timestamps.count, longest: longestDate + 20) { index, bytes, start in
    let (days, rest) = Timestamp96(timestamps[index]).dayAndNanoseconds
    return write(day: days, rest, .nanos, utc: false, &bytes, start)
  }
}

private func write(
  day: Int, _ count: Int64, _ unit: TimeUnit, utc: Bool, _ bytes: inout MutableSpan<UInt8>, _ start: Int
) -> Int {
  var at = write(CivilDate(daysSinceEpoch: day), &bytes, start)
  bytes[at] = UInt8(ascii: "T")
  at = writeTime(count, unit, &bytes, at + 1)
  if utc {
    bytes[at] = UInt8(ascii: "Z")
    at += 1
  }
  return at
}

/// Years of at least four digits, `-` before the year 0.
private func write(_ date: CivilDate, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
  var at = start
  if date.year < 0 {
    bytes[at] = UInt8(ascii: "-")
    at += 1
  }
  let year = UInt64(date.year.magnitude)
  at = DigitWriter.write(year, digits: max(4, DigitWriter.count(year)), &bytes, at)
  at = writePair(UInt8(ascii: "-"), date.month, &bytes, at)
  return writePair(UInt8(ascii: "-"), date.day, &bytes, at)
}

/// A time of day; a count outside the day keeps its hours.
private func writeTime(_ count: Int64, _ unit: TimeUnit, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
  let (seconds, fraction) = count.flooredQuotientAndRemainder(dividingBy: unit.perSecond)
  let (minutes, second) = seconds.flooredQuotientAndRemainder(dividingBy: 60)
  let (hours, minute) = minutes.flooredQuotientAndRemainder(dividingBy: 60)
  var at = start
  if hours < 0 {
    bytes[at] = UInt8(ascii: "-")
    at += 1
  }
  let hour = hours.magnitude
  at = DigitWriter.write(
    hour, digits: hours < 0 ? DigitWriter.count(hour) : max(2, DigitWriter.count(hour)), &bytes, at)
  at = writePair(UInt8(ascii: ":"), Int(minute), &bytes, at)
  at = writePair(UInt8(ascii: ":"), Int(second), &bytes, at)
  bytes[at] = UInt8(ascii: ".")
  return DigitWriter.write(UInt64(fraction), digits: unit.digits, &bytes, at + 1)
}

private func writePair(_ mark: UInt8, _ number: Int, _ bytes: inout MutableSpan<UInt8>, _ start: Int) -> Int {
  bytes[start] = mark
  return DigitWriter.write(UInt64(number), digits: 2, &bytes, start + 1)
}
