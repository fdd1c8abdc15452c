import Masking
import Policy
import Testing

@testable import Catalog

@Suite struct KeysTests {
  /// RFC 8032, section 7.1, test 2.
  @Test func signaturesAreThoseOfTheRFC() throws {
    let seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    let key = try SigningKey(seed: SecretKey(bytes: seed))
    #expect(key.publicKey.bytes == bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
    let signature = try key.sign([0x72])
    #expect(
      signature
        == bytes(
          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"))
    #expect(key.publicKey.verifies(signature, of: [0x72]))
    #expect(!key.publicKey.verifies(signature, of: [0x73]))
    #expect(!key.publicKey.verifies(Array(signature.dropLast()), of: [0x72]))
  }

  @Test func signedRecordsShowEveryChange() throws {
    let key = try SigningKey(seed: SecretKey(bytes: [UInt8](repeating: 7, count: 32)))
    let record: JSON = ["project": "p", "time": 12, "parents": ["a", "b"]]
    let signed = try SignedRecord.sign(record, with: key)
    #expect(SignedRecord.verify(signed, with: key.publicKey))
    #expect(try SignedRecord.sign(signed, with: key) == signed)
    guard case .object(var members) = signed else { return }
    members["time"] = 13
    #expect(!SignedRecord.verify(.object(members), with: key.publicKey))
    #expect(!SignedRecord.verify(record, with: key.publicKey))
    let other = try SigningKey(seed: SecretKey(bytes: [UInt8](repeating: 8, count: 32)))
    #expect(!SignedRecord.verify(signed, with: other.publicKey))
  }

  @Test func digestIsThatOfTheStandard() {
    #expect(
      Digest.sha256(Array("abc".utf8)) == bytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
  }

  private func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
