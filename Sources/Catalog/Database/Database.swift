import CSQLite
import Columnar
import Glibc

/// One connection to an SQLite database. Used by one thread at a time.
@safe final class Database {
  enum Mode { case create, open }

  /// A compiled statement, finalized with the connection.
  @safe private struct Prepared {
    let handle: OpaquePointer
  }

  /// Milliseconds to wait for another process's lock before the catalog counts as busy.
  private static let patience: Int32 = 60_000

  private let path: String
  private var handle: OpaquePointer?
  private var statements: [String: Prepared] = [:]
  private var isInTransaction = false

  init(path: String, _ mode: Mode) throws(CatalogError) {
    self.path = path
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == .create ? SQLITE_OPEN_CREATE : 0)
    let code = unsafe sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK else {
      let error = failure(code)
      unsafe sqlite3_close_v2(handle)
      unsafe handle = nil
      throw error
    }
    unsafe sqlite3_extended_result_codes(handle, 1)
    unsafe sqlite3_busy_timeout(handle, Self.patience)
    for setting in [
      "foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL", "trusted_schema = OFF", "temp_store = MEMORY",
    ] {
      _ = try rows("PRAGMA \(setting)")
    }
  }

  deinit {
    for statement in statements.values { unsafe sqlite3_finalize(statement.handle) }
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs one statement and gives all its rows.
  @discardableResult
  func rows(_ sql: String, _ arguments: SQLValue...) throws(CatalogError) -> [SQLRow] {
    try rows(sql, arguments)
  }

  /// Runs one statement and gives all its rows.
  @discardableResult
  func rows(_ sql: String, _ arguments: [SQLValue]) throws(CatalogError) -> [SQLRow] {
    let statement = try unsafe prepared(sql)
    defer {
      unsafe sqlite3_reset(statement)
      unsafe sqlite3_clear_bindings(statement)
    }
    for (index, argument) in arguments.enumerated() {
      let code = unsafe Self.bind(argument, to: statement, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw failure(code) }
    }
    var rows: [SQLRow] = []
    while true {
      errno = 0
      let code = unsafe sqlite3_step(statement)
      switch code {
      case SQLITE_ROW: rows.append(unsafe Self.row(of: statement))
      case SQLITE_DONE: return rows
      default: throw failure(code)
      }
    }
  }

  /// Runs several statements that give no rows and take no arguments.
  func execute(script: String) throws(CatalogError) {
    let code = unsafe sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// Runs `body` as one transaction that other processes see wholly or not at all, and undoes it if it throws.
  /// Within another transaction it is a part of that one.
  func write<Result>(_ body: () throws(CatalogError) -> Result) throws(CatalogError) -> Result {
    try transaction("BEGIN IMMEDIATE", body)
  }

  /// Runs `body` on one unchanging state of the database.
  func read<Result>(_ body: () throws(CatalogError) -> Result) throws(CatalogError) -> Result {
    try transaction("BEGIN", body)
  }

  private func transaction<Result>(
    _ begin: String, _ body: () throws(CatalogError) -> Result
  ) throws(CatalogError) -> Result {
    if isInTransaction { return try body() }
    try rows(begin)
    isInTransaction = true
    defer { isInTransaction = false }
    do throws(CatalogError) {
      let result = try body()
      try rows("COMMIT")
      return result
    } catch {
      _ = try? rows("ROLLBACK")
      throw error
    }
  }

  private func prepared(_ sql: String) throws(CatalogError) -> OpaquePointer {
    if let known = statements[sql] { return unsafe known.handle }
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement = unsafe statement else { throw failure(code) }
    statements[sql] = unsafe Prepared(handle: statement)
    return unsafe statement
  }

  private func failure(_ code: Int32) -> CatalogError {
    let number = errno
    let text = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? "unknown error"
    let place = Place(file: path)
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return CatalogError(.conflict, "the catalog is busy with another command", place: place, hint: "try again")
    case SQLITE_CONSTRAINT: return CatalogError(.conflict, "the catalog refuses: \(text)", place: place)
    // SQLite takes a read that the device refuses for a sign of damage.
    case SQLITE_CORRUPT where number == EIO: return CatalogError(.io, "cannot read the catalog", place: place)
    case SQLITE_CORRUPT, SQLITE_NOTADB: return CatalogError(.malformed, "not a sound catalog: \(text)", place: place)
    default: return CatalogError(.io, text, place: place)
    }
  }
}

extension Database {
  private static func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
    // SQLite copies what it is told is transient: -1 as a destructor.
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return unsafe sqlite3_bind_null(statement, index)
    case .integer(let value): return unsafe sqlite3_bind_int64(statement, index, value)
    case .text(let text):
      return unsafe sqlite3_bind_text64(
        statement, index, text, UInt64(text.utf8.count), transient, UInt8(SQLITE_UTF8))
    case .blob(let bytes): return unsafe sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), transient)
    }
  }

  private static func row(of statement: OpaquePointer) -> SQLRow {
    let count = unsafe sqlite3_column_count(statement)
    return SQLRow(values: (0..<count).map { unsafe value(of: statement, at: $0) })
  }

  private static func value(of statement: OpaquePointer, at column: Int32) -> SQLValue {
    switch unsafe sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(statement, column))
    case SQLITE_TEXT:
      let start = unsafe sqlite3_column_text(statement, column)
      let count = Int(unsafe sqlite3_column_bytes(statement, column))
      return .text(unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let start = unsafe sqlite3_column_blob(statement, column)
      let count = Int(unsafe sqlite3_column_bytes(statement, column))
      return .blob(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
    default: return .null
    }
  }
}
