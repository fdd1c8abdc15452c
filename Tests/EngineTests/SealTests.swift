import Columnar
import Engine
import Masking
import Parquet
import Policy
import Testing

/// What a tag seals of a file: everything but the tag.
@Suite struct SealTests {
  private static let key = "louver.policy"

  /// A sealed file, and what it was sealed with when it was written.
  private func sealed(_ file: SampleFile, _ name: String, _ options: JobOptions = JobOptions()) throws -> FileSeal {
    let job = try Job(
      source: Source(location: file.path), view: VisibleView(columns: ["name": [Restriction(mask: .parse("null"))]]),
      keys: .bare(.random()), options: options)
    let report = try job.write(
      to: .file(file.directory.path + "/" + name),
      tag: { KeyValue(key: Self.key, value: JSON.object(["content": $0.json]).canonicalText) })
    return try #require(report.seals.first)
  }

  private func seal(_ bytes: [UInt8], _ name: String, complete: Bool = true) throws -> FileSeal? {
    try ParquetFile(MemorySource(name: name, bytes: bytes)).sealed(as: name, complete: complete).seal
  }

  /// Whether chunks were copied, encoded or put aside, the writer seals what a reader finds.
  @Test(arguments: [512 << 20, 0], [true, false])
  func whatIsSealedIsWhatIsThere(memory: Int, rewrites: Bool) throws {
    let file = try SampleFile(rows: 500, groupRows: 120)
    let sealed = try sealed(file, "out.parquet", JobOptions(memoryBudget: memory, rewritesAll: rewrites))
    let bytes = try readFile(file.directory.path + "/out.parquet")
    #expect(try seal(bytes, "out.parquet") == sealed)
    #expect(try seal(bytes, "out.parquet", complete: false) == sealed)
    #expect(sealed.root.count == 64 && sealed.footer.count == 64)
  }

  @Test func noByteCanBeChanged() throws {
    let file = try SampleFile(rows: 60, groupRows: 30)
    let sealed = try sealed(file, "out.parquet")
    let bytes = try readFile(file.directory.path + "/out.parquet")
    let tag = try #require(bytes.firstRange(of: Array("{\"content\"".utf8))?.lowerBound)
    let length = try #require(bytes[tag...].firstRange(of: Array("}}".utf8))?.upperBound) - tag
    var unnoticed: [Int] = []
    for place in bytes.indices where !(tag..<tag + length).contains(place) {
      var changed = bytes
      changed[place] ^= 0x41
      // What is no longer a Parquet file is noticed as well.
      if let found = try? seal(changed, "out.parquet"), found == sealed { unnoticed.append(place) }
    }
    #expect(unnoticed == [])
  }

  @Test func nothingFitsBetweenTheParts() throws {
    let file = try SampleFile(rows: 60, groupRows: 30)
    let sealed = try sealed(file, "out.parquet")
    let bytes = try readFile(file.directory.path + "/out.parquet")
    let parquet = try ParquetFile(MemorySource(name: "out", bytes: bytes))
    let end = parquet.footerRange.lowerBound
    #expect(try seal(bytes[..<end] + [0] + bytes[end...], "out.parquet") != sealed)
    // A field that no reader knows, at the end of the footer's structure.
    let footer = Array(bytes[parquet.footerRange].dropLast()) + [0xF5, 0x02, 0]
    let size = UInt32(footer.count)
    let tail = (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * UInt32($0))) } + Array("PAR1".utf8)
    #expect(try seal(bytes[..<end] + footer + tail, "out.parquet") == nil)
  }

  /// A tag that was moved to another file seals what that one does not hold.
  @Test func tagsOfTwoFilesCannotBeExchanged() throws {
    let (a, b) = (try SampleFile(rows: 60, groupRows: 30, seed: 1), try SampleFile(rows: 60, groupRows: 30, seed: 2))
    let (first, second) = (try sealed(a, "out.parquet"), try sealed(b, "out.parquet"))
    #expect(first.root != second.root && first.footer != second.footer)
    var bytes = try readFile(a.directory.path + "/out.parquet")
    let parquet = try ParquetFile(MemorySource(name: "a", bytes: bytes))
    var metadata = parquet.metadata
    metadata.keyValueMetadata = try ParquetFile(
      MemorySource(name: "b", bytes: readFile(b.directory.path + "/out.parquet"))
    ).metadata.keyValueMetadata
    bytes = Array(bytes[..<parquet.footerRange.lowerBound]) + encodeFooter(metadata)
    let moved = try ParquetFile(MemorySource(name: "a", bytes: bytes)).sealed(as: "out.parquet", complete: true)
    let claimed = try JSON(parsing: try #require(moved.tag))["content"].flatMap { FileSeal(json: $0) }
    #expect(claimed == second && moved.seal == first)
  }

  /// Without a tag nothing is hashed, and the bytes are what they were.
  @Test func whatHasNoTagHasNoSeal() throws {
    let file = try SampleFile(rows: 60, groupRows: 30)
    let job = try Job(source: Source(location: file.path), view: VisibleView(), keys: .bare(.random()))
    let report = try job.write(to: .file(file.directory.path + "/out.parquet"))
    #expect(report.seals == [])
  }
}
