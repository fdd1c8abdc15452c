import Columnar
import Glibc

/// Descriptors of files that were read lately, kept open for whoever reads them next.
///
/// A source may have more files than a process may have descriptors, and work goes from file to file: few descriptors serve
/// nearly every read. Each is lent to one reader at a time.
final class OpenFiles: Sendable {
  private static let mostKept = 256
  static let shared = OpenFiles()

  private struct Kept {
    let file: ObjectIdentifier
    let descriptor: Int32
  }

  /// The one used last comes last.
  private let kept = Guarded<[Kept]>([])

  /// A descriptor of `file`, which is the caller's until it is put back; nil where none is kept.
  func take(_ file: InputFile) -> Int32? {
    let file = ObjectIdentifier(file)
    return kept.withLock { kept in
      kept.lastIndex { $0.file == file }.map { kept.remove(at: $0).descriptor }
    }
  }

  func put(_ descriptor: Int32, of file: InputFile) {
    let file = ObjectIdentifier(file)
    let oldest = kept.withLock { kept -> Int32? in
      kept.append(Kept(file: file, descriptor: descriptor))
      return kept.count > OpenFiles.mostKept ? kept.removeFirst().descriptor : nil
    }
    if let oldest { close(oldest) }
  }

  /// Closes what is kept of a file that nobody reads any more.
  func forget(_ file: ObjectIdentifier) {
    let closed = kept.withLock { kept in
      defer { kept.removeAll { $0.file == file } }
      return kept.filter { $0.file == file }.map(\.descriptor)
    }
    for descriptor in closed { close(descriptor) }
  }
}
