/// A JSON value (RFC 8259): what manifests, footer tags and machine-readable results are made of.
///
/// Text is compared by Unicode canonical equivalence, so two keys that differ in normalisation only are one key.
public indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number written without fraction and exponent that fits 64 bits.
  case integer(Int64)
  /// Any other number, as it was written.
  case number(String)
  case string(String)
  case array([JSON])
  case object([String: JSON])
}

extension JSON {
  /// A sorted array of texts.
  public static func sorted(_ texts: some Sequence<String>) -> JSON { .array(texts.sorted().map(JSON.string)) }

  public var isNull: Bool { self == .null }

  public var boolean: Bool? { if case .bool(let value) = self { value } else { nil } }

  public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

  public var string: String? { if case .string(let value) = self { value } else { nil } }

  public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }

  public var object: [String: JSON]? { if case .object(let value) = self { value } else { nil } }

  /// The texts of an array that holds nothing else.
  public var strings: [String]? {
    guard let array else { return nil }
    let texts = array.compactMap(\.string)
    return texts.count == array.count ? texts : nil
  }

  /// The member of an object; nil where there is none, and in everything that is no object.
  public subscript(key: String) -> JSON? { object?[key] }

  /// The object without one of its members.
  public func removing(_ key: String) -> JSON {
    guard case .object(var members) = self else { return self }
    members[key] = nil
    return .object(members)
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }

  /// A later member of the same name replaces an earlier one.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}
