import Columnar

/// The steps from an empty database to the present shape. A step that has been released is never changed; what
/// comes later is a step of its own. `user_version` counts the steps taken.
enum Migrations {
  static func run(on database: Database) throws(CatalogError) {
    // Most often there is nothing to do, and nobody has to wait for the right to write.
    if try database.rows("PRAGMA user_version").first?.integer(0) == Int64(steps.count) { return }
    try database.write { () throws(CatalogError) in
      let version = Int(try database.rows("PRAGMA user_version").first?.integer(0) ?? 0)
      guard version <= steps.count else {
        throw CatalogError(
          .unsupported, "the catalog was made by a later version of louver",
          hint: "use that version")
      }
      for (index, step) in steps.enumerated().dropFirst(version) {
        try database.execute(script: step)
        try database.execute(script: "PRAGMA user_version = \(index + 1)")
      }
    }
  }

  static let steps = [initial, deletedProjects]

  /// A deleted project's row stays while datasets of it are sources.
  private static let deletedProjects = """
    ALTER TABLE project ADD COLUMN deleted INTEGER;
    """

  private static let initial = """
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Declarations as canonical JSON, by section (principals, sources, policies, databases).
    CREATE TABLE declaration (
      section TEXT NOT NULL,
      name TEXT NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (section, name)
    ) STRICT, WITHOUT ROWID;

    -- A source's schema when it was last declared or written from.
    CREATE TABLE source_schema (
      source TEXT PRIMARY KEY,
      schema TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Keys follow from names, so the name of what was deleted is never given out again.
    CREATE TABLE retired_name (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE project (
      name TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      created INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE project_member (
      project TEXT NOT NULL REFERENCES project ON DELETE CASCADE,
      principal TEXT NOT NULL,
      PRIMARY KEY (project, principal)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE project_source (
      project TEXT NOT NULL REFERENCES project ON DELETE CASCADE,
      source TEXT NOT NULL,
      PRIMARY KEY (project, source)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE project_purpose (
      project TEXT NOT NULL REFERENCES project ON DELETE CASCADE,
      purpose TEXT NOT NULL,
      PRIMARY KEY (project, purpose)
    ) STRICT, WITHOUT ROWID;

    -- Which purposes each member has acknowledged.
    CREATE TABLE acknowledgement (
      project TEXT NOT NULL,
      principal TEXT NOT NULL,
      purpose TEXT NOT NULL,
      PRIMARY KEY (project, principal, purpose),
      FOREIGN KEY (project, principal) REFERENCES project_member ON DELETE CASCADE,
      FOREIGN KEY (project, purpose) REFERENCES project_purpose ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE current_project (
      principal TEXT PRIMARY KEY,
      project TEXT NOT NULL REFERENCES project ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE dataset (
      project TEXT NOT NULL REFERENCES project ON DELETE CASCADE,
      name TEXT NOT NULL,
      manifest TEXT NOT NULL,
      requirement TEXT NOT NULL,
      -- What is being written, or was when a writer died: it holds as well until a write ends well.
      pending TEXT,
      PRIMARY KEY (project, name)
    ) STRICT, WITHOUT ROWID;

    -- Datasets registered as sources; what they require is what the dataset does.
    CREATE TABLE derived_source (
      name TEXT PRIMARY KEY,
      project TEXT NOT NULL,
      dataset TEXT NOT NULL,
      record TEXT NOT NULL,
      FOREIGN KEY (project, dataset) REFERENCES dataset
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit (
      number INTEGER PRIMARY KEY,
      record TEXT NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;

    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    """
}
