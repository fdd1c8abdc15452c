import Columnar

/// Views of one context, each computed once.
struct ViewEvaluation {
  private struct Key: Hashable {
    var source: String
    var schema: Schema
  }

  private let governance: Governance
  private let context: AccessContext
  private var known: [Key: View] = [:]

  init(_ governance: Governance, _ context: AccessContext) {
    self.governance = governance
    self.context = context
  }

  /// What the context sees of a source by itself: purposes count, equalization does not.
  mutating func view(of source: Source) throws(PolicyError) -> View {
    let key = Key(source: source.name, schema: source.schema)
    if let view = known[key] { return view }
    // A source that came from itself could never be opened.
    known[key] = .hidden(.unreadable)
    do throws(PolicyError) {
      let view = try newView(of: source)
      known[key] = view
      return view
    } catch {
      known[key] = nil
      throw error
    }
  }

  private mutating func newView(of source: Source) throws(PolicyError) -> View {
    if let requirement = source.requirement {
      let failures = failures(of: requirement)
      if !failures.isEmpty { return .hidden(.requirement(failures)) }
    }
    var effects: [(rule: PolicyRule, effect: RuleEffect)] = []
    let draw = governance.sampleDraw(source.name)
    for rule in governance.sortedRules {
      if let effect = try rule.effect(on: source, in: context, draw: draw) { effects.append((rule, effect)) }
    }
    return governance.view(of: source, from: effects, for: context.principal)
  }

  /// What a requirement asks for and the context lacks; empty where it is satisfied.
  mutating func failures(of requirement: Requirement) -> [RequirementFailure] {
    var failures = requirement.purposes.filter { !context.purposes.hasMember(within: $0) }.sorted()
      .map(RequirementFailure.purpose)
    for required in requirement.views {
      guard var source = governance.sources[required.source] else {
        failures.append(.hidden(source: required.source, .noPolicyOpens))
        continue
      }
      if case .hidden(let reason) = required.view {
        failures.append(.hidden(source: required.source, reason))
        continue
      }
      source.schema = required.schema
      if let failure = failure(of: required, own: source) { failures.append(failure) }
    }
    return failures
  }

  /// A policy that no longer fits the columns as they were closes what was written from them.
  private mutating func failure(of required: RequiredView, own source: Source) -> RequirementFailure? {
    do throws(PolicyError) {
      switch try view(of: source) {
      case .hidden(let reason): return .hidden(source: required.source, reason)
      case .visible(let visible):
        let told = revelations(of: required.view, beyond: .visible(visible))
        return told.isEmpty ? nil : .reveals(source: required.source, told)
      }
    } catch {
      return .hidden(source: required.source, .unfit(error.message))
    }
  }
}
