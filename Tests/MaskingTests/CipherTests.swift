import CCrypto
import CKernels
import Columnar
import Testing

@testable import Masking

@Suite struct CipherTests {
  /// Messages around every length at which padding or blocks change, in memory with and without room behind them: short ones
  /// together, and mixed.
  private func messages(_ generator: inout Generator) -> ByteStrings {
    var messages = ByteStrings()
    let ascending = Array(0...200) + [255, 256, 1000, 4096]
    let lengths = ascending + ascending.shuffled(using: &generator) + ascending.reversed()
    for length in lengths { messages.append((0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next()) }) }
    return messages
  }

  /// What this processor can run besides the portable code.
  private var fastPaths: [louver_sha_path] {
    [LOUVER_SHA_EVEN, LOUVER_SHA_AVX512, LOUVER_SHA_NI, LOUVER_SHA_AVX2].filter { louver_sha_has($0) }
  }

  @Test func fastAndPortableCodesAreTheSame() {
    var generator = Generator(1)
    for keyLength in [0, 1, 32, 63, 64, 65, 200] {
      let key = MessageKey(SecretKey(bytes: (0..<keyLength).map { _ in UInt8(truncatingIfNeeded: generator.next()) }))
      let messages = messages(&generator)
      let digests = key.digests(of: messages, by: LOUVER_SHA_PORTABLE)
      for path in fastPaths { #expect(digests == key.digests(of: messages, by: path)) }
      for digits in [2, 16, 30, 64] {
        let text = key.hexadecimal(of: messages, digits: digits, by: LOUVER_SHA_PORTABLE)
        for path in fastPaths { #expect(text == key.hexadecimal(of: messages, digits: digits, by: path)) }
        let whole = (0..<messages.count).map { hexadecimal(digests[32 * $0..<32 * $0 + digits / 2]) }
        #expect(String(decoding: text, as: UTF8.self) == whole.joined())
      }
    }
  }

  @Test func everyCodeIsWhatOpenSSLComputes() {
    var generator = Generator(4)
    let key = (UInt8(1)..<33).map { $0 &* 7 }
    let messages = messages(&generator)
    let wanted = (0..<messages.count).flatMap { index in
      let message = Array(messages[index])
      var digest = [UInt8](repeating: 0, count: 32)
      unsafe HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, nil)
      return digest
    }
    for path in fastPaths + [LOUVER_SHA_PORTABLE] {
      #expect(MessageKey(SecretKey(bytes: key)).digests(of: messages, by: path) == wanted, "\(path)")
    }
  }

  /// Lanes that are left over, and groups of which some are worth their lanes.
  @Test func anyNumberOfMessagesIsHashed() {
    var generator = Generator(5)
    let key = MessageKey(testKey)
    for count in 0...40 {
      var messages = ByteStrings()
      for _ in 0..<count {
        let length = generator.chance(80) ? generator.integer(0...40) : generator.integer(0...700)
        messages.append((0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
      }
      let digests = key.digests(of: messages, by: LOUVER_SHA_PORTABLE)
      for path in fastPaths { #expect(digests == key.digests(of: messages, by: path), "\(count) \(path)") }
    }
  }

  @Test func theBestCodeIsOneThatThisProcessorHas() {
    #expect(louver_sha_has(louver_sha_best()))
    #expect(louver_sha_has(LOUVER_SHA_PORTABLE))
    #expect(louver_sha_has(LOUVER_SHA_EVEN) == (louver_sha_has(LOUVER_SHA_AVX512) && louver_sha_has(LOUVER_SHA_NI)))
  }

  @Test func aBatchIsWhatItsMessagesAreOneByOne() {
    var generator = Generator(2)
    let key = MessageKey(testKey)
    let messages = messages(&generator)
    let together = key.digests(of: messages)
    for index in 0..<messages.count {
      #expect(Array(together[32 * index..<32 * index + 32]) == key.digest(of: Array(messages[index])))
    }
  }

  @Test func sealingABatchIsSealingEachAndOpensAgain() throws {
    var generator = Generator(3)
    let cipher = SyntheticIV(testKey.use("siv", count: 64))
    let messages = messages(&generator)
    let sealed = try cipher.sealed(messages)
    let opened = try cipher.opened(sealed)
    for index in 0..<messages.count {
      #expect(opened[index] == Array(messages[index]))
      var one = ByteStrings()
      one.append(messages[index])
      #expect(try cipher.sealed(one)[0] == sealed[index])
    }
  }

  @Test func whatWasTamperedWithDoesNotOpen() throws {
    let cipher = SyntheticIV(testKey.use("siv", count: 64))
    let sealed = Array(try cipher.sealed(ByteStrings(["mary"]))[0])
    var tampered = ByteStrings()
    for index in sealed.indices {
      var bytes = sealed
      bytes[index] ^= 1
      tampered.append(bytes)
    }
    tampered.append(sealed.dropLast())
    tampered.append([])
    #expect(try cipher.opened(tampered).allSatisfy { $0 == nil })
  }

  @Test func registersAndBigNumbersComputeTheSameFF1() throws {
    var generator = Generator(4)
    for radix in [2, 3, 10, 26, 62, 255, 256, 1000, 65_535, 65_536] {
      let cipher = FF1(testKey, radix: radix)
      let long = LongFF1(try BlockCipher(testKey), radix: radix, tweak: [])
      var (numerals, offsets): ([UInt16], [Int]) = ([], [0])
      for length in stride(from: 2, through: 130, by: radix < 20 ? 3 : 1) where cipher.accepts(length: length) {
        for _ in 0..<2 {
          let bound = UInt64(radix)
          let edge: UInt64? = generator.chance(20) ? bound - 1 : nil
          numerals += (0..<length).map { _ in UInt16(edge ?? generator.next() % bound) }
          offsets.append(numerals.count)
        }
      }
      var encrypted = numerals
      try cipher.apply(&encrypted, offsets: offsets, decrypting: false)
      for (begin, end) in zip(offsets, offsets.dropFirst()) {
        #expect(Array(encrypted[begin..<end]) == long.applied(Array(numerals[begin..<end]), decrypting: false))
        #expect(long.applied(Array(encrypted[begin..<end]), decrypting: true) == Array(numerals[begin..<end]))
      }
      var decrypted = encrypted
      try cipher.apply(&decrypted, offsets: offsets, decrypting: true)
      #expect(decrypted == numerals && encrypted != numerals)
    }
  }

  @Test func longStringsAreEncryptedAndVeryLongOnesRefused() throws {
    let cipher = FF1(testKey, radix: 10)
    let numerals = (0..<5_001).map { UInt16($0 % 10) }
    var text = numerals
    try cipher.apply(&text, offsets: [0, text.count], decrypting: false)
    #expect(text != numerals)
    try cipher.apply(&text, offsets: [0, text.count], decrypting: true)
    #expect(text == numerals)
    #expect(!cipher.accepts(length: FF1.longest + 1) && cipher.accepts(length: FF1.longest))
  }

  @Test func keyFilesAreReadStrictly() throws {
    let digits = Array(hexadecimal(0..<32).utf8)
    for file in [Array(0..<32), digits, digits + [10], digits + [13, 10]] {
      #expect(try SecretKey(parsing: file).withBytes { $0 } == Array(0..<32))
    }
    let bad: [[UInt8]] = [
      [], digits + [10, 10], Array(digits.dropLast()), digits.dropLast() + [0x67], [32] + digits, Array(0..<31),
      Array(0..<33),
    ]
    for file in bad {
      #expect(throws: MaskingError.self) { try SecretKey(parsing: file) }
    }
  }

  @Test func noDescriptionShowsAKey() throws {
    let key = try SecretKey(parsing: Array("0123456789abcdef0123456789abcdef".utf8))
    var dumped = ""
    dump(key, to: &dumped)
    dump(MaskKeys.bare(key), to: &dumped)
    let shown =
      dumped + "\(key) \(MaskKeys.bare(key))" + String(reflecting: key) + String(reflecting: MaskKeys.bare(key))
    #expect(!shown.contains("0123") && !shown.contains("48, 49"))
  }
}
