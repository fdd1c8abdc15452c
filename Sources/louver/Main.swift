import CStartup
import CleanRoom
import Glibc

@main
struct Main {
  static func main() {
    // Before anything else, which might have made a thread.
    Room.enterIfAsked()
    exit(Session.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
