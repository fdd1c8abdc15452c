import Columnar
import Masking
import Policy

/// Reads one policy of a file of declarations.
struct PolicyReader {
  private static let common: Set<String> = ["name", "kind", "on", "for", "except"]
  private static let keys: [String: Set<String>] = [
    "access": ["allow", "required"], "row": ["where", "within", "sample"], "column": ["mask", "reversible_for"],
    "cell": ["mask", "when", "reversible_for"], "anonymity": ["k", "columns"],
  ]

  private let fields: Fields

  static func policy(_ node: YAMLNode) throws(CatalogError) -> Declared<PolicyRule> {
    let all = keys.values.reduce(common) { $0.union($1) }
    let kind = try Fields(node, of: "policy", known: all).text("kind")
    guard let own = keys[kind] else {
      throw try Fields(node, of: "policy", known: all).refuse(
        "kind", "unknown kind \(kind)", hint: "known are \(keys.keys.sorted().joined(separator: ", "))")
    }
    let reader = PolicyReader(fields: try Fields(node, of: "\(kind) policy", known: common.union(own)))
    let rule = try reader.rule(kind)
    return Declared(value: rule, position: reader.fields.position, positions: reader.fields.positions)
  }

  private func rule(_ kind: String) throws(CatalogError) -> PolicyRule {
    PolicyRule(
      name: try fields.text("name"), kind: try self.kind(kind), target: try target(),
      appliesTo: try condition("for") ?? .everyone, except: try condition("except"))
  }

  private func kind(_ kind: String) throws(CatalogError) -> PolicyRule.Kind {
    switch kind {
    case "access":
      guard let allow = try condition("allow") else { throw fields.refuse("allow", "missing") }
      return .access(allow: allow, isRequired: try fields.boolean("required") ?? true)
    case "row": return .row(try rowFilter())
    case "column": return .column(try mask(), reversibleFor: try condition("reversible_for"))
    case "cell":
      return .cell(try mask(), when: try fields.text("when"), reversibleFor: try condition("reversible_for"))
    default:
      guard let node = fields.node("k"), case .integer(let digits) = node.content, let k = Int(digits), k >= 1 else {
        throw fields.refuse("k", "a whole number of at least 1 is wanted")
      }
      let columns = try fields.orderedTexts("columns")
      guard !columns.isEmpty else { throw fields.refuse("columns", "empty") }
      return .anonymity(k: k, columns: columns)
    }
  }

  private func condition(_ key: String) throws(CatalogError) -> Condition? {
    guard let text = try fields.optionalText(key) else { return nil }
    do throws(PolicyError) {
      return try Condition(parsing: text)
    } catch {
      let place = error.place.offset.map { " at character \($0 + 1)" } ?? ""
      throw fields.refuse(key, error.message + place, hint: error.hint)
    }
  }

  private func rowFilter() throws(CatalogError) -> RowFilter {
    let given = ["where", "within", "sample"].filter { fields.has($0) }
    guard given.count == 1 else {
      throw fields.refuse(given.last ?? "where", "exactly one of where, within and sample is wanted")
    }
    if given == ["where"] { return .predicate(try fields.text("where")) }
    if given == ["within"], let node = fields.node("within") {
      let window = try Fields(node, of: "within", known: ["column", "last"])
      do throws(PolicyError) {
        return .window(try TimeWindow(column: try textOf("column", window), last: try textOf("last", window)))
      } catch {
        throw window.refuse("last", error.message, hint: error.hint)
      }
    }
    guard let node = fields.node("sample") else { throw fields.refuse("sample", "missing") }
    let sample = try Fields(node, of: "sample", known: ["percent", "by"])
    guard let percent = sample.node("percent").flatMap(PlainNumber.init), percent.isPercentage else {
      throw sample.refuse("percent", "a number from 0 to 100 is wanted")
    }
    return .sample(percent: percent.text, by: try sample.text("by"))
  }

  /// A text as part of a value whose own errors are the policy module's.
  private func textOf(_ key: String, _ fields: Fields) throws(PolicyError) -> String {
    do throws(CatalogError) { return try fields.text(key) } catch {
      throw PolicyError(error.kind, error.message, place: error.place, hint: error.hint)
    }
  }

  private func mask() throws(CatalogError) -> Mask {
    guard let node = fields.node("mask") else { throw fields.refuse("mask", "missing") }
    do {
      return try Mask.parse(try MaskText.text(of: node))
    } catch let error as any LouverError {
      throw fields.refuse("mask", error.message, hint: error.hint)
    } catch {
      throw fields.refuse("mask", "not a mask")
    }
  }

  private func target() throws(CatalogError) -> TargetSelector {
    guard let node = fields.node("on") else { throw fields.refuse("on", "missing") }
    let on = try Fields(node, of: "on", known: ["source", "source_tag", "column", "column_tag", "type"])
    guard !on.positions.isEmpty else { throw fields.refuse("on", "names nothing") }
    let type = try on.optionalText("type")
    if let type, !TargetSelector.typeNames.contains(type) {
      throw on.refuse(
        "type", "unknown type \(type)", hint: "known are \(TargetSelector.typeNames.sorted().joined(separator: ", "))")
    }
    return TargetSelector(
      source: try on.optionalText("source").map(Glob.init), sourceTag: try on.optionalText("source_tag"),
      column: try on.optionalText("column").map(Glob.init), columnTag: try on.optionalText("column_tag"), type: type)
  }
}
