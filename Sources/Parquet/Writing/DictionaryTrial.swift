import Columnar

/// Whether a dictionary makes a chunk smaller: its first pages wait until that is known.
///
/// Of values that are drawn from many, such as days or postal codes, a page repeats few, and the chunk repeats each many times. They
/// are told from values that do not repeat by how much rarer new ones become within a page.
struct DictionaryTrial {
  enum Verdict {
    case pays
    case isUseless
    /// More pages will tell.
    case isOpen
  }

  /// Pages after which a dictionary that has not paid is given up.
  private static let longest = 8

  /// What waits for the verdict.
  private(set) var pages: [PendingPage] = []
  private var valueCount = 0
  /// Bytes of all values, PLAIN-encoded.
  private var plainBytes = 0

  /// The verdict with one more page of ids in `dictionary`.
  mutating func verdict(with page: PendingPage, _ dictionary: OutputDictionary, byteLimit: Int) -> Verdict {
    let costs = ValueCosts(dictionary.values)
    valueCount += page.ids.count
    plainBytes += page.ids.reduce(0) { $0 + costs.bytes(Int($1)..<Int($1) + 1) }
    pages.append(page)
    if pays(dictionary) { return .pays }
    if pages.count == DictionaryTrial.longest { return .isUseless }
    return pages.count > 1 || willPay(page, dictionary, byteLimit) ? .isOpen : .isUseless
  }

  /// Whether the dictionary has paid so far.
  func pays(_ dictionary: OutputDictionary) -> Bool {
    bytes(Double(dictionary.byteCount), entries: dictionary.count, values: valueCount) < Double(plainBytes)
  }

  /// Whether it pays by the end of the trial, if new values go on to become rarer as they do within the first page.
  private func willPay(_ page: PendingPage, _ dictionary: OutputDictionary, _ byteLimit: Int) -> Bool {
    if page.ids.isEmpty { return true }
    // Ids count up in order of first use.
    let first = Double(page.ids[..<(page.ids.count / 2)].max().map { $0 + 1 } ?? 0)
    let second = Double(dictionary.count) - first
    guard second < first else { return false }
    let decay = second / first
    var (entries, added) = (0.0, first)
    for _ in 0..<2 * DictionaryTrial.longest {
      entries += added
      added *= decay
    }
    let dictionaryBytes = entries * Double(dictionary.byteCount) / Double(dictionary.count)
    return dictionaryBytes <= Double(byteLimit)
      && bytes(dictionaryBytes, entries: Int(entries), values: valueCount * DictionaryTrial.longest)
        < Double(plainBytes * DictionaryTrial.longest)
  }

  private func bytes(_ dictionaryBytes: Double, entries: Int, values: Int) -> Double {
    let width = BitPacking.width(of: UInt64(max(entries, 2) - 1))
    return dictionaryBytes + Double(BitPacking.byteCount(values, width: width))
  }
}
