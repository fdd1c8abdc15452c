import Columnar
import Testing

@testable import Arrow

@Suite struct ArrowStreamWriterTests {
  @Test func messagesAreAlignedToEightBytes() throws {
    let writer = try ArrowStreamWriter(SampleColumns.nestedSchema)
    #expect(writer.head.count % 8 == 0 && writer.tail.count == 8)
    #expect(try writer.batch(SampleColumns.nestedColumns, rows: 5).count % 8 == 0)
  }

  @Test func decimalsBeyondSeventySixDigitsAreRefused() {
    let wide = Schema(fields: [
      SchemaNode("d", .required, .leaf(LeafType(.byteArray, .decimal(precision: 77, scale: 0))))
    ])
    #expect(throws: ArrowError.self) { try ArrowStreamWriter(wide) }
  }

  @Test func aDecimalThatItsTypeCannotHoldIsRefused() throws {
    let schema = Schema(fields: [
      SchemaNode("d", .required, .leaf(LeafType(.byteArray, .decimal(precision: 38, scale: 0))))
    ])
    func batch(_ value: [UInt8]) throws -> [UInt8] {
      var values = ByteStrings()
      values.append(value)
      return try ArrowStreamWriter(schema).batch(
        [Column(leaf: schema.leaves[0], structure: .required(rows: 1), data: .plain(.bytes(values)))], rows: 1)
    }
    let sixteen = [UInt8](repeating: 0x7F, count: 16)
    #expect(throws: Never.self) { try batch(sixteen) }
    #expect(throws: Never.self) { try batch([0, 0] + sixteen) }
    #expect(throws: Never.self) { try batch([]) }
    #expect(throws: ArrowError.self) { try batch([1] + sixteen) }
    #expect(throws: ArrowError.self) { try batch([0xFF] + sixteen) }
    #expect(throws: ArrowError.self) { try batch([0] + [UInt8](repeating: 0x80, count: 16)) }
  }
}
