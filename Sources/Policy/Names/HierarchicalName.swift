extension String {
  /// Whether this dotted name is `ancestor` or below it: `pii.email` is a `pii`, `fraud.review` satisfies `fraud`.
  public func isWithin(_ ancestor: String) -> Bool {
    self == ancestor || hasPrefix(ancestor + ".")
  }
}

extension Set<String> {
  /// Whether one of these dotted names is `ancestor` or below it.
  public func hasMember(within ancestor: String) -> Bool { contains { $0.isWithin(ancestor) } }
}
