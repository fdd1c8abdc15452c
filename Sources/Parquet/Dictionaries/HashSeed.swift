import CKernels

extension louver_hash_seed {
  /// New secrets. They decide nothing but speed: ids follow the order of first use.
  static func random() -> louver_hash_seed {
    louver_hash_seed(start: .random(in: .min ... .max), factor: .random(in: .min ... .max) | 1)
  }
}
