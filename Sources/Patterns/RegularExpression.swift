import CPcre2

/// A compiled PCRE2 pattern: UTF-8, with ASCII classes, `.` up to LF, bounded in what a match may cost. Shared by all threads.
@safe public final class RegularExpression: Sendable {
  public let pattern: String
  /// How many groups it has.
  public let groups: Int
  // PCRE2 never writes to compiled code while matching.
  nonisolated(unsafe) let code: OpaquePointer

  /// Compiles a pattern, and machine code for it where PCRE2 can. Throws for what is none.
  public init(_ pattern: String) throws(PatternError) {
    self.pattern = pattern
    unsafe code = try Self.compiled(pattern)
    var groups: UInt32 = 0
    unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
    self.groups = Int(groups)
  }

  deinit { unsafe pcre2_code_free_8(code) }

  private static func compiled(_ pattern: String) throws(PatternError) -> OpaquePointer {
    let options = PCRE2_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C
    let context = unsafe pcre2_compile_context_create_8(nil)
    defer { unsafe pcre2_compile_context_free_8(context) }
    // Not what the library happens to be built for.
    unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    unsafe pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))
    var status: Int32 = 0
    var offset = 0
    let bytes = Array(pattern.utf8)
    let code = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, context)
    }
    guard let code = unsafe code else {
      throw PatternError(status: Int(status), message(status), offset: offset)
    }
    // Without machine code the interpreter matches the same.
    unsafe pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    return unsafe code
  }

  private static func message(_ status: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe pcre2_get_error_message_8(status, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }
}
