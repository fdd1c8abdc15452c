import Columnar
import Testing

@testable import Masking

/// What holds for every mask on generated values of every type.
@Suite struct MaskLawTests {
  @Test(arguments: columnsOfEveryType.indices)
  func orderHoldsOnData(index: Int) throws {
    let (kind, type) = columnsOfEveryType[index]
    var generator = Generator(UInt64(index))
    let leaf = leaf(type)
    let values = kind.values(type, count: 250, &generator)
    // What is keyed by the cell shows the same only of the same cell, so it claims nothing about others.
    let masks = try fitting(kind, leaf).filter { !$0.needsPosition && !$0.isDrop && $0.entityColumn == nil }
    let outputs = try masks.map { try shown($0, leaf, values) }
    var claims = 0
    for a in masks.indices {
      for b in masks.indices where a != b && Mask.isAtMost(masks[a], masks[b], type: type) {
        claims += 1
        var image: [String?: String?] = [:]
        for (coarse, fine) in zip(outputs[a], outputs[b]) {
          #expect(image.updateValue(coarse, forKey: fine) ?? coarse == coarse, "\(masks[a]) \(masks[b]) \(type.name)")
        }
      }
    }
    #expect(claims > 20)
  }

  @Test(arguments: columnsOfEveryType.indices)
  func aBatchIsWhatItsSlicesAre(index: Int) throws {
    let (kind, type) = columnsOfEveryType[index]
    var generator = Generator(UInt64(100 + index))
    let leaf = leaf(type)
    let values = kind.values(type, count: 90, &generator)
    for mask in try fitting(kind, leaf) where !mask.isDrop {
      let whole = try shown(mask, leaf, values)
      let cut = generator.integer(0...values.count)
      let front = values.gathered((0..<UInt32(cut)).map { $0 })
      let back = values.gathered((UInt32(cut)..<UInt32(values.count)).map { $0 })
      #expect(try shown(mask, leaf, front) + shown(mask, leaf, back, firstRow: UInt64(cut)) == whole, "\(mask)")
    }
  }

