import Columnar
import Policy

/// A source that was derived, as the database keeps it.
struct DerivedRecord: Sendable {
  var name: String
  var project: String
  var dataset: String
  var owner: String
  var tags: Set<String>
  var columns: [String: Set<String>]
}

extension Catalog {
  func principal(named name: String) throws(CatalogError) -> Principal? {
    try record(.principals, name).map { record throws(CatalogError) in try Self.principal(record) }
  }

  func storedPrincipals() throws(CatalogError) -> [Principal] {
    try records(.principals).map { record throws(CatalogError) in try Self.principal(record) }
  }

  func storedSource(_ name: String) throws(CatalogError) -> SourceDeclaration? {
    try record(.sources, name).map { record throws(CatalogError) in try Self.source(record) }
  }

  func storedSources() throws(CatalogError) -> [SourceDeclaration] {
    try records(.sources).map { record throws(CatalogError) in try Self.source(record) }
  }

  func storedPolicies() throws(CatalogError) -> [PolicyRule] {
    try records(.policies).map { record throws(CatalogError) in
      try PolicyReader.policy(YAMLNode(record, at: .database)).value
    }
  }

  func storedDatabases() throws(CatalogError) -> [SharedDatabase] {
    try records(.databases).map { record throws(CatalogError) in
      try DeclarationReader.database(YAMLNode(record, at: .database)).value
    }
  }

  /// The schema a source had when it was last declared or written from.
  func storedSchema(_ source: String) throws(CatalogError) -> Schema? {
    guard let row = try database.rows("SELECT schema FROM source_schema WHERE source = ?", .text(source)).first else {
      return nil
    }
    let text = row.text(0)
    if let known = parsedSchemas[text] { return known }
    do throws(PolicyError) {
      let schema = try Schema(json: try JSON(parsing: text))
      parsedSchemas[text] = schema
      return schema
    } catch {
      throw CatalogError(error)
    }
  }

  func store(_ schema: Schema, of source: String) throws(CatalogError) {
    let text = schemaTexts[schema] ?? schema.json.canonicalText
    schemaTexts[schema] = text
    try database.rows(
      "INSERT OR REPLACE INTO source_schema (source, schema) VALUES (?, ?)", .text(source), .text(text))
  }

  func derivedRecord(_ name: String) throws(CatalogError) -> DerivedRecord? {
    try database.rows("SELECT name, project, dataset, record FROM derived_source WHERE name = ?", .text(name)).first
      .map { row throws(CatalogError) in try Self.derived(row) }
  }

  func derivedRecords() throws(CatalogError) -> [DerivedRecord] {
    try database.rows("SELECT name, project, dataset, record FROM derived_source ORDER BY name")
      .map { row throws(CatalogError) in try Self.derived(row) }
  }

  // MARK: - Rows to values

  func record(_ section: Section, _ name: String) throws(CatalogError) -> JSON? {
    try database.rows(
      "SELECT record FROM declaration WHERE section = ? AND name = ?", .text(section.rawValue), .text(name)
    ).first.map { row throws(CatalogError) in try Self.json(row.text(0)) }
  }

  func records(_ section: Section) throws(CatalogError) -> [JSON] {
    try database.rows("SELECT record FROM declaration WHERE section = ? ORDER BY name", .text(section.rawValue))
      .map { row throws(CatalogError) in try Self.json(row.text(0)) }
  }

  static func json(_ text: String) throws(CatalogError) -> JSON {
    do throws(PolicyError) { return try JSON(parsing: text) } catch { throw CatalogError(error) }
  }

  private static func principal(_ record: JSON) throws(CatalogError) -> Principal {
    try DeclarationReader.principal(YAMLNode(record, at: .database)).value
  }

  private static func source(_ record: JSON) throws(CatalogError) -> SourceDeclaration {
    try DeclarationReader.source(YAMLNode(record, at: .database), directory: "/").value
  }

  private static func derived(_ row: SQLRow) throws(CatalogError) -> DerivedRecord {
    let record = try json(row.text(3))
    let fields = try Fields(
      YAMLNode(record, at: .database), of: "derived source", known: ["owner", "tags", "columns"])
    return DerivedRecord(
      name: row.text(0), project: row.text(1), dataset: row.text(2), owner: try fields.text("owner"),
      tags: try fields.texts("tags"), columns: try fields.textsByName("columns"))
  }
}

extension SourcePosition {
  /// What stands in the database has no better one.
  static let database = SourcePosition(file: "catalog.sqlite", line: 1, column: 1)
}
