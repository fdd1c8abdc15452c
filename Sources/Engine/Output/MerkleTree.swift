/// A Merkle tree of SHA-256 (RFC 9162, section 2.1.1): leaves cannot be taken for inner nodes, nor moved.
struct MerkleTree {
  private static let leafPrefix: [UInt8] = [0]
  private static let nodePrefix: [UInt8] = [1]

  /// The hashes of leaves, in their order.
  var leaves: [[UInt8]] = []

  /// The hash of a leaf whose bytes come in parts.
  static func leaf(
    _ parts: (_ add: ([UInt8]) throws(EngineError) -> Void) throws(EngineError) -> Void
  ) throws(EngineError) -> [UInt8] {
    var digest = try Digest()
    try digest.add(leafPrefix)
    try parts { (part) throws(EngineError) in try digest.add(part) }
    return try digest.bytes()
  }

  func root() throws(EngineError) -> [UInt8] { try MerkleTree.root(of: leaves[...]) }

  private static func root(of leaves: ArraySlice<[UInt8]>) throws(EngineError) -> [UInt8] {
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    var digest = try Digest()
    if leaves.isEmpty { return try digest.bytes() }
    // The greatest power of two below their number.
    let half = 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
    let middle = leaves.startIndex + half
    try digest.add(nodePrefix)
    try digest.add(try root(of: leaves[..<middle]))
    try digest.add(try root(of: leaves[middle...]))
    return try digest.bytes()
  }
}
