#if LOUVER_UNPROTECTED
  import Canaries
  import Codecs
  import Columnar
  import Engine
  import Glibc
  import Parquet

  /// Shows for each channel of parquet.md, "What must not remain", that something remains when its protection is switched
  /// off, and that nothing does when it is on.
  @main
  struct Residue {
    static func main() throws {
      let cases = try CaseFiles()
      var failed = 0
      print("| what must not remain | switched off | protected |\n| --- | --- | --- |")
      for channel in Channel.all {
        Protection.switchOff(channel.protection)
        let off = try channel.leaks(cases)
        Protection.switchOff(nil)
        let on = try channel.leaks(cases)
        failed += off.leaking > 0 && on.leaking == 0 ? 0 : 1
        print("| \(channel.name) | \(off.leaking) of \(off.outputs) outputs leak | \(on.leaking) of \(on.outputs) |")
      }
      print("\n\(Channel.all.count - failed) passed, \(failed) failed")
      exit(failed == 0 ? 0 : 1)
    }
  }

  struct Channel {
    var protection: Protection
    var name: String
    /// What a search has to find; nil: outputs of inputs that differ only in what is hidden differ.
    var found: Set<ScanChannel>?
    /// Which views bring it about.
    var views: [CanaryView]

    private static func masked(_ extent: CanaryView.Extent, _ wanted: (String) -> Bool = { _ in true }) -> [CanaryView]
    {
      (0..<CanaryView.count(of: \.masks)).map { number in
        CanaryView.number(
          number,
          of: { column in
            let masks = column.masks.filter { $0 != "drop" && wanted($0) }
            return masks.isEmpty ? ["null"] : masks
          }, extent)
      }
    }

    static let all: [Channel] = [
      Channel(
        protection: .statistics, name: "1 statistics, page headers, page index",
        found: [.statistics, .pageHeader, .pageIndex], views: masked(.all) + masked(.filtered)),
      Channel(
        protection: .bloomFilters, name: "2 bloom filters", found: [.bloomFilter],
        views: masked(.all) + masked(.filtered)),
      Channel(
        protection: .dictionaryEntries, name: "3 dictionary entries that no row refers to", found: [.dictionary],
        views: masked(.filtered)),
      Channel(
        protection: .dictionaryIndices, name: "4 indices that tell merged values apart", found: [.indices],
        views: masked(.all) { mask in
          ["show", "url", "email", "ip", "round", "truncate", "geo", "bucket"].contains { mask.hasPrefix($0) }
        }),
      Channel(
        protection: .metadata, name: "5 key-value metadata", found: [.footer], views: masked(.all) + masked(.filtered)),
      Channel(
        protection: .footer, name: "6 sorting columns, the writer's name", found: [.sorting, .footer],
        views: masked(.all) + masked(.filtered)),
      Channel(
        protection: .layout, name: "7 row group boundaries, bytes between parts", found: [.boundaries, .gap],
        views: masked(.all) + masked(.filtered)),
      Channel(protection: .names, name: "8 file names", found: [.name], views: masked(.all)),
      Channel(
        protection: .removedRows, name: "9 the number of removed rows", found: nil,
        views: masked(.filtered) { !$0.hasPrefix("noise") && !$0.hasPrefix("respond") }),
    ]

    /// Outputs of every view of every layout, and how many of them leak.
    func leaks(_ cases: CaseFiles) throws -> (leaking: Int, outputs: Int) {
      var counts = (leaking: 0, outputs: 0)
      for files in cases.files {
        for view in views {
          counts.outputs += 1
          if try isLeaking(view, files) { counts.leaking += 1 }
        }
      }
      return counts
    }

    private func isLeaking(_ view: CanaryView, _ files: CaseFiles.Files) throws -> Bool {
      let directory = try CanaryDirectory()
      let job = try view.job(files.dataset)
      _ = try job.write(to: .directory(directory.path + "/out", replace: false))
      let report = try job.scan(directory.path + "/out")
      let channels = Set(report.findings.map(\.channel))
      guard let found else {
        _ = try view.job(files.twin).write(to: .directory(directory.path + "/twin", replace: false))
        return try !channels.isEmpty || bytes(directory.path + "/out") != bytes(directory.path + "/twin")
      }
      // With its protection on, nothing at all may be found.
      return protection.isOff ? !channels.isDisjoint(with: found) : !channels.isEmpty
    }

    private func bytes(_ directory: String) throws -> [UInt8] {
      try Source(location: directory).parquetFiles.flatMap { try $0.source.read(0..<$0.source.size) }
    }
  }

  /// Inputs in every layout: a dataset, and one that differs from it in rows that go, if any do.
  struct CaseFiles {
    struct Files {
      var dataset: String
      var twin: String
    }

    let directory: CanaryDirectory
    private(set) var files: [Files] = []

    init() throws {
      directory = try CanaryDirectory()
      for codec in [Codec.uncompressed, .snappy, .gzip, .brotli, .zstd, .lz4Raw] {
        for version in [ChunkOptions.PageVersion.v1, .v2] {
          for dictionary in [true, false] {
            for isNested in [true, false] {
              try add(CanaryFile(CanaryFile.Layout(codec, version, dictionary: dictionary, isNested: isNested)))
            }
          }
        }
      }
    }

    private mutating func add(_ file: CanaryFile) throws {
      let name = "canary-file-\(CanaryColumn.digits(UInt64(files.count)))"
      let paths = ["a", "b"].map { "\(directory.path)/\(name)-\($0)" }
      for path in paths { unsafe mkdir(path, 0o700) }
      let rows = file.rows(200, seed: UInt64(files.count))
      try file.write(rows, to: "\(paths[0])/\(name).parquet")
      var others = rows
      for group in others.indices { others[group].removeAll { (3...4).contains($0.part) && $0.id % 2 == 0 } }
      try file.write(others, to: "\(paths[1])/\(name).parquet")
      files.append(Files(dataset: paths[0], twin: paths[1]))
    }
  }
#endif
