/// Every command there is, by its name.
enum Command: String, CaseIterable, Sendable {
  case initialize = "init"
  case apply
  case export
  case sources
  case describe
  case explain
  case read
  case projectCreate = "project create"
  case projectList = "project list"
  case projectShow = "project show"
  case projectAdd = "project add"
  case projectRemove = "project remove"
  case projectAcknowledge = "project acknowledge"
  case projectLeave = "project leave"
  case projectTransfer = "project transfer"
  case projectDelete = "project delete"
  case switchProject = "switch"
  case mask
  case run
  case datasets
  case derive
  case inspect
  case unmask
  case keyRotate = "key rotate"
  case leaks
  case audit
  case rewrite
  case scan
  case completions
}

extension Command {
  var syntax: CommandSyntax {
    switch self {
    case .initialize: InitCommand.syntax
    case .apply: ApplyCommand.syntax
    case .export: ExportCommand.syntax
    case .sources: SourcesCommand.syntax
    case .describe: DescribeCommand.syntax
    case .explain: ExplainCommand.syntax
    case .read: ReadCommand.syntax
    case .projectCreate: ProjectChange.create.syntax
    case .projectList: ProjectListCommand.syntax
    case .projectShow: ProjectShowCommand.syntax
    case .projectAdd: ProjectChange.add.syntax
    case .projectRemove: ProjectChange.remove.syntax
    case .projectAcknowledge: ProjectChange.acknowledge.syntax
    case .projectLeave: ProjectChange.leave.syntax
    case .projectTransfer: ProjectChange.transfer.syntax
    case .projectDelete: ProjectChange.delete.syntax
    case .switchProject: SwitchCommand.syntax
    case .mask: MaskCommand.syntax
    case .run: RunCommand.syntax
    case .datasets: DatasetsCommand.syntax
    case .derive: DeriveCommand.syntax
    case .inspect: InspectCommand.syntax
    case .unmask: UnmaskCommand.syntax
    case .keyRotate: KeyCommand.rotate
    case .leaks: LeaksCommand.syntax
    case .audit: AuditCommand.syntax
    case .rewrite: RewriteCommand.syntax
    case .scan: ScanCommand.syntax
    case .completions: CompletionsCommand.syntax
    }
  }

  /// Does what the command does; results go to `console`.
  func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    switch self {
    case .initialize: try InitCommand.run(arguments, console)
    case .apply: try ApplyCommand.run(arguments, console)
    case .export: try ExportCommand.run(arguments, console)
    case .sources: try SourcesCommand.run(arguments, console)
    case .describe: try DescribeCommand.run(arguments, console)
    case .explain: try ExplainCommand.run(arguments, console)
    case .read: try ReadCommand.run(arguments, console)
    case .projectCreate: try ProjectChange.create.run(arguments, console)
    case .projectList: try ProjectListCommand.run(arguments, console)
    case .projectShow: try ProjectShowCommand.run(arguments, console)
    case .projectAdd: try ProjectChange.add.run(arguments, console)
    case .projectRemove: try ProjectChange.remove.run(arguments, console)
    case .projectAcknowledge: try ProjectChange.acknowledge.run(arguments, console)
    case .projectLeave: try ProjectChange.leave.run(arguments, console)
    case .projectTransfer: try ProjectChange.transfer.run(arguments, console)
    case .projectDelete: try ProjectChange.delete.run(arguments, console)
    case .switchProject: try SwitchCommand.run(arguments, console)
    case .mask: try MaskCommand.run(arguments, console)
    case .run: try RunCommand.run(arguments, console)
    case .datasets: try DatasetsCommand.run(arguments, console)
    case .derive: try DeriveCommand.run(arguments, console)
    case .inspect: return try InspectCommand.run(arguments, console)
    case .unmask: try UnmaskCommand.run(arguments, console)
    case .keyRotate: try KeyCommand.rotate(arguments, console)
    case .leaks: return try LeaksCommand.run(arguments, console)
    case .audit: try AuditCommand.run(arguments, console)
    case .rewrite: try RewriteCommand.run(arguments, console)
    case .scan: return try ScanCommand.run(arguments, console)
    case .completions: try CompletionsCommand.run(arguments, console)
    }
    return .done
  }
}
