import Columnar
import Policy

// The shape of what is to come, topic by topic: bodies follow in files of their own.
private let later = CatalogError(.unsupported, "not there yet")

extension Catalog {
  /// Makes `.louver` in a directory: database, key files and workspaces; the user becomes its admin.
  public static func create(
    in directory: String, workspaces: String?, user: String, schemas: any SchemaProvider, now: Int64
  ) throws(CatalogError) -> Catalog { throw later }

  /// The context a command acts in: `principal` nil is the operating-system user, another needs `act-as`.
  /// `project` nil: in no project.
  public func context(
    principal: String?, project: ProjectChoice, now: Int64
  ) throws(CatalogError) -> AccessContext { throw later }

  // Declarations
  public func apply(
    _ files: [DeclarationFile], dryRun: Bool, in context: AccessContext
  ) throws(CatalogError) -> [Change] { throw later }
  /// YAML such that applying it changes nothing.
  public func export(in context: AccessContext) throws(CatalogError) -> String { throw later }

  // Sources
  /// What the context can see; `all` (for admins) lists hidden ones too.
  public func sources(all: Bool, in context: AccessContext) throws(CatalogError) -> [SourceSummary] { throw later }
  /// A source to read, at its present schema. Throws the same `denied` for unknown and hidden ones; `action` is
  /// what the audit log says: read, describe, mask, run.
  public func source(
    _ name: String, for action: String, in context: AccessContext
  ) throws(CatalogError) -> ReadableSource { throw later }
  /// Why the context (or `principal`, for those who govern) sees a source as it does.
  public func explain(
    _ name: String, for principal: String?, in context: AccessContext
  ) throws(CatalogError) -> Explanation { throw later }

  // Projects
  public func createProject(
    _ name: String, sources: [String], members: [String], purposes: [String], in context: AccessContext
  ) throws(CatalogError) { throw later }
  /// The projects the principal is a member of (admins: all).
  public func projects(in context: AccessContext) throws(CatalogError) -> [Project] { throw later }
  public func project(_ name: String, in context: AccessContext) throws(CatalogError) -> ProjectReport { throw later }
  public func add(
    sources: [String], members: [String], purposes: [String], to project: String, in context: AccessContext
  ) throws(CatalogError) { throw later }
  public func remove(
    sources: [String], members: [String], purposes: [String], from project: String, in context: AccessContext
  ) throws(CatalogError) { throw later }
  public func acknowledge(_ project: String, in context: AccessContext) throws(CatalogError) { throw later }
  public func leave(_ project: String, in context: AccessContext) throws(CatalogError) { throw later }
  public func transfer(
    _ project: String, to member: String, in context: AccessContext
  ) throws(CatalogError) { throw later }
  public func deleteProject(_ name: String, in context: AccessContext) throws(CatalogError) { throw later }
  /// Nil: into no project.
  public func switchProject(to name: String?, in context: AccessContext) throws(CatalogError) { throw later }

  // Datasets
  /// Checks that the context may write these sources' equalized views, and plans it. `dataset` nil: the source's name.
  public func planWriting(
    _ dataset: String?, from sources: [String], mode: WritePlan.Mode, in context: AccessContext
  ) throws(CatalogError) -> WritePlan { throw later }
  /// Signs and records the manifest of what was written.
  public func finish(
    _ plan: WritePlan, rows: Int64, in context: AccessContext
  ) throws(CatalogError) -> DatasetSummary { throw later }
  public func datasets(in context: AccessContext) throws(CatalogError) -> [DatasetSummary] { throw later }
  /// A dataset of the current project's workspace to read, if it is open now.
  public func dataset(_ name: String, in context: AccessContext) throws(CatalogError) -> DatasetSummary { throw later }
  /// Registers a dataset as a source; gives it with its requirement.
  public func derive(
    _ name: String, from dataset: String, tags: [String: Set<String>], in context: AccessContext
  ) throws(CatalogError) -> Source { throw later }

  // Sharing
  /// The share-down audit of one database or all; `grants`: texts such as `read payroll to mary`.
  public func leaks(
    database: String?, grants: [String], in context: AccessContext
  ) throws(CatalogError) -> [SharingFinding] { throw later }

  /// The 32 bytes of the master key, for `MaskKeys`.
  func masterKey() throws(CatalogError) -> [UInt8] { throw later }
  /// What verifies manifests and footer tags.
  public func publicKey() throws(CatalogError) -> PublicKey { throw later }
}
