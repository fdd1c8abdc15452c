import CStartup

@main
struct Main {
  static func main() {
    print("louver")
  }
}
