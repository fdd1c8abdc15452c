import Arrow
import Columnar
import Engine
import Expressions
import Masking
import Parquet
import Policy
import Testing

/// Metadata may hold anything: of a file with something hidden it is made anew, or left behind.
@Suite struct KeptMetadataTests {
  private static let geo = """
    {"version":"1.1.0","primary_column":"name","columns":{
      "name":{"encoding":"WKB","geometry_types":["Point"],"crs":null,"edges":"spherical","bbox":[1.25,2.5,3.75,4.0],
        "note":"secret","covering":{"bbox":{"xmin":["amount","xmin"]}}},
      "amount":{"encoding":"point","geometry_types":[],"epoch":2021.5},
      "stranger":{"encoding":"WKB","geometry_types":[]}}}
    """

  /// The metadata of what becomes of a file with all kinds of it.
  private func metadata(
    _ masks: [String: String], where predicate: String? = nil, columns: [String]? = nil, _ options: JobOptions
  ) throws -> [String: String?] {
    let file = try SampleFile(rows: 60, groupRows: 30)
    let plain = try readFile(file.path)
    let parquet = try ParquetFile(MemorySource(name: "in", bytes: plain))
    var metadata = parquet.metadata
    let schema = String(
      decoding: Base64.encoded(try ArrowStreamWriter(SampleFile.schema).head), as: UTF8.self)
    metadata.keyValueMetadata = [
      KeyValue(key: "ARROW:schema", value: schema), KeyValue(key: "geo", value: Self.geo),
      KeyValue(key: "pandas", value: "secret"), KeyValue(key: "note", value: "secret"),
    ]
    try writeFile(file.path, Array(plain[..<parquet.footerRange.lowerBound]) + encodeFooter(metadata))
    let context = EvaluationContext(nowNanoseconds: 0)
    let rows = try predicate.map { try Predicate(parsing: $0, schema: SampleFile.schema, context: context) }
    let view = VisibleView(
      rows: Set(rows.map { [$0] } ?? []), columns: try masks.mapValues { Set([Restriction(mask: try .parse($0))]) })
    let keys = MaskKeys.bare(try SecretKey(parsing: [UInt8](repeating: 7, count: 32)))
    let out = file.directory.path + "/out.parquet"
    _ = try Job(source: Source(location: file.path), view: view, columns: columns, keys: keys, options: options)
      .write(to: .file(out))
    let written = try ParquetFile(MemorySource(name: out, bytes: readFile(out))).metadata.keyValueMetadata ?? []
    return Dictionary(uniqueKeysWithValues: written.map { ($0.key, $0.value) })
  }

  @Test func allOfItStaysWhereNothingIsHidden() throws {
    let kept = try metadata([:], JobOptions())
    #expect(Set(kept.keys) == ["ARROW:schema", "geo", "pandas", "note"])
    #expect(kept["geo"] == Self.geo)
  }

  @Test(arguments: [["amount": "null"], [:]])
  func typesAndGeometriesOfWhatIsClearAreMadeAnew(masks: [String: String]) throws {
    let kept = try metadata(masks, where: masks.isEmpty ? "id < 20" : nil, JobOptions())
    #expect(Set(kept.keys) == ["ARROW:schema", "geo"])
    let amount = masks.isEmpty ? "\"amount\":{\"encoding\":\"point\",\"epoch\":2021.5,\"geometry_types\":[]}," : ""
    #expect(
      kept["geo"] == "{\"columns\":{\(amount)"
        + "\"name\":{\"crs\":null,\"edges\":\"spherical\",\"encoding\":\"WKB\",\"geometry_types\":[]}},"
        + "\"primary_column\":\"name\",\"version\":\"1.1.0\"}")
  }

  @Test func thePrimaryColumnIsOneThatIsThere() throws {
    let kept = try metadata(["name": "hash"], JobOptions())
    #expect(
      kept["geo"]
        == "{\"columns\":{\"amount\":{\"encoding\":\"point\",\"epoch\":2021.5,\"geometry_types\":[]}},"
        + "\"primary_column\":\"amount\",\"version\":\"1.1.0\"}")
  }

  @Test func noGeometriesAreNoMetadata() throws {
    #expect(try metadata([:], columns: ["id", "tags"], JobOptions())["geo"] == nil)
    #expect(try metadata(["name": "null", "amount": "null"], JobOptions())["geo"] == nil)
  }

  /// What is made anew is never carried as it was, whoever asks for it.
  @Test func onlyWhatIsAskedForStaysBeside() throws {
    let options = JobOptions(keepMetadata: ["pandas", "geo", "ARROW:schema"])
    let kept = try metadata(["name": "null", "amount": "null"], options)
    #expect(Set(kept.keys) == ["ARROW:schema", "pandas"])
    #expect(kept["pandas"] == "secret")
  }

  @Test func nothingStaysOfAFileThatIsWrittenAnew() throws {
    #expect(try metadata(["name": "null"], JobOptions(rewritesAll: true)).isEmpty)
  }
}
