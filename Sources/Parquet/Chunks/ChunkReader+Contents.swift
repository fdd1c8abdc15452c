import Codecs
import Columnar

extension ChunkReader {
  /// A page's body decompressed: levels and values, or a dictionary's values, still encoded.
  ///
  /// - Throws: `ParquetError` where the body is broken or its codec is not known, or what the source throws.
  public mutating func contents(of page: RawPage) throws -> [UInt8] {
    let body = try body(of: page)
    var levels = 0
    if case .dataV2(let header) = page.header.content {
      levels = Int(header.repetitionLevelsSize) + Int(header.definitionLevelsSize)
      if header.isCompressed == false || levels >= body.count { return body }
    }
    guard let codec = metadata.codec.codec else {
      throw ParquetError.unsupported("pages compressed with \(metadata.codec) cannot be read")
    }
    let size = Int(page.header.uncompressedSize) - levels
    if codec == .uncompressed || size < 0 { return body }
    do throws(CodecError) {
      let values = body.rawBytes.extracting(levels..<body.count)
      return Array(body[..<levels]) + (try Codecs.decompress(codec, values, size: size))
    } catch {
      throw ParquetError(error.kind, error.message, hint: error.hint)
        .located(Place(file: file.source.name, column: leaf.dottedPath, rowGroup: rowGroup, offset: page.offset))
    }
  }
}
