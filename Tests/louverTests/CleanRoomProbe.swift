import Testing

/// Whether this kernel can confine a command. Where it cannot, `run` refuses, and what needs it is skipped.
enum CleanRoomProbe {
  /// What is missing, as the program says it; nil where nothing is.
  static let missing: String? = {
    guard let story = try? Story(), (try? story.formProject()) != nil,
      let run = try? story.run("--as", "mary", "run", "--", "true")
    else { return "the program cannot be tried" }
    return run.status == 0 ? nil : run.error
  }()

  static var isThere: Bool { missing == nil }
  static var comment: Comment { Comment(rawValue: missing ?? "") }
}
