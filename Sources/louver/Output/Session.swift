import Columnar

/// One run of the program: arguments in, an exit status out.
enum Session {
  static func run(_ words: [String]) -> ExitStatus {
    Signals.install()
    let options = words.prefix { $0 != "--" }
    var console = Console(isJSON: options.contains("--json"), isQuiet: options.contains("--quiet"))
    var command: Command?
    do {
      switch try ArgumentParser.parse(words) {
      case .help(let command): try StandardStream.output.write(Array(HelpText.of(command).utf8))
      case .version: try console.result(text: "louver \(version)\n", json: ["version": .string(version)])
      case .run(let arguments):
        command = arguments.command
        console = Console(isJSON: arguments.has(.json), isQuiet: arguments.has(.quiet))
        return try arguments.command.run(arguments, console)
      }
      return .done
    } catch is ReaderGone {
      return .done
    } catch {
      let failure = Failure(error, command: command?.rawValue)
      console.report(failure)
      return failure.status
    }
  }
}
