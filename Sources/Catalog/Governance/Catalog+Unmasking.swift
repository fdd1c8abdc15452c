import Masking
import Policy

extension Catalog {
  /// What undoes the masks of a source's column for a context that the policies name, with the context's keys of some
  /// version (nil: the newest). Each use is recorded, with the number of values that are to be undone.
  public func unmasking(
    _ name: String, column: String, keyVersion: Int? = nil, values: Int, in context: AccessContext
  ) throws(CatalogError) -> Unmasking {
    let version = keyVersion ?? masters.version
    let detail: JSON = [
      "column": .string(column), "keyVersion": .integer(Int64(version)), "values": .integer(Int64(values)),
    ]
    return try decided("unmask", name, detail: detail, in: context) { () throws(CatalogError) in
      let found = try readableSource(name, in: context)
      var governance = try governance(of: [name])
      try addPrincipals(context.project?.members ?? [], to: &governance)
      guard let master = masters[version] else {
        throw CatalogError(
          .invalidArgument, "there is no key version \(version)", hint: "the newest is \(masters.version)")
      }
      let mask: Mask
      do throws(PolicyError) {
        mask = try governance.reversibleMask(of: column, in: found.source, for: context)
      } catch { throw CatalogError(error) }
      let keys = maskKeys(for: name, master: master, in: context)
      do throws(MaskingError) { return try Unmasking(mask, keys: keys) } catch {
        throw CatalogError(error.kind, error.message)
      }
    }
  }
}
