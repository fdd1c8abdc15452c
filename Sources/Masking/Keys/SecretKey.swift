import CCrypto
import Columnar

/// A key of the catalog, a mask or a job. Its bytes are overwritten on release and never shown.
public struct SecretKey: Sendable {
  let storage: SecretBytes

  /// A key of bytes at hand; the caller answers for what remains of them.
  public init(bytes: [UInt8]) { self.init(bytes: bytes[...]) }

  init(bytes: ArraySlice<UInt8>) {
    storage = unsafe bytes.withUnsafeBytes { unsafe SecretBytes($0) }
  }

  /// Reads a key file: 32 raw bytes, or 64 hexadecimal digits and an optional line end. Throws for anything else.
  public init(parsing file: [UInt8]) throws(MaskingError) { try self.init(parsing: file[...]) }

  /// The same of a part of an array.
  public init(parsing file: ArraySlice<UInt8>) throws(MaskingError) {
    if file.count == 32 {
      self.init(bytes: file)
      return
    }
    var digits = file
    if digits.last == UInt8(ascii: "\n") { digits.removeLast() }
    if digits.last == UInt8(ascii: "\r"), digits.count < file.count { digits.removeLast() }
    guard digits.count == 64, var bytes = Hexadecimal.bytes(digits) else {
      throw MaskingError("a key file holds 32 bytes or 64 hexadecimal digits")
    }
    defer { unsafe OPENSSL_cleanse(&bytes, bytes.count) }
    self.init(bytes: bytes)
  }

  /// 32 bytes from the system's random source.
  public static func random() throws(MaskingError) -> SecretKey {
    var bytes = [UInt8](repeating: 0, count: 32)
    guard unsafe RAND_bytes(&bytes, 32) == 1 else { throw MaskingError("no random bytes to be had", kind: .io) }
    defer { unsafe OPENSSL_cleanse(&bytes, bytes.count) }
    return SecretKey(bytes: bytes)
  }

  /// Number of bytes.
  public var count: Int { storage.count }

  /// Lends a copy of the bytes to what cannot do without: a key file to be written, a signature's seed.
  /// The copy is overwritten afterwards.
  public func withBytes<Result, Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Result) throws(Failure) -> Result {
    var bytes = unsafe storage.withBytes { unsafe Array($0) }
    defer { unsafe OPENSSL_cleanse(&bytes, bytes.count) }
    return try body(bytes)
  }

  /// HKDF with SHA-256 (RFC 5869): `count` bytes for the purpose that `info` names, at most 255 * 32.
  public func derived(info: String, salt: [UInt8] = [], count: Int = 32) -> SecretKey {
    derived(info: Array(info.utf8), salt: salt, count: count)
  }

  func derived(info: [UInt8], salt: [UInt8], count: Int) -> SecretKey {
    precondition(count <= 255 * 32)
    let extract = MessageKey(SecretKey(bytes: salt))
    var pseudorandom = withBytes { extract.digest(of: $0) }
    defer { unsafe OPENSSL_cleanse(&pseudorandom, pseudorandom.count) }
    let expand = MessageKey(SecretKey(bytes: pseudorandom))
    let blocks = (count + 31) / 32
    // Messages and blocks lie one behind the other in memory that does not move, to be overwritten.
    var output: [UInt8] = []
    output.reserveCapacity(32 * blocks)
    var message: [UInt8] = []
    message.reserveCapacity(32 + info.count + 1)
    var block: [UInt8] = []
    defer {
      unsafe OPENSSL_cleanse(&output, output.count)
      unsafe OPENSSL_cleanse(&message, message.count)
      unsafe OPENSSL_cleanse(&block, block.count)
    }
    for number in 0..<blocks {
      message.removeAll(keepingCapacity: true)
      message += block
      message += info
      message.append(UInt8(number + 1))
      unsafe OPENSSL_cleanse(&block, block.count)
      block = expand.digest(of: message)
      output += block
    }
    return SecretKey(bytes: output[..<count])
  }

  /// The key for a use that is not HMAC over a value (crypto.md).
  public func use(_ label: String, count: Int = 32) -> SecretKey {
    derived(info: "louver/v1/use/" + label, count: count)
  }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "a secret key" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
