import Columnar

/// Others who make pages for a writer while it goes on.
public protocol PageHelp: Sendable {
  /// Has `work` done, soon and by another thread, if one has nothing else to do. False where none has: `work` is not done then.
  func take(_ work: @escaping @Sendable () -> Void) -> Bool
}

/// A page that somebody else makes.
final class PromisedPage: Sendable {
  private let made = Guarded<Result<EncodedPage, ParquetError>?>(nil)

  /// Nil where nobody has time for it.
  init?(_ help: any PageHelp, _ make: @escaping @Sendable () throws(ParquetError) -> EncodedPage) {
    let made = made
    let isTaken = help.take {
      let result = Result(catching: make)
      made.withLock { $0 = result }
      made.changed()
    }
    if !isTaken { return nil }
  }

  var isMade: Bool { made.withLock { $0 != nil } }

  /// The page, once it is made.
  func page() throws(ParquetError) -> EncodedPage { try made.waiting { $0 }.get() }
}
