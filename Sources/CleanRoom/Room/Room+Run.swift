import CSystem
import Columnar
import Glibc

extension Room {
  /// If this process was started to become a room, it becomes one and does not return. The first thing a program
  /// does: a thread that is there already would not be confined.
  public static func enterIfAsked() {
    unsafe louver_room_enter(CommandLine.argc, CommandLine.unsafeArgv)
  }

  /// Runs the command, passing on what it prints, and returns when no process of the room is left.
  ///
  /// - Parameters:
  ///   - timeout: nanoseconds; nil: as long as it takes.
  ///   - output: the descriptor that the command's output is passed on to.
  ///   - errors: the same of its standard error.
  ///   - isCancelled: asked now and then; where it is true the room is ended.
  /// - Throws: `io` where this kernel cannot confine a command: then nothing has run. `interrupted` where it was
  ///   cancelled.
  public func run(
    timeout: Int64?, output: Int32, errors: Int32, isCancelled: () -> Bool
  ) throws(CleanRoomError) -> RoomEnding {
    guard louver_room_landlock_version() > 0 else {
      throw Room.notConfined("the kernel has no Landlock")
    }
    var room = louver_room()
    let plan = try plan()
    guard unsafe louver_room_start(&room, plan, plan.count, output, errors) == 0 else {
      throw CleanRoomError(.io, "the room cannot be started: \(systemText(errno))")
    }
    let deadline = timeout.map { now() + $0 }
    var isCancelledNow = false
    var isLate = false
    var status: Int32 = 0
    while true {
      let state = unsafe Int(louver_room_attend(&room, 100, &status))
      if state != LOUVER_ROOM_RUNS {
        if isCancelledNow { throw CleanRoomError(.interrupted, "interrupted") }
        if isLate { return .timedOut }
        return try Room.ending(state, room, status)
      }
      guard !isCancelledNow, !isLate else { continue }
      isCancelledNow = isCancelled()
      isLate = deadline.map { now() >= $0 } ?? false
      if isCancelledNow || isLate { unsafe louver_room_stop(&room) }
    }
  }

  private static func ending(
    _ state: Int, _ room: louver_room, _ status: Int32
  ) throws(CleanRoomError) -> RoomEnding {
    switch state {
    case LOUVER_ROOM_ENDED: return RoomEnding(waitStatus: status)
    case LOUVER_ROOM_NOT_SET_UP: throw notConfined("it cannot \(said(by: room))")
    case LOUVER_ROOM_NOT_STARTED:
      throw CleanRoomError(
        .invalidArgument, "the command does not start: \(said(by: room))",
        hint: "what it needs beyond the system's programs is named by --allow-read")
    default: return .killed(signal: Int(SIGKILL))
    }
  }

  /// Without the letter in front.
  private static func said(by room: louver_room) -> String {
    var said = room.said
    return unsafe withUnsafeBytes(of: &said) { bytes in
      // An ending status may follow.
      unsafe String(decoding: bytes.dropFirst().prefix { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
    }
  }

  private static func notConfined(_ why: String) -> CleanRoomError {
    CleanRoomError(
      .io, "no clean room here: \(why)",
      hint: "it takes Linux 5.13 with Landlock, seccomp and user namespaces; there is no weaker mode")
  }

  /// Nanoseconds of a clock that nobody sets.
  private func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The system's words for an error number.
func systemText(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}
