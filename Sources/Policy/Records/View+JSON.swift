import Columnar
import Expressions
import Masking

extension View {
  /// What manifests and footer tags hold. Lossless but for why a view is hidden.
  public var json: JSON {
    guard case .visible(let view) = self else { return ["hidden": true] }
    return [
      "hidden": false, "rows": .sorted(view.rows.map(\.stored)),
      "columns": .object(
        view.columns.mapValues { .array($0.map(\.texts).sorted(by: Self.precedes).map(JSON.strings)) }),
      "anonymity": .array(
        view.anonymity.sorted {
          ($0.columns.joined(separator: "\0"), $0.k) < ($1.columns.joined(separator: "\0"), $1.k)
        }
        .map { [.integer(Int64($0.k)), .strings($0.columns)] }),
    ]
  }

  private static func precedes(_ a: [String], _ b: [String]) -> Bool { a.lexicographicallyPrecedes(b) }

  /// Reads a view back against the schema it was made for. Throws where that does not give the same view.
  public init(json: JSON, schema: Schema) throws(PolicyError) {
    let malformed = PolicyError(.malformed, "a recorded view cannot be read")
    if json["hidden"]?.boolean == true {
      self = .hidden(.unreadable)
      return
    }
    guard let rows = json["rows"]?.strings, let columns = json["columns"]?.object,
      let anonymity = json["anonymity"]?.array
    else { throw malformed }
    var view = VisibleView()
    for text in rows { view.rows.insert(try Predicate.recorded(text, schema)) }
    for (path, restrictions) in columns {
      for pair in restrictions.array ?? [] {
        guard let texts = pair.strings, texts.count == 2 else { throw malformed }
        view.columns[path, default: []].insert(try Restriction(texts: texts, schema: schema))
      }
      guard view.columns[path]?.count == restrictions.array?.count else { throw malformed }
    }
    for rule in anonymity {
      guard let parts = rule.array, parts.count == 2, let k = parts[0].integer.flatMap(Int.init(exactly:)),
        let names = parts[1].strings
      else { throw malformed }
      view.anonymity.insert(AnonymityRule(k: k, columns: names))
    }
    self = .visible(view)
  }
}

extension JSON {
  /// Texts in their order.
  static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
}

extension Restriction {
  /// The condition (empty: always) and the mask.
  fileprivate var texts: [String] { [when?.stored ?? "", mask.text] }

  fileprivate init(texts: [String], schema: Schema) throws(PolicyError) {
    let mask: Mask
    do throws(MaskingError) { mask = try Mask.parse(texts[1]) } catch {
      throw PolicyError(.malformed, "a recorded mask cannot be read: \(error.message)")
    }
    self.init(when: texts[0].isEmpty ? nil : try Predicate.recorded(texts[0], schema), mask: mask)
  }
}

extension Predicate {
  fileprivate static func recorded(_ text: String, _ schema: Schema) throws(PolicyError) -> Predicate {
    do {
      return try Predicate(stored: text, schema: schema)
    } catch let error as any LouverError {
      throw PolicyError(.malformed, "a recorded predicate cannot be read: \(error.message)")
    } catch {
      throw PolicyError(.malformed, "a recorded predicate cannot be read")
    }
  }
}