  @Test(arguments: columnsOfEveryType.indices)
  func maskedValuesHaveTheTypeThatIsPromised(index: Int) throws {
    let (kind, type) = columnsOfEveryType[index]
    var generator = Generator(UInt64(200 + index))
    let leaf = leaf(type)
    let values = kind.values(type, count: 40, &generator)
    let cells = CellPositions(rows: (0..<UInt64(values.count)).map { $0 })
    for mask in try fitting(kind, leaf) where !mask.isDrop {
      let kernel = try MaskKernel(mask, leaf: leaf, keys: .bare(testKey), asText: false)
      let asText = try MaskKernel(mask, leaf: leaf, keys: .bare(testKey), asText: true)
      let entities = Entities(texts: canonicalText(of: values, type: type))
      let own = try kernel.apply(values, cells: cells, entities: entities)
      let text = try asText.apply(values, cells: cells, entities: entities)
      #expect(kernel.outputType == (mask.writesText ? .string : type) && asText.outputType == .string)
      #expect(own.values.count == (own.validity?.setCount ?? values.count))
      #expect(
        text.values == .bytes(canonicalText(of: own.values, type: kernel.outputType)) && text.validity == own.validity)
      #expect(own.validity == nil || mask.mayBeNull, "\(mask)")
    }
  }

  @Test(arguments: columnsOfEveryType.indices)
  func masksThatAreOneToOneKeepValuesApart(index: Int) throws {
    let (kind, type) = columnsOfEveryType[index]
    var generator = Generator(UInt64(300 + index))
    let values = kind.values(type, count: 200, &generator)
    let inputs = canonicalText(of: values, type: type)
    for mask in try fitting(kind, leaf(type)) where mask.isInjective(on: type) {
      var image: [String?: String] = [:]
      for (index, output) in try shown(mask, leaf(type), values).enumerated() {
        #expect(image.updateValue(inputs.string(index), forKey: output) ?? inputs.string(index) == inputs.string(index))
      }
    }
  }

  @Test func noiseAndResponsesAreTheSameInEveryContext() throws {
    let leaf = leaf(LeafType(.int64))
    let values = Values.int64(Array(0..<50))
    let cells = CellPositions(rows: Array(0..<50))
    for text in ["noise(laplace=10)", "respond(keep=0.5, from=[1, 2, 3])"] {
      let outputs = try [nil, "p1", "p2"].map { project in
        let keys = MaskKeys.catalog(master: testKey, source: "s", project: project)
        return try MaskKernel(try Mask.parse(text), leaf: leaf, keys: keys, asText: false).apply(values, cells: cells)
          .values
      }
      #expect(outputs[0] == outputs[1] && outputs[1] == outputs[2] && outputs[0] != values)
    }
  }

  @Test func noiseIsLaplace() throws {
    let values = Values.double([Double](repeating: 0, count: 20_000))
    let kernel = try MaskKernel(
      try Mask.parse("noise(laplace=2)"), leaf: leaf(LeafType(.double)), keys: .bare(testKey), asText: false)
    guard case .double(let drawn) = try kernel.apply(values, cells: CellPositions(rows: Array(0..<20_000))).values
    else {
      Issue.record("not doubles")
      return
    }
    #expect(abs(drawn.reduce(0, +) / 20_000) < 0.1)
    #expect(abs(drawn.reduce(0) { $0 + $1.magnitude } / 20_000 - 2) < 0.1)
  }

  @Test func whatIsHiddenReversiblyComesBack() throws {
    var generator = Generator(9)
    let texts = (0..<300).map { _ in
      (0..<generator.integer(0...40)).map { _ in generator.pick(["1", "5", "9", "a", "é", "-"]) }.joined()
    }
    let values = Values.bytes(ByteStrings(texts))
    for text in ["fpe", "fpe(alphabet='15a')", "fpe(alphabet='é1a9')", "encrypt"] {
      let mask = try Mask.parse(text)
      let kernel = try MaskKernel(mask, leaf: leaf(.string), keys: .bare(testKey), asText: false)
      let hidden = try kernel.apply(values)
      guard case .bytes(let secret) = hidden.values else { continue }
      let back = try Unmasking(mask, keys: .bare(testKey)).apply(secret)
      #expect(back.values == (hidden.validity.map { values.selected(by: $0) } ?? values))
      #expect(back.validity == nil && back.counted == 0)
      #expect(hidden.counted == values.count - secret.count)
    }
    #expect(throws: MaskingError.self) { try Unmasking(try Mask.parse("hash"), keys: .bare(testKey)) }
    let garbage = try Unmasking(try Mask.parse("encrypt"), keys: .bare(testKey)).apply(ByteStrings(["", "AAAA", "%"]))
    #expect(garbage.values.count == 0 && garbage.counted == 3)
  }

  @Test func textThatIsNotUTF8IsAnError() throws {
    var broken = ByteStrings()
    broken.append([0x61, 0xff])
    let split = ByteStrings(offsets: [0, 1, 2], bytes: [0xc3, 0xa9])
    for text in ["show", "hash", "regex(pattern='a', replace='b')", "fpe", "email", "encrypt"] {
      let kernel = try MaskKernel(try Mask.parse(text), leaf: leaf(.string), keys: .bare(testKey), asText: false)
      #expect(throws: MaskingError.self) { try kernel.apply(.bytes(broken)) }
      #expect(throws: MaskingError.self) { try kernel.apply(.bytes(split)) }
    }
    let nothing = try MaskKernel(Mask.parse("null"), leaf: leaf(.string), keys: .bare(testKey), asText: false)
    #expect(try nothing.apply(.bytes(broken)).values.count == 0)
  }

  @Test func patternsThatTakeTooLongMakeCountedNulls() throws {
    let kernel = try MaskKernel(
      try Mask.parse("regex(pattern='^(a+)+$', replace='x')"), leaf: leaf(.string), keys: .bare(testKey), asText: false)
    let result = try kernel.apply(.bytes(ByteStrings(["aa", String(repeating: "a", count: 40) + "b", "b"])))
    #expect(result.values == .bytes(ByteStrings(["x", "b"])))
    #expect(result.validity == Bitmap([true, false, true]) && result.counted == 1)
  }

  @Test func decimalsBeyondTheirTypeAreAnError() throws {
    var long = ByteStrings()
    long.append([1] + [UInt8](repeating: 0, count: 16))
    let type = LeafType(.byteArray, .decimal(precision: 38, scale: 0))
    for text in ["round(5)", "bucket(5)", "noise(laplace=1)"] {
      let kernel = try MaskKernel(try Mask.parse(text), leaf: leaf(type), keys: .bare(testKey), asText: false)
      #expect(throws: MaskingError.self) { try kernel.apply(.bytes(long), cells: CellPositions(rows: [0])) }
    }
  }

  @Test func storedValuesBeyondTheirTypeNeverTrap() throws {
    var generator = Generator(21)
    for kind in [Kind.integer, .decimal, .moment] {
      for type in kind.types {
        let values: Values
        switch type.physical {
        case .int32: values = .int32([.min, .max, -1, 0, .min + 1])
        case .int64: values = .int64([.min, .max, -1, 0, .min + 1])
        case .int96, .fixedLengthByteArray:
          let width = type.physical.byteWidth ?? 0
          let bytes = [UInt8](repeating: 0x7f, count: width) + [0x80] + [UInt8](repeating: 0, count: width - 1)
          values = .fixed(FixedBytes(width: width, count: 2, bytes: bytes))
        default:
          var strings = ByteStrings()
          strings.append([0x7f] + [UInt8](repeating: 0xff, count: 15))
          strings.append([0x80] + [UInt8](repeating: 0, count: 15))
          strings.append([])
          values = .bytes(strings)
        }
        for mask in try fitting(kind, leaf(type)) where !mask.isDrop {
          _ = try? shown(mask, leaf(type), values, firstRow: generator.next() >> 1)
        }
      }
    }
  }
}
