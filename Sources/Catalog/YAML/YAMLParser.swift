import CYaml
import Columnar

/// What a YAML text may be at most.
struct YAMLLimits: Sendable {
  /// Bytes of the whole text.
  var bytes = 256 << 20
  /// Lists and mappings within one another.
  var depth = 32
  /// Scalars, lists and mappings altogether.
  var nodes = 20_000_000
}

/// Reads one YAML document through libyaml's events into nodes with positions.
///
/// Anchors, aliases, tags and a second document are refused: declarations need none of them, and without
/// aliases a text cannot mean more than it says.
@safe struct YAMLParser {
  private let file: String
  private let limits: YAMLLimits
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var nodes = 0

  /// The document's root; nil where the text holds no document.
  static func parse(
    _ text: [UInt8], file: String, limits: YAMLLimits = YAMLLimits()
  ) throws(CatalogError) -> YAMLNode? {
    guard text.count <= limits.bytes else {
      throw CatalogError(.limitExceeded, "longer than \(limits.bytes) bytes", place: Place(file: file))
    }
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { unsafe parser.deallocate() }
    guard unsafe yaml_parser_initialize(parser) == 1 else { throw CatalogError(.io, "no memory for the YAML parser") }
    defer { unsafe yaml_parser_delete(parser) }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    // libyaml reads from this copy until it is deleted, which is before the copy goes.
    let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(text.count, 1))
    defer { unsafe input.deallocate() }
    _ = unsafe input.update(fromContentsOf: text)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, text.count)
    var reader = unsafe YAMLParser(file: file, limits: limits, parser: parser)
    return try reader.parseStream()
  }

  private init(file: String, limits: YAMLLimits, parser: UnsafeMutablePointer<yaml_parser_t>) {
    self.file = file
    self.limits = limits
    unsafe self.parser = unsafe parser
  }

  /// What the parser tells next, copied out of libyaml's memory.
  private enum Event {
    case documentStart, documentEnd, streamStart, streamEnd
    case alias
    case scalar(String, isPlain: Bool)
    case sequenceStart, sequenceEnd
    case mappingStart, mappingEnd
  }

  private mutating func parseStream() throws(CatalogError) -> YAMLNode? {
    _ = try next()
    guard case (.documentStart, _) = try next() else { return nil }
    let first = try next()
    let root = try parseNode(first.event, at: first.position, depth: 0)
    _ = try next()
    let last = try next()
    guard case .streamEnd = last.event else {
      throw refuse("a second document in one file", at: last.position)
    }
    return root
  }

  private mutating func parseNode(
    _ event: Event, at position: SourcePosition, depth: Int
  ) throws(CatalogError) -> YAMLNode {
    nodes += 1
    guard nodes <= limits.nodes, depth <= limits.depth else {
      throw CatalogError(
        .limitExceeded, depth > limits.depth ? "nested more than \(limits.depth) deep" : "too many values",
        place: position.place)
    }
    switch event {
    case .scalar(let text, let isPlain):
      return YAMLNode(content: isPlain ? YAMLNode.plain(text) : .text(text), position: position)
    case .sequenceStart: return YAMLNode(content: .sequence(try parseElements(depth)), position: position)
    case .mappingStart: return YAMLNode(content: .mapping(try parseEntries(depth)), position: position)
    case .alias, .documentStart, .documentEnd, .streamStart, .streamEnd, .sequenceEnd, .mappingEnd:
      throw refuse("anchors and aliases are not known here", at: position)
    }
  }

  private mutating func parseElements(_ depth: Int) throws(CatalogError) -> [YAMLNode] {
    var elements: [YAMLNode] = []
    while true {
      let (event, position) = try next()
      if case .sequenceEnd = event { return elements }
      elements.append(try parseNode(event, at: position, depth: depth + 1))
    }
  }

  private mutating func parseEntries(_ depth: Int) throws(CatalogError) -> [(key: YAMLKey, value: YAMLNode)] {
    var entries: [(key: YAMLKey, value: YAMLNode)] = []
    var seen: Set<String> = []
    while true {
      let (event, position) = try next()
      if case .mappingEnd = event { return entries }
      guard case .scalar(let name, _) = event else { throw refuse("a key that is not text", at: position) }
      guard seen.insert(name).inserted else { throw refuse("the key \(name) twice", at: position) }
      let value = try next()
      entries.append(
        (
          YAMLKey(name: name, position: position),
          try parseNode(value.event, at: value.position, depth: depth + 1)
        ))
    }
  }

  private func refuse(_ why: String, at position: SourcePosition) -> CatalogError {
    CatalogError(.invalidArgument, why, place: position.place)
  }

  private func position(_ mark: yaml_mark_t) -> SourcePosition {
    SourcePosition(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private func next() throws(CatalogError) -> (event: Event, position: SourcePosition) {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else {
      let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "not YAML"
      // A fault in reading (bad UTF-8) has an offset instead of a mark.
      throw refuse(problem, at: position(unsafe parser.pointee.problem_mark))
    }
    defer { unsafe yaml_event_delete(&event) }
    let place = position(unsafe event.start_mark)
    return (try unsafe Self.copy(event, at: place), place)
  }

  private static func copy(_ event: yaml_event_t, at place: SourcePosition) throws(CatalogError) -> Event {
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let isTagged = unsafe scalar.tag != nil || scalar.anchor != nil
      if isTagged { throw CatalogError(.invalidArgument, "tags and anchors are not known here", place: place.place) }
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return .scalar(
        unsafe String(decoding: bytes, as: UTF8.self), isPlain: unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      let isTagged = unsafe start.tag != nil || start.anchor != nil
      if isTagged { throw CatalogError(.invalidArgument, "tags and anchors are not known here", place: place.place) }
      return .sequenceStart
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      let isTagged = unsafe start.tag != nil || start.anchor != nil
      if isTagged { throw CatalogError(.invalidArgument, "tags and anchors are not known here", place: place.place) }
      return .mappingStart
    case YAML_ALIAS_EVENT: return .alias
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_STREAM_START_EVENT: return .streamStart
    default: return .streamEnd
    }
  }
}

extension SourcePosition {
  /// As an error's place: `file:line:column`.
  var place: Place { Place(file: "\(file):\(line):\(column)") }
}
