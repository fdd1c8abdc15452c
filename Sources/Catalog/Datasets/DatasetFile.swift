import Columnar
import Policy

/// A Parquet file of a dataset as it is now.
public struct DatasetFile: Sendable {
  /// Below the dataset's directory.
  public var name: String
  /// Nil where the file is nothing that was ever sealed.
  public var seal: FileSeal?
  public var tag: JSON?

  public init(name: String, seal: FileSeal?, tag: JSON?) {
    self.name = name
    self.seal = seal
    self.tag = tag
  }
}

extension Catalog {
  /// Throws unless a dataset has the files that its manifest lists, none less and none more, each with the tag and the
  /// content it was written with: nothing was edited, moved, or put back from an earlier write.
  ///
  /// While a write has not ended nobody knows which files are there: then each must be one that some write of this
  /// dataset made.
  func checkFiles(of record: DatasetRecord, complete: Bool) throws(CatalogError) {
    let directory = path(of: record.name, in: record.project)
    let files: [DatasetFile]
    do { files = try schemas.files(ofDataset: directory, complete: complete) } catch let error as any LouverError {
      throw CatalogError(error)
    } catch {
      throw CatalogError(.io, "the files cannot be read", place: Place(file: directory))
    }
    let key = try publicKey()
    for file in files where !file.isGenuine(record, key) {
      throw Self.changed(record, "\(file.name) is not as it was written")
    }
    guard record.pending == nil else { return }
    let listed = record.manifest["files"]?.array ?? []
    let present = Set(files.compactMap { file in file.seal?.listing(tag: file.tag) })
    if let stranger = present.subtracting(listed).compactMap({ $0["name"]?.string }).min() {
      throw Self.changed(record, "\(stranger) is of another write than the manifest's")
    }
    if let missing = Set(listed).subtracting(present).compactMap({ $0["name"]?.string }).min() {
      throw Self.changed(record, "\(missing) is missing")
    }
  }

  private static func changed(_ record: DatasetRecord, _ what: String) -> CatalogError {
    CatalogError(
      .malformed, "dataset \(record.name) was changed: \(what)", hint: "louver mask --refresh writes it anew")
  }

  /// Whether a file of this content and with this tag is one of those that the present manifest of the tag's dataset
  /// lists; nil where there is no such dataset, or a write of it has not ended.
  public func isCurrent(_ seal: FileSeal, tag: JSON) throws(CatalogError) -> Bool? {
    guard let dataset = tag["dataset"]?.string, let project = tag["project"]?.string else { return nil }
    return try database.read { () throws(CatalogError) in
      guard let record = try storedDataset(dataset, of: project), record.pending == nil else { return nil }
      return (record.manifest["files"]?.array ?? []).contains(seal.listing(tag: tag))
    }
  }
}

extension FileSeal {
  /// What a manifest says of the file: its seal, and which write made it.
  func listing(tag: JSON?) -> JSON {
    .object((json.object ?? [:]).merging(["write": tag?["write"] ?? .null]) { $1 })
  }
}

extension DatasetFile {
  /// Whether the tag is signed, is of this dataset, and seals what is there.
  fileprivate func isGenuine(_ record: DatasetRecord, _ key: PublicKey) -> Bool {
    guard let seal, let tag, SignedRecord.verify(tag, with: key) else { return false }
    return tag["project"]?.string == record.project && tag["dataset"]?.string == record.name
      && tag["content"] == seal.json
  }
}
