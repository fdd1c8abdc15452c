/// Takes the sections of a page's body off its front.
struct SectionReader: ~Escapable {
  private(set) var rest: RawSpan

  @_lifetime(copy bytes)
  init(_ bytes: RawSpan) {
    rest = bytes
  }

  /// The next `count` bytes.
  @_lifetime(copy self)
  mutating func take(_ count: Int) throws(ParquetError) -> RawSpan {
    guard count <= rest.byteCount else { throw .malformed("the page ends before its levels or values do") }
    let section = rest.extracting(first: count)
    rest = rest.extracting(droppingFirst: count)
    return section
  }

  /// A section whose length stands before it in four bytes.
  @_lifetime(copy self)
  mutating func takeMeasured() throws(ParquetError) -> RawSpan {
    let length = try take(4).integer(at: 0, as: UInt32.self)
    return try take(Int(length))
  }
}
