import Columnar

/// The schema of what a job writes: leaves dropped, retyped or made optional, all else as it was.
struct OutputSchema: Sendable {
  let schema: Schema
  /// The input's leaves that are in the output, in its order.
  let kept: [Int]

  init(_ input: Schema, plans: [LeafPlan]) throws(EngineError) {
    var builder = SchemaBuilder(plans: plans)
    var fields: [SchemaNode] = []
    for field in input.fields {
      if let field = try builder.output(of: field, path: [field.name]) { fields.append(field) }
    }
    schema = Schema(rootName: input.rootName, fields: fields)
    kept = plans.indices.filter { plans[$0].isWritten }
  }
}

private struct SchemaBuilder {
  let plans: [LeafPlan]
  var next = 0

  /// The node as it is written, or nil where nothing of it remains.
  mutating func output(of node: SchemaNode, path: [String]) throws(EngineError) -> SchemaNode? {
    guard case .group(let meaning, let children) = node.content else {
      defer { next += 1 }
      return plans[next].isWritten ? leaf(node, plans[next]) : nil
    }
    if case .map(_, let key, let value?) = node.shape { try checkMap(key, value, path) }
    var kept: [SchemaNode] = []
    for child in children {
      if let child = try output(of: child, path: path + [child.name]) { kept.append(child) }
    }
    if kept.isEmpty && !children.isEmpty { return nil }
    var result = node
    result.content = .group(meaning, kept)
    return keepingMeaning(of: node, in: result)
  }

  private func leaf(_ node: SchemaNode, _ plan: LeafPlan) -> SchemaNode {
    var result = node
    result.content = .leaf(plan.treatment.outputType)
    result.hasEarlyAnnotation = node.hasEarlyAnnotation && plan.treatment.outputType == plan.leaf.type
    if plan.becomesOptional, node.repetition == .required { result.repetition = .optional }
    // A repeated leaf is a list whose elements cannot be NULL: it becomes a list whose elements can.
    if plan.becomesOptional, node.repetition == .repeated {
      result = SchemaNode(
        "list", .repeated,
        .group(nil, [SchemaNode("element", .optional, result.content)]))
      if plan.leaf.isBareList {
        result = SchemaNode(node.name, .required, .group(.list, [result]), fieldID: node.fieldID)
      }
    }
    return result
  }

  /// A list of structs that keep only one field could be taken for a list of that field: the name `array` prevents it.
  private func keepingMeaning(of input: SchemaNode, in output: SchemaNode) -> SchemaNode {
    guard case .list(_, nil) = input.shape, case .list(var wrapper, _?) = output.shape,
      case .group(let meaning, _) = output.content,
      wrapper.name != "list" || wrapper.children.count != 1
        || wrapper.children[0].name != "element" || wrapper.children[0].repetition != .optional
    else { return output }
    wrapper.name = "array"
    var result = output
    result.content = .group(meaning, [wrapper])
    return result
  }

  private func checkMap(_ key: SchemaNode, _ value: SchemaNode, _ path: [String]) throws(EngineError) {
    let keys = next..<next + leafCount(key)
    let values = keys.upperBound..<keys.upperBound + leafCount(value)
    let droppedKey = plans[keys].allSatisfy { !$0.isWritten }
    let droppedValue = plans[values].allSatisfy { !$0.isWritten }
    guard droppedKey == droppedValue else {
      throw EngineError(
        .invalidArgument, "of a map, both key and value are dropped or neither",
        at: Place(column: path.joined(separator: ".")))
    }
  }

  private func leafCount(_ node: SchemaNode) -> Int {
    if case .group(_, let children) = node.content { children.reduce(0) { $0 + leafCount($1) } } else { 1 }
  }
}

extension Leaf {
  /// A repeated leaf without a LIST group around it.
  fileprivate var isBareList: Bool { repetitions.last == .repeated && shortPath == dottedPath }
}
