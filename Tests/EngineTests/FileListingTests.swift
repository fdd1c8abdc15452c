import Canaries
import Glibc
import Testing

@testable import Engine

@Suite struct FileListingTests {
  /// An output that cannot be looked at would else be taken for missing, and what is added to it would take its place.
  @Test func whatCannotBeLookedAtIsNotMissing() throws {
    let canaries = try CanaryDirectory()
    let directory = canaries.path
    #expect(unsafe symlink("loop", directory + "/loop") == 0)
    for path in ["/loop/x", "/" + String(repeating: "x", count: 300)] {
      #expect(throws: EngineError.self) { try exists(directory + path) }
      #expect(throws: EngineError.self) { try isDirectory(directory + path) }
    }
    #expect(try exists(directory + "/loop"))
    for path in ["/none", "/loop2/x"] { #expect(try !exists(directory + path)) }
    #expect(try isDirectory(directory))
    #expect(try !isDirectory(directory + "/none"))
  }
}
