import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy
import Testing

/// `key=value` directories are columns like any other, and leave no trace in the names of an output.
@Suite struct PartitionTests {
  private let file: SampleFile
  private var root: String { file.directory.path + "/in" }

  init() throws {
    file = try SampleFile(rows: 4, groupRows: 2)
    try makeDirectory(root)
  }

  private func add(_ directories: String...) throws {
    var path = root
    for directory in directories {
      path += "/" + directory
      if !listing(String(path.dropLast(directory.count + 1))).contains(directory) { try makeDirectory(path) }
    }
    try writeFile(path + "/secret-name.parquet", readFile(file.path))
  }

  private func rewritten(_ masks: [String: String] = [:], where predicate: String? = nil) throws -> (Schema, [String]) {
    let source = try Source(location: root)
    let context = EvaluationContext(nowNanoseconds: 0)
    let rows = try predicate.map { try Predicate(parsing: $0, schema: source.schema, context: context) }
    let view = VisibleView(
      rows: Set(rows.map { [$0] } ?? []), columns: try masks.mapValues { Set([Restriction(mask: try .parse($0))]) })
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/out\(masks.count)\(predicate == nil)"
    let job = try Job(source: source, view: view, keys: keys)
    _ = try job.write(to: .directory(out, replace: true))
    var lines: [String] = []
    for name in listing(out).sorted() {
      #expect(name.hasPrefix("part-") && name.hasSuffix(".parquet"))
      var text: [UInt8] = []
      try dump(ParquetFile(MemorySource(name: name, bytes: readFile(out + "/" + name)))) { text += $0 }
      lines += String(decoding: text, as: UTF8.self).split(separator: "\n").map { line in
        "{" + line.split(separator: ",").suffix(job.outputSchema.leaves.count - 4).joined(separator: ",")
      }
    }
    return (job.outputSchema, lines)
  }

  @Test func directoriesAreColumns() throws {
    try add("year=2023", "region=E%20U")
    try add("year=2024", "region=__HIVE_DEFAULT_PARTITION__")
    let (schema, lines) = try rewritten()
    #expect(schema.leaves.suffix(2).map(\.shortPath) == ["year", "region"])
    #expect(schema.leaves.suffix(2).map(\.type.name) == ["int32", "string"])
    #expect(
      lines == [String](repeating: "{\"year\":2023,\"region\":\"E U\"}", count: 4)
        + [String](repeating: "{\"year\":2024,\"region\":null}", count: 4))
  }

  @Test func theyAreMaskedDroppedAndFilteredLikeOthers() throws {
    try add("year=2023", "region=EU")
    try add("year=2024", "region=US")
    #expect(try rewritten(where: "region = 'US' AND year > 2000").1.count == 4)
    #expect(try rewritten(where: "year = 1").1.isEmpty)
    let (_, masked) = try rewritten(["region": "show(last=1)", "year": "null"])
    #expect(masked.first == "{\"year\":null,\"region\":\"*U\"}" && masked.last == "{\"year\":null,\"region\":\"*S\"}")
    let (schema, dropped) = try rewritten(["region": "drop"])
    #expect(schema.leaves.last?.shortPath == "year" && dropped.last == "{\"year\":2024}")
  }

  @Test(arguments: [("7", "int32"), ("3000000000", "int64"), ("x1", "string"), ("99999999999999999999", "string")])
  func typesAreThoseOfAllValues(value: String, type: String) throws {
    try add("k=1")
    try add("k=" + value)
    #expect(try Source(location: root).schema.leaves.last?.type.name == type)
  }

  @Test func pathsThatDoNotAgreeAreRefusedAndOwnColumnsGoFirst() throws {
    try add("amount=7", "k=1")
    #expect(try Source(location: root).schema.leaves.map(\.shortPath) == ["id", "name", "amount", "tags", "k"])
    try add("other=7")
    #expect(throws: EngineError.self) { try Source(location: root) }
  }
}
