import Columnar
import Parquet

/// Searches the bytes of an output for needles: files as they are stored, and every page decompressed.
struct OutputSearch {
  /// What is read of a file at once.
  private static let window = 4 << 20

  let files: [ScannedFile]
  let needles: Needles
  /// Bit `n - 1`: strings of `n` bytes are searched for.
  let lengths: UInt64
  let workers: Workers
  let findings: Findings

  func run() throws(EngineError) {
    for (number, file) in files.enumerated() where !file.isNamedByUser {
      count(in: Array(file.relative.utf8)) { findings.add(file: number, .name) }
    }
    try workers.run(files.count) { number in
      try located(Place(file: files[number].input.path)) { try searchStored(number) }
    }
    let chunks = files.enumerated().flatMap { number, file in
      (file.parquet?.metadata.rowGroups.indices ?? 0..<0).flatMap { group in
        file.parquet!.schema.leaves.map { (number, group, $0) }
      }
    }
    try workers.run(chunks.count) { task in
      let (number, group, leaf) = chunks[task]
      try located(Place(file: files[number].input.path)) { try searchPages(number, group, leaf) }
    }
  }

  private func count(in bytes: [UInt8], _ found: () -> Void) {
    needles.forEachHit(in: bytes.rawBytes, 0..<bytes.count, lengths: lengths) { slot, _ in
      if !needles.isShown(slot) { found() }
    }
  }

  private func searchStored(_ number: Int) throws {
    let file = files[number]
    var offsets: [Int] = []
    var start = 0
    while start < file.input.size {
      try workers.cancellation.check()
      let end = min(start + OutputSearch.window, file.input.size)
      // What begins in this window may end behind it.
      let behind = min(end + Needles.lengths.upperBound, file.input.size)
      let bytes = try file.input.read(max(0, start - 1)..<behind)
      let shift = start == 0 ? 0 : 1
      needles.forEachHit(in: bytes.rawBytes, 0..<bytes.count, from: shift, lengths: lengths) { slot, offset in
        let place = start + offset - shift
        if !needles.isShown(slot), place < end { offsets.append(place) }
      }
      start = end
    }
    for pair in file.parquet?.metadata.keyValueMetadata ?? [] {
      // What is packed into a text counts as well.
      if let packed = pair.value.flatMap({ Base64.decoded($0.utf8) }) {
        count(in: packed) { findings.add(file: number, .footer) }
      }
    }
    guard !offsets.isEmpty else { return }
    let parts = try file.parts()
    for offset in offsets {
      let part = parts.part(at: offset)
      findings.add(file: number, part?.channel ?? .gap, rowGroup: part?.rowGroup, leaf: part?.leaf)
    }
  }

  private func searchPages(_ number: Int, _ group: Int, _ leaf: Leaf) throws {
    guard let parquet = files[number].parquet else { return }
    var reader = try ChunkReader(file: parquet, rowGroup: group, leaf: leaf)
    // As they are stored they have been searched already.
    if reader.metadata.codec == .uncompressed { return }
    while let page = try reader.nextRaw() {
      try workers.cancellation.check()
      let contents = try reader.contents(of: page)
      findings.addDecompressed(bytes: contents.count)
      count(in: contents) {
        findings.add(
          file: number, page.header.type == .dictionary ? .dictionary : .page, rowGroup: group, leaf: leaf)
      }
    }
  }
}
