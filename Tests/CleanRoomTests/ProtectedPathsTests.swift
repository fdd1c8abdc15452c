import Testing

@testable import CleanRoom

/// What no room shows.
@Suite struct ProtectedPathsTests {
  private let mounts = "22 1 254:0 / / rw - ext4 /dev/vda rw\n"

  @Test func whatHoldsDataAndWhatIsPartOfItAreTouched() {
    let protected = ProtectedPaths(["/usr/bin", "/etc/hosts"], mounts: mounts)
    for path in ["/", "/usr", "/usr/bin", "/usr/bin/env", "/etc", "/etc/hosts"] {
      #expect(protected.isTouched(by: path))
    }
    for path in ["/usr/lib", "/etc/passwd", "/nowhere"] { #expect(!protected.isTouched(by: path)) }
  }

  @Test func ofAPatternTheDirectoryAboveCounts() {
    let protected = ProtectedPaths(["/usr/share/*/data-??.parquet"], mounts: mounts)
    #expect(protected.isTouched(by: "/usr/share") && !protected.isTouched(by: "/usr/lib"))
  }

  @Test func whatIsNotThereYetIsProtectedByItsName() {
    #expect(ProtectedPaths(["/usr/not-yet"], mounts: mounts).isTouched(by: "/usr"))
  }
}
