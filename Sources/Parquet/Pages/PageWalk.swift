import Columnar

/// Goes from page to page of a column chunk, reading the file in large pieces.
struct PageWalk {
  /// What is read at once: a whole chunk up to this size.
  private let windowSize: Int
  /// What is read at once where bodies are wanted, and where only headers are.
  static let wideWindow = 8 << 20
  static let headerWindow = 64 << 10
  /// Headers are at most this long: they may hold statistics.
  private static let maxHeaderSize = 16 << 20

  private let source: any ByteRangeSource
  private let limits: ReadLimits
  /// Where the chunk's pages are.
  private let range: Range<Int>
  /// Where the next header is.
  private(set) var offset: Int
  private var peeked: RawPage?
  /// Bytes of the file from `windowStart`.
  private var window: [UInt8] = []
  private var windowStart: Int

  init(source: any ByteRangeSource, range: Range<Int>, limits: ReadLimits, windowSize: Int) {
    self.windowSize = windowSize
    self.source = source
    self.limits = limits
    self.range = range
    offset = range.lowerBound
    windowStart = range.lowerBound
  }

  /// The next page, its header validated; nil behind the last.
  mutating func peek() throws -> RawPage? {
    if let peeked { return peeked }
    guard offset < range.upperBound else { return nil }
    let (header, size) = try readHeader()
    try header.validate(limits)
    let start = offset + size
    guard Int(header.compressedSize) <= range.upperBound - start else {
      throw ParquetError.malformed("the page goes beyond its column chunk")
    }
    peeked = RawPage(header: header, offset: offset, body: start..<start + Int(header.compressedSize))
    return peeked
  }

  /// Passes over the page that was peeked at.
  mutating func advance() {
    guard let page = peeked else { return }
    offset = page.body.upperBound
    peeked = nil
  }

  /// Bytes that hold a page's body, and where in them it is.
  mutating func body(of page: RawPage) throws -> (bytes: [UInt8], range: Range<Int>) {
    try fill(from: page.body.lowerBound, count: page.body.count)
    let start = page.body.lowerBound - windowStart
    return (window, start..<start + page.body.count)
  }

  private mutating func readHeader() throws -> (PageHeader, size: Int) {
    let most = min(range.upperBound - offset, Self.maxHeaderSize)
    var available = 1
    while true {
      try fill(from: offset, count: available)
      let start = offset - windowStart
      // All that is in the window may be used, so that reading again is rare.
      available = min(window.count - start, most)
      var reader = ThriftReader(window.span.extracting(start..<start + available), at: offset)
      do throws(ParquetError) {
        let header = try PageHeader(from: &reader)
        return (header, reader.position)
      } catch {
        // It may have ended early only because the window does.
        guard available < most else { throw error }
        available = min(max(available * 2, Self.headerWindow), most)
      }
    }
  }

  /// Makes the window hold these bytes of the chunk.
  private mutating func fill(from start: Int, count: Int) throws {
    if start >= windowStart, start + count <= windowStart + window.count { return }
    let length = max(count, min(windowSize, range.upperBound - start))
    window = try source.read(start..<start + length)
    windowStart = start
    guard window.count == length else { throw ParquetError(.io, "the file is shorter than it was") }
  }
}
