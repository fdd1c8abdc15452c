/// Every option there is, by its name without the dashes. What an option takes does not depend on the command.
enum Option: String, CaseIterable, Sendable {
  // Of every command.
  case catalog
  case principal = "as"
  case project
  case json
  case quiet
  case help
  case version

  // Of the engine.
  case mask
  case maskWhen = "mask-when"
  case rows = "where"
  case drop
  case keyFile = "key-file"
  case against
  case explainPlan = "explain-plan"
  case threads
  case memory
  case maxPageSize = "max-page-size"
  case keepMetadata = "keep-metadata"
  case compression
  case pageVersion = "page-version"

  // Of single commands.
  case workspaces
  case dryRun = "dry-run"
  case all
  case forPrincipal = "for"
  case columns
  case limit
  case format
  case dataset
  case source
  case member
  case purpose
  case none
  case into
  case refresh
  case append
  case replace
  case from
  case tag
  case dump
  case publicKey = "public-key"
  case database
  case grant
  case since
  case byPrincipal = "principal"
  case verify
  case purge
  case decline
  case keyVersion = "key-version"
  case whatIf = "what-if"
  case allowRead = "allow-read"
  case allowOpaque = "allow-opaque"
  case environment = "env"
  case timeout

  /// Those that every command takes, before or after its name.
  static let global: [Option] = [.catalog, .principal, .project, .json, .quiet, .help, .version]

  /// As it is written: `--mask-when`.
  var spelling: String { "--" + rawValue }
}
