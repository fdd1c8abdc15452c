import CStartup
import Glibc

@main
struct Main {
  static func main() {
    exit(Session.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
