import Columnar
import Engine
import Expressions
import Glibc
import Masking
import Parquet
import Policy

/// Where inputs and outputs are; in memory, where the script that starts the fuzzer finds such a place.
private let directory = unsafe getenv("LOUVER_FUZZ_DIRECTORY").map { unsafe String(cString: $0) } ?? "/tmp"

/// What a job hides; which one an input meets is in the input itself.
private enum Disguise: UInt8, CaseIterable {
  case nothing, everything, hashes, rows

  init(_ bytes: [UInt8]) {
    let all = Disguise.allCases
    // Nothing half of the time.
    let number = Int(bytes.reduce(0, ^)) % (2 * all.count)
    self = number < all.count ? all[number] : .nothing
  }

  /// Nil where the schema has nothing to hide.
  func view(_ schema: Schema) -> VisibleView? {
    switch self {
    case .nothing: VisibleView()
    case .everything: masked("null", schema)
    case .hashes: masked("hash(length=8)", schema)
    case .rows:
      schema.leaves.first(where: \.isFlat).flatMap { leaf in
        let name = "\"" + leaf.shortPath + "\""
        let predicate = try? Predicate(
          parsing: "\(name) IS NOT NULL", schema: schema, context: EvaluationContext(nowNanoseconds: 0))
        return predicate.map { VisibleView(rows: [$0]) }
      }
    }
  }

  private func masked(_ text: String, _ schema: Schema) -> VisibleView? {
    guard let mask = try? Mask.parse(text) else { return nil }
    let leaves = schema.leaves.filter { (try? mask.check($0)) != nil }
    guard !leaves.isEmpty else { return nil }
    return VisibleView(
      columns: Dictionary(leaves.map { ($0.shortPath, [Restriction(mask: mask)]) }) { first, _ in first })
  }
}

/// What is written can be read, and where nothing is masked it is what was there.
func fuzzRewrite(_ bytes: [UInt8]) {
  // Most inputs have no footer: they need not go through a file.
  guard let file = openFile(bytes), !isLarge(file) else { return }
  let disguise = Disguise(bytes)
  let input = "\(directory)/in.parquet"
  let output = "\(directory)/out.parquet"
  unsafe unlink(output)
  write(bytes, to: input)
  guard let rows = job(disguise, input, output) else {
    guard unsafe access(output, F_OK) != 0 else { violated("a job that fails leaves nothing behind") }
    if disguise == .nothing, let text = try? dumped(file) {
      violated("what can be read can be rewritten (\(text.count) bytes of values)")
    }
    return
  }
  guard let written = openFile(read(output)) else { violated("what is written can be opened") }
  readIndexes(of: written)
  guard written.rowCount == rows else { violated("as many rows as the job says") }
  let text: [UInt8]?
  do {
    text = try dumped(written)
  } catch {
    return
  }
  guard let text else { violated("what is written can be read") }
  if disguise == .nothing, text != (try? dumped(file)) { violated("a rewrite that hides nothing changes nothing") }
}

/// Rows written; nil where the job failed, as it may.
private func job(_ disguise: Disguise, _ input: String, _ output: String) -> Int? {
  do throws(EngineError) {
    let source = try Source(location: input, limits: fuzzLimits)
    guard let view = disguise.view(source.schema), let key = try? SecretKey(parsing: [UInt8](0..<32)) else {
      return nil
    }
    let job = try Job(source: source, view: view, keys: .bare(key), options: JobOptions(threads: 1))
    return try job.write(to: .file(output)).rowsWritten
  } catch {
    return nil
  }
}

private func write(_ bytes: [UInt8], to path: String) {
  guard let file = unsafe fopen(path, "wb") else { violated("\(path) can be written") }
  defer { unsafe fclose(file) }
  guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else { violated("\(path) can be written") }
}

private func read(_ path: String) -> [UInt8] {
  guard let file = unsafe fopen(path, "rb") else { violated("\(path) can be read") }
  defer { unsafe fclose(file) }
  unsafe fseek(file, 0, SEEK_END)
  let size = unsafe ftell(file)
  unsafe rewind(file)
  return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = unsafe fread(buffer.baseAddress, 1, size, file)
  }
}
