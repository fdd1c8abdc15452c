import Columnar

extension RegularExpression {
  /// Which of the wanted strings hold a match, and in which the search went over its limit or that are not UTF-8.
  public func matches(in strings: ByteStrings, where wanted: Bitmap) -> (matches: Bitmap, faults: Bitmap) {
    let matcher = Matcher(self, isText: strings.isUTF8)
    var matches = Bitmap(repeating: false, count: strings.count)
    var faults = matches
    unsafe strings.bytes.withUnsafeBufferPointer { bytes in
      wanted.forEachSet { index in
        let text = unsafe UnsafeBufferPointer(rebasing: bytes[strings.range(index)])
        switch unsafe matcher.match(text, from: 0, notEmptyAtStart: false) {
        case .match: matches.set(index, to: true)
        case .none: break
        case .failure: faults.set(index, to: true)
        }
      }
    }
    return (matches, faults)
  }
}
