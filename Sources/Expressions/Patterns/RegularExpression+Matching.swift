import CPcre2
import Columnar

extension RegularExpression {
  /// Steps of one match; beyond it the value is a fault.
  private static let matchLimit: UInt32 = 1_000_000

  /// Which strings hold a match, and in which the search went over its limit or the string is not UTF-8.
  func matches(in strings: ByteStrings, where wanted: Bitmap) -> (matches: Bitmap, faults: Bitmap) {
    var matches = Bitmap(repeating: false, count: strings.count)
    var faults = matches
    guard let data = unsafe pcre2_match_data_create_8(1, nil), let context = unsafe pcre2_match_context_create_8(nil)
    else { return (matches, wanted) }
    defer {
      unsafe pcre2_match_data_free_8(data)
      unsafe pcre2_match_context_free_8(context)
    }
    unsafe pcre2_set_match_limit_8(context, Self.matchLimit)
    // One byte more, so that there is an address where all strings are empty.
    let bytes = strings.bytes + [0]
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      wanted.forEachSet { index in
        let range = strings.range(index)
        let status = unsafe pcre2_match_8(code, base + range.lowerBound, range.count, 0, 0, data, context)
        if status >= 0 { matches.set(index, to: true) }
        if status < 0, status != PCRE2_ERROR_NOMATCH { faults.set(index, to: true) }
      }
    }
    return (matches, faults)
  }
}
