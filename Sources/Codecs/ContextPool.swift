import Columnar

/// Contexts of a C library that are costly to make: handed out to one user at a time and kept for the next.
///
/// There are never more of them than there were users at the same time.
@safe final class ContextPool: Sendable {
  @safe private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let free = Guarded<[Handle]>([])
  private let make: @Sendable () -> OpaquePointer?

  init(_ make: @escaping @Sendable () -> OpaquePointer?) {
    unsafe self.make = make
  }

  /// Runs `body` with a context of its own, nil if none could be made.
  func withContext<Result>(_ body: (OpaquePointer) -> Result) -> Result? {
    let kept = free.withLock { $0.popLast() }
    guard let handle = unsafe kept ?? make().map({ unsafe Handle(pointer: $0) }) else { return nil }
    defer { free.withLock { $0.append(handle) } }
    return unsafe body(handle.pointer)
  }
}
