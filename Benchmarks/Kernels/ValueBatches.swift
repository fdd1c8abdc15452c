import Arrow
import Columnar
import Glibc

/// The columns of an Arrow stream, batch by batch.
struct ValueBatches {
  let schema: Schema
  private(set) var batches: [[Column]] = []

  init(file: String) throws {
    var reader = try ArrowStreamReader(ArrowMemoryStream(try Self.bytes(of: file)))
    schema = reader.schema
    while let batch = try reader.next() { batches.append(batch.columns) }
  }

  func leaf(_ column: String) throws -> Leaf {
    guard let leaf = schema.leaves.first(where: { $0.shortPath == column }) else {
      throw Unexpected("no column \(column)")
    }
    return leaf
  }

  /// The values of a column, one entry a batch.
  func values(_ column: String) throws -> [Values] {
    let leaf = try leaf(column)
    return batches.map { $0[leaf.index].data.values }
  }

  /// The first values of a column, as many as fill a quarter of a megabyte, and so stay in a second-level cache; and how many
  /// such parts the values have.
  func part(_ leaf: Leaf) -> (column: Column, count: Int) {
    var part = batches[0][leaf.index]
    var batch = 1
    while batch < batches.count, part.data.values.byteCount < 1 << 18 {
      part = part.appending(batches[batch][leaf.index], sharingDictionary: false)
      batch += 1
    }
    return (part, batches.count / batch)
  }

  private static func bytes(of file: String) throws -> [UInt8] {
    guard let stream = unsafe fopen(file, "r") else { throw Unexpected("no file \(file)") }
    defer { unsafe fclose(stream) }
    unsafe fseek(stream, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: unsafe ftell(stream))
    unsafe rewind(stream)
    guard unsafe fread(&bytes, 1, bytes.count, stream) == bytes.count else { throw Unexpected("cannot read \(file)") }
    return bytes
  }
}
