/// What everybody may see, each with the name of whose view it is: the union of all restrictions. Hidden if one view
/// is, and where the union itself would tell one of them more than their own view. The order does not matter.
public func meet(_ views: [(member: String, view: View)]) -> View {
  let sorted = views.sorted { $0.member < $1.member }
  var union = VisibleView()
  for (member, view) in sorted {
    switch view {
    case .hidden(let reason): return .hidden(.member(member, reason))
    case .visible(let visible): union = union.union(visible)
    }
  }
  for (member, view) in sorted {
    let told = revelations(of: .visible(union), beyond: view)
    if !told.isEmpty { return .hidden(.tellsMember(member, told)) }
  }
  return .visible(union)
}
