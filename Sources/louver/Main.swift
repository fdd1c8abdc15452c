import CStartup
import CSystem
import CleanRoom
import Glibc

@main
struct Main {
  static func main() {
    // Before anything else, which might have made a thread.
    Room.enterIfAsked()
    guard louver_keep_private() == 0 else {
      try? StandardStream.error.write(Array("louver: cannot keep its memory to itself: \(systemMessage(errno))\n".utf8))
      exit(ExitStatus.io.rawValue)
    }
    exit(Session.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
