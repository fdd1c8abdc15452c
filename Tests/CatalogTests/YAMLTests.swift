import Policy
import Testing

@testable import Catalog

@Suite struct YAMLTests {
  private func parse(_ text: String) throws(CatalogError) -> YAMLNode? {
    try YAMLParser.parse(Array(text.utf8), file: "f.yaml")
  }

  /// The core schema of YAML 1.2, and no more of it than declarations need.
  @Test func scalarsMeanWhatTheCoreSchemaSays() throws {
    let cases: [(String, String)] = [
      ("on", "text on"), ("yes", "text yes"), ("no", "text no"), ("off", "text off"), ("true", "bool true"),
      ("FALSE", "bool false"), ("True", "bool true"), ("tRUE", "text tRUE"), ("null", "null"), ("~", "null"),
      ("NULL", "null"), ("nULL", "text nULL"), ("12", "integer 12"), ("-0012", "integer -0012"), ("+7", "integer +7"),
      ("0x1f", "text 0x1f"), ("1_000", "text 1_000"), ("2.50", "decimal 2.50"), (".5", "decimal .5"),
      ("5.", "decimal 5."),
      ("1e3", "decimal 1e3"), ("1e", "text 1e"), (".", "text ."), ("1.2.3", "text 1.2.3"),
      ("2024-01-31", "text 2024-01-31"),
      ("'12'", "text 12"), ("\"true\"", "text true"), ("12:30", "text 12:30"), ("-", "text -"),
      ("1.5e-3", "decimal 1.5e-3"),
      ("١٢", "text ١٢"), ("1e+", "text 1e+"), (".e1", "text .e1"),
    ]
    for (text, wanted) in cases {
      #expect(try describe(parse("k: \(text == "-" ? "'-'" : text)")) == wanted, "\(text)")
    }
  }

  private func describe(_ node: YAMLNode?) -> String {
    guard case .mapping(let entries) = node?.content else { return "no mapping" }
    return switch entries[0].value.content {
    case .null: "null"
    case .bool(let value): "bool \(value)"
    case .integer(let digits): "integer \(digits)"
    case .decimal(let digits): "decimal \(digits)"
    case .text(let text): "text \(text)"
    case .sequence: "sequence"
    case .mapping: "mapping"
    }
  }

  @Test func positionsCountFromOne() throws {
    let node = try parse("a: 1\nb:\n  - x\n  - {c: y}\n")
    guard case .mapping(let entries) = node?.content, case .sequence(let items) = entries[1].value.content,
      case .mapping(let inner) = items[1].content
    else {
      Issue.record("another shape")
      return
    }
    #expect(entries[1].key.position == SourcePosition(file: "f.yaml", line: 2, column: 1))
    #expect(items[0].position == SourcePosition(file: "f.yaml", line: 3, column: 5))
    #expect(inner[0].value.position == SourcePosition(file: "f.yaml", line: 4, column: 9))
  }

  @Test func jsonIsYAMLToo() throws {
    let node = try parse(#"{"a": ["x", 1.50, true, null], "b": {"c": "d\n"}}"#)
    guard case .mapping(let entries) = node?.content else {
      Issue.record("another shape")
      return
    }
    #expect(entries.map(\.key.name) == ["a", "b"])
  }

  @Test(arguments: [
    ("a: &x 1\n", "f.yaml:1:4"), ("a: *x\n", "f.yaml:1:4"), ("a: !!str 1\n", "f.yaml:1:4"),
    ("a: 1\na: 2\n", "f.yaml:2:1"),
    ("? [a]\n: 1\n", "f.yaml:1:3"), ("a: 1\n---\nb: 2\n", "f.yaml:2:1"), ("a: [1\n", "f.yaml:2:1"),
    ("a: {b: 1\n", "f.yaml:2:1"),
    ("<<: {a: 1}\n<<: {b: 1}\n", "f.yaml:2:1"), ("a: !x {b: 1}\n", "f.yaml:1:4"), ("a: \"\\q\"\n", "f.yaml:1:5"),
  ])
  func whatDeclarationsDoNotNeedIsRefusedWithItsPlace(text: String, place: String) {
    let error = #expect(throws: CatalogError.self) { try parse(text) }
    #expect(error?.place.file == place)
  }

  @Test func emptyTextsHoldNothing() throws {
    for text in ["", "\n", "# nothing\n"] { #expect(try parse(text) == nil) }
  }

  @Test func hostileTextsEndInErrors() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"
    let deep = String(repeating: "[", count: 100_000)
    let deepBlocks = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    for text in [bomb, deep, deepBlocks, "a: \u{0}", "\u{1}", "a: \"" + String(repeating: "x", count: 1 << 20)] {
      #expect(throws: CatalogError.self) { try parse(text) }
    }
    #expect(throws: CatalogError.self) { try YAMLParser.parse([0x61, 0x3A, 0x20, 0xFF, 0xFE], file: "f") }
    let many = Array(("[" + String(repeating: "1,", count: 1000) + "]").utf8)
    #expect(throws: CatalogError.self) { try YAMLParser.parse(many, file: "f", limits: YAMLLimits(nodes: 900)) }
    #expect(throws: CatalogError.self) { try YAMLParser.parse(many, file: "f", limits: YAMLLimits(bytes: 900)) }
  }

  @Test func damagedTextsNeverCrash() {
    var random = SystemLike(state: 5)
    let text = Array(World.story.utf8)
    for _ in 0..<1500 {
      var bytes = text
      for _ in 0...2 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
      var reader = DeclarationReader()
      _ = try? reader.read(DeclarationFile(path: "/d.yaml", text: bytes))
    }
  }

  @Test func numbersGetPlainNotation() {
    let cases = [
      ("+5", "5"), (".5", "0.5"), ("5.", "5"), ("1e3", "1000"), ("2.50", "2.50"), ("-1.5e-2", "-0.015"),
      ("1.25e1", "12.5"),
      ("0", "0"), ("-7", "-7"),
    ]
    for (written, plain) in cases { #expect(PlainNumber(written)?.text == plain) }
    #expect(PlainNumber("1e999999999") == nil)
  }

  @Test func writtenYAMLReadsBackAsItWas() throws {
    let texts = [
      "plain", "with space", "on", "null", "12", "1.5", "", "it's", "a \"b\"", "a: b", "# no", "- x", "é日😀",
      "\u{2028}\u{85}\u{feff}",
      "tab\tnew\nline", "{x}", "[y]", "&a", "*a", "!t", "a/b.c-d_e", "/abs/path", "~", "true", "\u{7f}\u{1}", "@user",
    ]
    var writer = YAMLWriter()
    let entry = JSON.object([
      "name": "n", "tags": .array(texts.map(JSON.string)), "on": .object(["k\u{2028}": 5, "b": true]),
    ])
    writer.write(section: "policies", [entry])
    let node = try #require(try parse(writer.text))
    #expect(json(node) == .object(["policies": [entry]]))
  }

  private func json(_ node: YAMLNode) -> JSON {
    switch node.content {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let digits): .integer(Int64(digits) ?? 0)
    case .decimal(let digits): .number(digits)
    case .text(let text): .string(text)
    case .sequence(let elements): .array(elements.map(json))
    case .mapping(let entries): .object(Dictionary(entries.map { ($0.key.name, json($0.value)) }) { first, _ in first })
    }
  }
}

/// SplitMix64: the same values on every run.
struct SystemLike {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
