import Columnar
import Testing

@testable import Masking

/// What one may rely on: a value's image does not depend on what is around it, and leaving out twice is leaving out once.
@Suite struct MaskPropertyTests {
  @Test(arguments: columnsOfEveryType.indices)
  func aDictionaryIsMaskedAsItsValuesAre(index: Int) throws {
    let (kind, type) = columnsOfEveryType[index]
    var generator = Generator(UInt64(400 + index))
    let dictionary = kind.values(type, count: 60, &generator)
    let indices = (0..<500).map { _ in UInt32(generator.integer(0...59)) }
    let plain = dictionary.gathered(indices)
    for mask in try fitting(kind, leaf(type)) where !mask.isDrop && !mask.needsPosition && mask.entityColumn == nil {
      let entries = try shown(mask, leaf(type), dictionary)
      #expect(try shown(mask, leaf(type), plain) == indices.map { entries[Int($0)] }, "\(mask) \(type.name)")
    }
  }

  /// What hides by leaving out hides nothing more when applied to its own output.
  @Test(arguments: columnsOfEveryType.indices)
  func leavingOutTwiceIsLeavingOutOnce(index: Int) throws {
    let (kind, type) = columnsOfEveryType[index]
    var generator = Generator(UInt64(500 + index))
    let values = kind.values(type, count: 300, &generator)
    var checked = 0
    for mask in try fitting(kind, leaf(type)) where Self.isIdempotent(mask, type) {
      let kernel = try MaskKernel(mask, leaf: leaf(type), keys: .bare(testKey), asText: false)
      let once = try kernel.apply(values).values
      let twice = try kernel.apply(once)
      let isSame = canonicalText(of: twice.values, type: type) == canonicalText(of: once, type: type)
      #expect(isSame, "\(mask)")
      #expect(twice.validity == nil, "\(mask)")
      checked += 1
    }
    #expect(checked > 0)
  }

  private static func isIdempotent(_ mask: Mask, _ type: LeafType) -> Bool {
    switch mask.function {
    // The nearest float of a multiple may be below it, and so round down to the one before.
    case .round: ![.float32, .float64].contains(type.kind)
    case .constant, .truncate, .geo, .show, .email, .ip, .url: true
    default: false
    }
  }

  @Test(arguments: columnsOfEveryType.indices)
  func nullCellsAreOnlyFilledByAConstant(index: Int) throws {
    let (kind, type) = columnsOfEveryType[index]
    let nothing = Values.empty(type.physical)
    for mask in try fitting(kind, leaf(type)) where !mask.isDrop {
      let kernel = try MaskKernel(mask, leaf: leaf(type), keys: .bare(testKey), asText: false)
      let masked = try kernel.apply(
        nothing, cells: CellPositions(rows: []), entities: Entities(texts: ByteStrings()))
      #expect(masked.values.count == 0 && masked.counted == 0, "\(mask)")
      if case .constant = mask.function {
        #expect(kernel.constant?.count == 1)
      } else {
        #expect(kernel.constant == nil, "\(mask)")
      }
    }
  }

  /// Every character of Unicode, against the general categories that the standard library knows.
  @Test func classesHideEveryLetterAndDigitOfEveryScript() throws {
    var scalars: [Unicode.Scalar] = []
    for value in UInt32(0)...0x10ffff where value < 0x3000 || value % 17 == 0 {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    let texts = stride(from: 0, to: scalars.count, by: 50).map { start in
      String(String.UnicodeScalarView(scalars[start..<min(start + 50, scalars.count)]))
    }
    let masked = try shown(try Mask.parse("classes"), leaf(.string), .bytes(ByteStrings(texts)))
    for (text, image) in zip(texts, masked) {
      let expected = text.unicodeScalars.map { scalar -> Unicode.Scalar in
        let properties = scalar.properties
        switch properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: return "X"
        case .decimalNumber, .letterNumber, .otherNumber: return "n"
        case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark,
          .unassigned, .privateUse:
          return "x"
        default: return scalar
        }
      }
      #expect(image.map { Array($0.unicodeScalars) } == expected)
    }
  }
}
