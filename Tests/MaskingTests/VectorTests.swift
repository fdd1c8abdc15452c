import CKernels
import Columnar
import Testing

@testable import Masking

/// Published vectors, and those of our own that fix what crypto.md says to the byte.
@Suite struct VectorTests {
  @Test func ourOwnVectorsHold() throws {
    let names = ["string": "s", "int64": "i64", "int32": "i32", "float64": "f64", "float32": "f32", "decimal": "d5.2"]
    let lines = vectors("louver")
    #expect(lines.count == 39)
    for line in lines {
      switch line[0] {
      case "key":
        let key =
          line[1] == "manifest"
          ? MaskKeys.manifest(master: testKey) : testKey.derived(info: "louver/v1/" + line[1])
        #expect(key.withBytes { hexadecimal($0) } == line[2])
      case "use":
        let key = testKey.use(line[1], count: line[1] == "siv" ? 64 : 32)
        #expect(key.withBytes { hexadecimal($0) } == line[2])
      case "cell":
        let cells = CellPositions(rows: [UInt64(line[2])!], slots: [UInt64(line[3])!])
        let messages = try CellDraws.messages(ByteStrings([line[4]]), path: line[1], cells)
        #expect(hexadecimal(messages[0]) == line[5])
      case "ln53":
        #expect(logarithm53(UInt64(line[1])!).bitPattern == Double(line[2])!.bitPattern, "\(line)")
      default:
        let text = line[4] == "\"\"" ? "" : line[4]
        let got = try masked(
          line[5], names[line[3]] ?? line[3], text, row: UInt64(line[1])!, slot: UInt64(line[2])!, by: "patient-7")
        #expect(got == line[6], "\(line)")
      }
    }
  }

  @Test func keysOfACatalogFollowFromNames() throws {
    let inProject = MaskKeys.catalog(master: testKey, source: "s1", project: "p1")
    let outside = MaskKeys.catalog(master: testKey, source: "s1", project: nil)
    func text(_ key: SecretKey) -> String { key.withBytes { hexadecimal($0) } }
    let keys = vectors("louver").filter { $0[0] == "key" }.map { $0[2] }
    #expect(text(inProject.hash(.tenant)) == keys[0] && text(inProject.hash(.project)) == keys[1])
    #expect(text(inProject.source) == keys[2] && text(inProject.hash(.source)) == keys[2])
    #expect(text(outside.hash(.project)) == keys[2])
  }

  @Test func messageCodesMatchThePublishedOnes() throws {
    let lines = vectors("hmac")
    #expect(lines.count > 30)
    for line in lines {
      let key = MessageKey(SecretKey(bytes: bytes(line[0])))
      #expect(hexadecimal(key.digest(of: bytes(line[1]))) == line[2])
    }
  }

  @Test func derivedKeysMatchThePublishedOnes() throws {
    let lines = vectors("hkdf")
    #expect(lines.count > 50)
    for line in lines {
      let output = bytes(line[3])
      let key = SecretKey(bytes: bytes(line[0])).derived(
        info: bytes(line[2]), salt: bytes(line[1]), count: output.count)
      #expect(key.withBytes { $0 } == output)
    }
  }

  @Test func sivMatchesThePublishedVectors() throws {
    let lines = vectors("siv")
    #expect(lines.count > 50)
    for line in lines {
      // The vectors that have no associated data are of one empty string of it.
      let cipher = SyntheticIV(SecretKey(bytes: bytes(line[1])), associatedData: [bytes(line[2])])
      var (plain, sealed) = (ByteStrings(), ByteStrings())
      plain.append(bytes(line[3]))
      sealed.append(bytes(line[4]))
      let isValid = line[0] == "valid"
      #expect(try (cipher.sealed(plain) == sealed) == isValid)
      #expect(try cipher.opened(sealed)[0] == (isValid ? bytes(line[3]) : nil))
    }
  }

  @Test func ff1MatchesThePublishedVectors() throws {
    let lines = vectors("ff1")
    #expect(lines.count > 200)
    for line in lines {
      let radix = Int(line[1])!
      let cipher = FF1(SecretKey(bytes: bytes(line[2])), radix: radix, tweak: bytes(line[3]))
      let (plain, secret) = (numerals(line[4], radix), numerals(line[5], radix))
      guard line[0] == "valid" else {
        #expect(!cipher.accepts(length: plain.count), "\(line)")
        continue
      }
      var text = plain
      try cipher.apply(&text, offsets: [0, plain.count], decrypting: false)
      #expect(text == secret, "\(line)")
      try cipher.apply(&text, offsets: [0, plain.count], decrypting: true)
      #expect(text == plain, "\(line)")
    }
  }

  private func numerals(_ text: String, _ radix: Int) -> [UInt16] {
    if text == "-" { return [] }
    return text.utf8.map { UInt16($0 >= 65 ? (radix == 26 ? $0 - 65 : $0 - 55) : $0 - 48) }
  }
}
