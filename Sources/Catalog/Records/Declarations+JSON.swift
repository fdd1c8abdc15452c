import Policy

// What is declared, as JSON in the shape of the YAML it is declared in: what the database keeps and `export` prints.

extension Principal {
  var declaration: JSON {
    .object(
      members([
        "name": .string(name), "groups": list(groups), "attributes": lists(attributes),
        "permissions": list(permissions.map(\.rawValue)),
      ]))
  }
}

extension SourceDeclaration {
  var declaration: JSON {
    .object(
      members([
        "name": .string(name), "location": .string(location), "owner": owner.map(JSON.string), "tags": list(tags),
        "columns": lists(columns),
      ]))
  }
}

extension SharedDatabase {
  var declaration: JSON {
    .object(["name": .string(name), "readers": readers.declaration, "writers": writers.declaration])
  }
}

extension Audience {
  fileprivate var declaration: JSON { .object(members(["users": list(users), "groups": list(groups)])) }
}

extension PolicyRule {
  var declaration: JSON {
    var all: [String: JSON?] = [
      "name": .string(name), "kind": .string(kind.name), "on": target.declaration,
      "for": appliesTo == .everyone ? nil : .string(appliesTo.description),
      "except": except.map { .string($0.description) },
    ]
    switch kind {
    case .access(let allow, let isRequired):
      all["allow"] = .string(allow.description)
      if !isRequired { all["required"] = .bool(false) }
    case .row(.predicate(let text)): all["where"] = .string(text)
    case .row(.window(let window)): all["within"] = ["column": .string(window.column), "last": .string(window.last)]
    case .row(.sample(let percent, let column)):
      all["sample"] = ["percent": number(percent), "by": .string(column)]
    case .column(let mask, let reversible):
      all["mask"] = .string(mask.text)
      all["reversible_for"] = reversible.map { .string($0.description) }
    case .cell(let mask, let when, let reversible):
      all["mask"] = .string(mask.text)
      all["when"] = .string(when)
      all["reversible_for"] = reversible.map { .string($0.description) }
    case .anonymity(let k, let columns):
      all["k"] = .integer(Int64(k))
      all["columns"] = .array(columns.map(JSON.string))
    }
    return .object(members(all))
  }
}

extension TargetSelector {
  fileprivate var declaration: JSON {
    .object(
      members([
        "source": source.map { .string($0.pattern) }, "source_tag": sourceTag.map(JSON.string),
        "column": column.map { .string($0.pattern) }, "column_tag": columnTag.map(JSON.string),
        "type": type.map(JSON.string),
      ]))
  }
}

/// What is there: absent values leave no member.
private func members(_ all: [String: JSON?]) -> [String: JSON] { all.compactMapValues { $0 } }

private func list(_ texts: some Collection<String>) -> JSON? { texts.isEmpty ? nil : .sorted(texts) }

private func lists(_ texts: [String: Set<String>]) -> JSON? {
  texts.isEmpty ? nil : .object(texts.mapValues { .sorted($0) })
}

private func number(_ digits: String) -> JSON { Int64(digits).map(JSON.integer) ?? .number(digits) }
