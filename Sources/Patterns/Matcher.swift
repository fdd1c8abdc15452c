import CPcre2

/// What one thread needs to match one pattern: results, limits and the stack of compiled patterns.
@safe struct Matcher: ~Copyable {
  enum Outcome {
    case match(Range<Int>)
    case none
    /// A limit was reached, or an error that only the text can have caused.
    case failure
  }

  private let code: OpaquePointer
  private let data: OpaquePointer?
  /// Where the last match and its groups begin and end: part of `data`.
  private let offsets: UnsafeMutablePointer<Int>?
  private let context: OpaquePointer?
  private let stack: OpaquePointer?
  private let isCompiledToMachineCode: Bool
  private let isText: Bool

  /// Backtracking steps that one search may take.
  private static let limit: UInt32 = 1_000_000

  /// `isText`: whether all that is searched is known to be UTF-8; else what is not is a failure.
  init(_ expression: RegularExpression, isText: Bool) {
    let code = unsafe expression.code
    unsafe self.code = code
    self.isText = isText
    unsafe data = pcre2_match_data_create_from_pattern_8(code, nil)
    unsafe offsets = data.flatMap { unsafe pcre2_get_ovector_pointer_8($0) }
    unsafe context = pcre2_match_context_create_8(nil)
    unsafe stack = pcre2_jit_stack_create_8(32 * 1024, 1024 * 1024, nil)
    unsafe pcre2_set_match_limit_8(context, Self.limit)
    unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    var size = 0
    unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_JITSIZE), &size)
    isCompiledToMachineCode = size > 0
  }

  deinit {
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_jit_stack_free_8(stack)
  }

  /// The next match in a text at or behind `from`.
  func match(_ text: UnsafeBufferPointer<UInt8>, from: Int, notEmptyAtStart: Bool) -> Outcome {
    var nothing: UInt8 = 0
    let options = notEmptyAtStart ? PCRE2_NOTEMPTY_ATSTART : 0
    let unchecked = isText ? PCRE2_NO_UTF_CHECK : 0
    let found = unsafe withUnsafePointer(to: &nothing) { nothing in
      let base = unsafe text.baseAddress ?? nothing
      return isCompiledToMachineCode && isText
        ? unsafe pcre2_jit_match_8(code, base, text.count, from, options, data, context)
        : unsafe pcre2_match_8(code, base, text.count, from, options | unchecked, data, context)
    }
    if found == PCRE2_ERROR_NOMATCH { return .none }
    guard found > 0, let range = range(0) else { return .failure }
    return .match(range)
  }

  /// Where a group of the last match lies; empty where it took no part.
  func group(_ number: Int) -> Range<Int> { range(number) ?? 0..<0 }

  private func range(_ group: Int) -> Range<Int>? {
    guard let offsets = unsafe offsets else { return nil }
    let (begin, end) = unsafe (offsets[2 * group], offsets[2 * group + 1])
    return begin <= end && end != Int(bitPattern: ~0) ? Int(begin)..<Int(end) : nil
  }
}
