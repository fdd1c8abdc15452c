extension [UInt8] {
  /// How many are `level`.
  ///
  /// Blocks are short enough for their counts to fit a byte, so that many levels are compared and counted at once.
  func count(of level: UInt8) -> Int {
    let levels = span
    let end = levels.count
    var total = 0
    var start = 0
    while start < end {
      let blockEnd = Swift.min(end, start &+ 255)
      var count: UInt8 = 0
      for index in start..<blockEnd where levels[index] == level { count &+= 1 }
      total &+= Int(count)
      start = blockEnd
    }
    return total
  }
}
