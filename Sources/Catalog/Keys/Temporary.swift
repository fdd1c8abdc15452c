import Columnar
import Expressions
import Masking

struct SecretKey: Sendable {
  init(parsing file: [UInt8]) throws(MaskingError) {}
  func withBytes<Result, Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Result) throws(Failure) -> Result {
    try body([UInt8](repeating: 1, count: 32))
  }
}
struct MaskKeys: Sendable {
  let source: SecretKey
  static func catalog(master: SecretKey, source: String, project: String?) -> MaskKeys {
    MaskKeys(source: master)
  }
  static func manifest(master: SecretKey) -> SecretKey { master }
}

struct SourceDraw: SampleDraw {
  let identity: String
  init(source: String, key: SecretKey) { identity = source }
  func draws(for values: Values, of leaf: Leaf) throws -> [UInt64] { throw CatalogError(.unsupported, "not there yet") }
}
