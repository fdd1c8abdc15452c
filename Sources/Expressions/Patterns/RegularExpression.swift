import CPcre2

/// A compiled PCRE2 pattern: UTF-8, with ASCII classes, bounded in what a match may cost.
@safe final class RegularExpression: Sendable {
  let pattern: String
  /// Never changed after it is made; PCRE2 allows any number of matches with one at a time.
  nonisolated(unsafe) let code: OpaquePointer

  struct Failure: Error {
    /// Bytes into the pattern.
    var offset: Int
    var message: String
  }

  init(_ pattern: String) throws(Failure) {
    self.pattern = pattern
    let options = PCRE2_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C
    var status: Int32 = 0
    var offset = 0
    var text = pattern
    let compiled = text.withUTF8 { bytes in
      unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
    }
    guard let compiled = unsafe compiled else { throw Failure(offset: offset, message: Self.message(status)) }
    // Without a just-in-time compiler the interpreter matches the same.
    unsafe pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    unsafe code = compiled
  }

  deinit { unsafe pcre2_code_free_8(code) }

  private static func message(_ status: Int32) -> String {
    let text = [UInt8](filling: 256) { span in
      unsafe span.withUnsafeMutableBufferPointer {
        _ = unsafe pcre2_get_error_message_8(status, $0.baseAddress, $0.count)
      }
    }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }
}
