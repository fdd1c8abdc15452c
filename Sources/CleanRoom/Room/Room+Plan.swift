import CSystem

extension Room {
  /// The room as the process reads it that becomes it: letters and texts, each ended by a zero byte (`room.h`).
  func plan() throws(CleanRoomError) -> [UInt8] {
    var plan = PlanWriter()
    plan.add(LOUVER_ROOM_ROOT, root)
    // What is shown may lie beneath what is the room's own.
    plan.add(LOUVER_ROOM_WRITE, temporary, Layout.temporary)
    plan.add(LOUVER_ROOM_WRITE, output, Layout.output)
    for shown in shown { plan.add(LOUVER_ROOM_SHOW, shown.source, shown.path) }
    for device in Room.devices { plan.add(LOUVER_ROOM_DEVICE, device) }
    for link in links { plan.add(LOUVER_ROOM_LINK, link.target, link.path) }
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) { plan.add(LOUVER_ROOM_TEXT, text, path) }
    plan.add(LOUVER_ROOM_WORK, workingDirectory)
    if let memory { plan.add(LOUVER_ROOM_MEMORY, String(memory)) }
    plan.add(LOUVER_ROOM_PROCESSES, String(Room.processLimit))
    for word in command { plan.add(LOUVER_ROOM_ARGUMENT, word) }
    for variable in environment { plan.add(LOUVER_ROOM_VARIABLE, variable) }
    guard plan.isSound else { throw CleanRoomError(.invalidArgument, "a path or word holds a zero byte") }
    return plan.bytes
  }
}

private struct PlanWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether no text holds what ends one.
  private(set) var isSound = true

  mutating func add(_ kind: Int, _ texts: String...) {
    bytes += [UInt8(truncatingIfNeeded: kind), 0]
    for text in texts {
      if text.utf8.contains(0) { isSound = false }
      bytes += text.utf8
      bytes.append(0)
    }
  }
}
