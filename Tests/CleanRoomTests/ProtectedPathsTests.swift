import Glibc
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

  /// Another name of a file is as good as the file.
  @Test func hardLinksOfFilesAreTouched() throws {
    var template = Array("/tmp/louver-links-XXXXXX".utf8CString)
    let directory = unsafe String(cString: try #require(unsafe mkdtemp(&template)))
    defer { unsafe system("rm -rf '\(directory)'") }
    let made = unsafe system(
      """
      cd '\(directory)' && mkdir -p data/deep shown/deep other && echo raw >data/deep/raw && ln data/deep/raw shown/deep/link &&
      ln data/deep/raw single && echo own >other/one && ln other/one other/two
      """)
    #expect(made == 0)
    let protected = ProtectedPaths(["\(directory)/data"], mounts: mounts)
    for name in ["shown", "shown/deep/link", "single"] {
      #expect(protected.sharesFiles(with: "\(directory)/\(name)"), "\(name)")
    }
    #expect(!protected.sharesFiles(with: "\(directory)/other"))
  }

  @Test func ofAPatternTheDirectoryAboveCounts() {
    let protected = ProtectedPaths(["/usr/share/*/data-??.parquet"], mounts: mounts)
    #expect(protected.isTouched(by: "/usr/share") && !protected.isTouched(by: "/usr/lib"))
  }

  @Test func whatIsNotThereYetIsProtectedByItsName() {
    #expect(ProtectedPaths(["/usr/not-yet"], mounts: mounts).isTouched(by: "/usr"))
  }
}
