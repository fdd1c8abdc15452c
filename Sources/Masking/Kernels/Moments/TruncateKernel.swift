import CKernels
import Columnar

/// `truncate`: to the start of a calendar unit in UTC, saturating at the type's lowest value.
struct TruncateKernel: Sendable {
  private let unit: CalendarUnit
  private let moments: MomentUnit

  init(_ unit: CalendarUnit, _ type: LeafType) {
    self.unit = unit
    moments = MomentUnit(type.kind)
  }

  func apply(_ values: Values) -> Values {
    switch (moments, values) {
    case (.days, .int32(let days)):
      return .int32(starts(of: days))
    case (.counts(let time), .int64(let counts)):
      if let length = unit.fixedNanoseconds {
        return .int64(fixed(counts, length: length / (1_000_000_000 / time.perSecond)))
      }
      return .int64(calendar(counts, perDay: 86_400 * time.perSecond))
    case (.int96, .fixed(let stored)): return .fixed(truncated(stored))
    default: preconditionFailure("values of another type")
    }
  }

  private func starts(of days: [Int32]) -> [Int32] {
    guard let calendarUnit = unit.calendarUnit else { return days }
    return unsafe blockwise(days) { source, count, target in
      unsafe louver_calendar_days(source, count, calendarUnit, target)
    } otherwise: {
      Int32(clamping: unit.start(ofDay: Int($0)))
    }
  }

  private func fixed(_ counts: [Int64], length: Int64) -> [Int64] {
    if length <= 1 { return counts }
    return unsafe blockwise(counts) { source, count, target in
      unsafe louver_floor_i64(source, count, length, .min, target)
    } otherwise: { count in
      let (start, tooLow) = count.subtractingReportingOverflow(
        count.flooredQuotientAndRemainder(dividingBy: length).remainder)
      return tooLow ? .min : start
    }
  }

  private func calendar(_ counts: [Int64], perDay: Int64) -> [Int64] {
    guard let calendarUnit = unit.calendarUnit else { return counts }
    return unsafe blockwise(counts) { source, count, target in
      unsafe louver_calendar_counts(source, count, perDay, calendarUnit, target)
    } otherwise: { count in
      let day = count.flooredQuotientAndRemainder(dividingBy: perDay).quotient
      let (start, tooLow) = Int64(unit.start(ofDay: Int(day))).multipliedReportingOverflow(by: perDay)
      return tooLow ? .min : start
    }
  }

  private func truncated(_ stored: FixedBytes) -> FixedBytes {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(stored.bytes.count)
    for index in 0..<stored.count {
      let start = Timestamp96(nanoseconds: unit.start(ofNanosecond: Timestamp96(stored[index]).nanoseconds))
      bytes += start.bytes ?? Timestamp96.lowest
    }
    return FixedBytes(width: 12, count: stored.count, bytes: bytes)
  }
}

extension CalendarUnit {
  /// Nil for what has a fixed length of a day or less.
  fileprivate var calendarUnit: louver_calendar_unit? {
    switch self {
    case .year: LOUVER_YEAR
    case .quarter: LOUVER_QUARTER
    case .month: LOUVER_MONTH
    case .week: LOUVER_WEEK
    case .day, .hour, .minute, .second: nil
    }
  }
}

extension Timestamp96 {
  /// The first nanosecond of the lowest day.
  fileprivate static let lowest: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80]
}
