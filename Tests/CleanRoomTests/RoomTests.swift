import Testing

@testable import CleanRoom

/// What a room is told, and what it tells.
@Suite struct RoomTests {
  private var room: Room {
    Room(command: ["/bin/program", "word"], workingDirectory: "/work", output: "/o", temporary: "/t", root: "/r")
  }

  /// The texts of a plan, one by one.
  private func texts(_ room: Room) throws -> [String] {
    try room.plan().split(separator: 0, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func aPlanNamesWhatIsShownAndWhatMayBeWritten() throws {
    var room = room
    room.shown = [Room.Shown("/data", at: "/louver/inputs/data")]
    room.environment = ["A=b"]
    room.memory = 4096
    let texts = try texts(room)
    #expect(texts.prefix(8) == ["R", "/r", "W", "/t", "/tmp", "W", "/o", "/louver/output"])
    #expect(texts[8...].prefix(3) == ["S", "/data", "/louver/inputs/data"])
    #expect(texts.suffix(6) == ["A", "/bin/program", "A", "word", "E", "A=b"])
    #expect(texts.firstIndex(of: "M").map { texts[$0 + 1] } == "4096")
  }

  /// Else one text could say what only a plan may.
  @Test func noTextOfAPlanHoldsWhatEndsOne() {
    for word in ["\0", "a\0W\0/etc"] {
      var room = room
      room.command.append(word)
      #expect(throws: CleanRoomError.self) { try room.plan() }
      room.command.removeLast()
      room.environment = [word]
      #expect(throws: CleanRoomError.self) { try room.plan() }
    }
  }

  @Test func endingsAreToldApart() {
    #expect(RoomEnding(waitStatus: 0).isSuccess)
    #expect(RoomEnding(waitStatus: 7 << 8) == .exited(status: 7))
    #expect(RoomEnding(waitStatus: 9) == .killed(signal: 9))
    #expect(RoomEnding(waitStatus: 11 | 0x80) == .killed(signal: 11))
    #expect(!RoomEnding.timedOut.isSuccess && !RoomEnding(waitStatus: 9).isSuccess)
  }
}
