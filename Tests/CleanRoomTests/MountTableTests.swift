import Testing

@testable import CleanRoom

/// Which paths of a host lead to the same files.
@Suite struct MountTableTests {
  private let table = MountTable(
    """
    22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
    23 22 0:21 / /proc rw - proc proc rw
    24 22 254:1 /data /srv/data rw - ext4 /dev/vdb rw
    25 22 254:0 /home/mary /mnt/with\\040space rw - ext4 /dev/vda rw
    26 24 254:1 /other /srv/data rw - ext4 /dev/vdb rw
    """)

  private func overlap(_ a: String, _ b: String) -> Bool {
    table.locations(of: a).contains { first in table.locations(of: b).contains { $0.overlaps(first) } }
  }

  @Test func aDirectoryOverlapsWithWhatIsBeneathItAndWithNothingBeside() {
    #expect(overlap("/home", "/home/mary/x") && overlap("/home/mary/x", "/home"))
    #expect(!overlap("/home/mary", "/home/maryann") && !overlap("/usr", "/home"))
    #expect(overlap("/", "/usr"))
  }

  @Test func anotherMountOfTheSameDirectoryIsTheSame() {
    #expect(overlap("/mnt/with space/x", "/home/mary"))
    #expect(overlap("/mnt", "/home/mary/secret"))
    #expect(!overlap("/mnt", "/home/eric"))
  }

  @Test func ofTwoMountsInOnePlaceTheLaterIsSeen() {
    #expect(table.locations(of: "/srv/data/x") == [MountTable.Location(device: "254:1", path: "/other/x")])
  }
}
