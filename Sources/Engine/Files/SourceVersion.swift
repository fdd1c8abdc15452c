import Columnar
import Parquet

extension Source {
  /// SHA-256, in lower-case hex, over the files in the byte order of their relative paths: of each the path, the
  /// size and the bytes of its footer, every part behind its length (parquet.md, "Versions of a source").
  public func version() throws(EngineError) -> String {
    var digest = try Digest()
    for file in files {
      let footer = try located(Place(file: file.listed.path)) { try file.input.read(file.parquet.footerRange) }
      try digest.addPart(Array(file.listed.relative.utf8))
      try digest.addPart((0..<8).map { UInt8(truncatingIfNeeded: file.input.size >> (56 - 8 * $0)) })
      try digest.addPart(footer)
    }
    return try digest.hex()
  }
}
