/// Why a source is hidden. For the audit log and those who may know; a denied reader is not told.
public indirect enum HiddenReason: Hashable, Sendable {
  /// No access policy targets the source: it is its owner's and the admins' only.
  case noAccessPolicy
  /// Access policies target the source, but none that applies opens it.
  case noPolicyOpens
  /// A required access policy does not allow it.
  case refused(by: String)
  /// None of the shared access policies allows it.
  case noSharedPolicyAllows
  /// A derived source's requirement is not met.
  case requirement([RequirementFailure])
  /// In a project: the source is hidden for one of its members.
  case member(String, HiddenReason)
  /// In a project: what all may see would tell one of them more than they may know.
  case tellsMember(String, [Revelation])
  /// The source is not one of the project's, or the principal not one of its members.
  case notInProject
  /// A member of the project is no longer declared.
  case unknownPrincipal
  /// The recorded view cannot be read: its predicates no longer fit.
  case unreadable
  /// A policy does not fit the source's columns.
  case unfit(String)

  /// A sentence's end: "hidden because …".
  public var description: String {
    switch self {
    case .noAccessPolicy: "no access policy targets it, so only its owner and admins see it"
    case .noPolicyOpens: "no access policy that applies opens it"
    case .refused(let policy): "the access policy \(policy) does not allow it"
    case .noSharedPolicyAllows: "none of the shared access policies allows it"
    case .requirement(let failures): failures.map(\.description).joined(separator: "; ")
    case .member(let name, let reason): "it is hidden for \(name): \(reason.description)"
    case .tellsMember(let name, let revelations):
      "the members' views together would tell \(name) \(revelations.map(\.description).joined(separator: ", "))"
    case .notInProject: "it is not a source of the project"
    case .unknownPrincipal: "there is no such principal any more"
    case .unfit(let why): "a policy does not fit its columns: \(why)"
    case .unreadable: "the view it was written at can no longer be read"
    }
  }
}
