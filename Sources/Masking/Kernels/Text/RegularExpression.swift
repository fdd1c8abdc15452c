import CPcre2
import Columnar

/// A compiled pattern with its replacement, shared by all threads. Released with its last copy.
@safe final class RegularExpression: Sendable {
  // PCRE2 never writes to compiled code while matching.
  private nonisolated(unsafe) let code: OpaquePointer
  private let template: ReplacementTemplate

  /// Compiles with UTF and without UCP; lines end at LF. Throws for a bad pattern or a reference to no group.
  init(_ pattern: String, _ replacement: String, _ leaf: Leaf) throws(MaskingError) {
    unsafe code = try Self.compiled(pattern, leaf)
    var groups: UInt32 = 0
    unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
    guard let template = ReplacementTemplate(replacement, groups: Int(groups)) else {
      unsafe pcre2_code_free_8(code)
      throw MaskingError("regex on \(leaf.shortPath): bad reference in \(quoted(replacement))")
    }
    self.template = template
  }

  /// The replacement's pieces, and the text that the literal ones are parts of.
  var pieces: [ReplacementTemplate.Piece] { template.pieces }
  var literals: [UInt8] { template.literals }

  deinit { unsafe pcre2_code_free_8(code) }

  private static func compiled(_ pattern: String, _ leaf: Leaf) throws(MaskingError) -> OpaquePointer {
    let options = PCRE2_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C
    let context = unsafe pcre2_compile_context_create_8(nil)
    defer { unsafe pcre2_compile_context_free_8(context) }
    unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    unsafe pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))
    var failure: Int32 = 0
    var offset = 0
    let bytes = Array(pattern.utf8)
    let code = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &failure, &offset, context)
    }
    guard let code = unsafe code else {
      throw MaskingError("regex on \(leaf.shortPath): pattern error \(failure) at \(offset): \(message(failure))")
    }
    unsafe pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    return unsafe code
  }

  private static func message(_ failure: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe pcre2_get_error_message_8(failure, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }

  /// Lends the compiled code for matching.
  func withCode<Result, Failure: Error>(_ body: (OpaquePointer) throws(Failure) -> Result) throws(Failure) -> Result {
    unsafe try body(code)
  }
}
