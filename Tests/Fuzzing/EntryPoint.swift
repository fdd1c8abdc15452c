import Glibc

/// libFuzzer calls this before anything else. Which of the targets is meant stands in LOUVER_FUZZ_TARGET.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> CInt {
  // A name that is not known ends here, with those that are, rather than with a run that tests nothing.
  guard FuzzTarget.chosen != nil else {
    print(FuzzTarget.allCases.map(\.rawValue).joined(separator: "\n"))
    exit(2)
  }
  return 0
}

/// libFuzzer calls this with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: data, count: size))
  FuzzTarget.chosen?.run(bytes)
  return 0
}

extension FuzzTarget {
  static let chosen: FuzzTarget? = {
    guard let name = unsafe getenv("LOUVER_FUZZ_TARGET") else { return nil }
    return unsafe FuzzTarget(rawValue: String(cString: name))
  }()
}
