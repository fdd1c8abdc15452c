import Glibc
import Testing

/// A dataset that was changed behind the catalog's back is noticed by whoever looks at it, reads it or derives from it.
@Suite struct SealTests {
  /// A project with the dataset `d` of two files, and the source `from-d` that is derived from it.
  private func written() throws -> Story {
    let story = try Story()
    try story.formProject()
    try write(story, "d", "--columns", "ticket_id,region")
    try write(story, "d", "--columns", "ticket_id,region", "--append")
    try story.done("--as", "mary", "derive", "from-d", "--from", "d")
    try expectUnchanged(story)
    return story
  }

  private func write(_ story: Story, _ name: String, _ options: String...) throws {
    let words = ["--as", "mary", "mask", "tickets", "--into", name] + options
    let run = try Program.run(words, in: story.directory.path)
    guard run.status == 0 else { throw Story.Refused(words: words, run: run) }
  }

  private static let dataset = ".louver/workspaces/story/d"
  private static let files = ["part-00000.parquet", "part-00001.parquet"].map { dataset + "/" + $0 }

  private func expectUnchanged(_ story: Story) throws {
    #expect(try story.run("--as", "mary", "read", "d", "--dataset").status == 0)
    #expect(try story.run("--as", "mary", "--project", "", "read", "from-d").status != 1)
    for file in Self.files {
      let said = try story.done("inspect", file)
      #expect(said.contains("signature: valid\ncontent: intact\nmanifest: lists this file\n"))
    }
  }

  /// Runs `script` in the story's directory; then reading, deriving and inspecting some file have to end with status 4.
  private func expectNoticed(
    _ story: Story, inspecting file: String? = files[0], says: String = "content: CHANGED", _ script: String
  ) throws {
    #expect(unsafe system("cd '\(story.directory.path)' && \(script)") == 0)
    let read = try story.run("--as", "mary", "read", "d", "--dataset")
    #expect(read.status == 4 && read.output.isEmpty && read.error.contains("dataset d was changed"))
    let derived = try story.run("--as", "mary", "derive", "other", "--from", "d")
    #expect(derived.status == 4 && derived.error.contains("dataset d was changed"))
    try story.done("--as", "mary", "switch", "--none")
    let source = try story.run("--as", "mary", "read", "from-d")
    #expect(source.status == 4 && source.output.isEmpty && source.error.contains("dataset d was changed"))
    guard let file else { return }
    let inspected = try story.run("inspect", file)
    #expect(inspected.status == 4 && inspected.output.contains(says))
  }

  @Test func anEditedTag() throws {
    try expectNoticed(
      try written(), says: "signature: INVALID", "sed -i 's/\"author\":\"mary\"/\"author\":\"eric\"/' \(Self.files[0])")
  }

  @Test func aPageIndexThatWasChanged() throws {
    let story = try written()
    // Behind the chunks, before the footer: the last byte of the offset index, which ends a structure.
    let script = """
      python3 - \(Self.files[0]) <<'END'
      import sys
      path = sys.argv[1]
      data = bytearray(open(path, 'rb').read())
      data[len(data) - 8 - int.from_bytes(data[-8:-4], 'little') - 2] ^= 1
      open(path, 'wb').write(data)
      END
      """
    // The footer and its tag are as they were: reading the dataset trusts them, looking at all bytes does not.
    #expect(unsafe system("cd '\(story.directory.path)' && \(script)") == 0)
    let derived = try story.run("--as", "mary", "derive", "other", "--from", "d")
    #expect(derived.status == 4)
    let inspected = try story.run("inspect", Self.files[0])
    #expect(inspected.status == 4 && inspected.output.contains("signature: valid\ncontent: CHANGED"))
  }

  @Test func oneByteOfAChunk() throws {
    let story = try written()
    #expect(
      unsafe system(
        "cd '\(story.directory.path)' && printf '\\377' | dd of=\(Self.files[0]) bs=1 seek=60 conv=notrunc 2>/dev/null")
        == 0)
    let derived = try story.run("--as", "mary", "derive", "other", "--from", "d")
    #expect(derived.status == 4)
    let inspected = try story.run("inspect", Self.files[0])
    #expect(inspected.status == 4 && inspected.output.contains("signature: valid\ncontent: CHANGED"))
  }

  @Test func twoFilesThatChangedPlaces() throws {
    let (a, b) = (Self.files[0], Self.files[1])
    try expectNoticed(try written(), "mv \(a) x && mv \(b) \(a) && mv x \(b)")
  }

  @Test func aFileThatIsMissing() throws {
    try expectNoticed(try written(), inspecting: nil, "rm \(Self.files[1])")
  }

  @Test func aFileThatWasAdded() throws {
    try expectNoticed(
      try written(), inspecting: Self.dataset + "/part-00002.parquet",
      "cp \(Self.files[0]) \(Self.dataset)/part-00002.parquet")
  }

  @Test func aFileOfAnotherDataset() throws {
    let story = try written()
    try write(story, "e", "--columns", "ticket_id,region")
    try expectNoticed(
      story, inspecting: nil, "cp .louver/workspaces/story/e/part-00000.parquet \(Self.files[0])")
  }

  @Test func anEarlierWriteThatWasPutBack() throws {
    let story = try written()
    #expect(unsafe system("cd '\(story.directory.path)' && cp -r \(Self.dataset) earlier") == 0)
    try write(story, "d", "--columns", "ticket_id,region", "--replace")
    #expect(try story.run("--as", "mary", "read", "d", "--dataset").status == 0)
    try expectNoticed(
      story, says: "content: intact\nmanifest: DOES NOT LIST", "rm -r \(Self.dataset) && mv earlier \(Self.dataset)")
  }

  @Test func writingAnewMendsIt() throws {
    let story = try written()
    try expectNoticed(story, inspecting: nil, "rm \(Self.files[1])")
    try story.done("--as", "mary", "--project", "story", "mask", "--refresh", "--into", "d")
    #expect(try story.run("--as", "mary", "read", "from-d").status == 0)
  }
}
