import Codecs
import Columnar
import Parquet

private let types: [PhysicalType] = [
  .boolean, .int32, .int64, .int96, .float, .double, .byteArray, .fixedLengthByteArray(0), .fixedLengthByteArray(1),
  .fixedLengthByteArray(16),
]

/// Values that can be decoded, encoded again and decoded once more are the same.
func fuzzValues(_ encoding: Encoding, _ bytes: [UInt8]) {
  var input = FuzzInput(bytes)
  let type = input.choice(of: types)
  let count = input.count()
  do throws(ParquetError) {
    let page = input.bytes
    let values = try Encodings.decode(encoding, page.rawBytes, count: count, type: type, byteLimit: 1 << 20)
    guard values.count == count else { violated("as many values as were asked for") }
    expectSame(encoding, values, type)
  } catch {}
}

private func expectSame(_ encoding: Encoding, _ values: Values, _ type: PhysicalType) {
  let again: [UInt8]
  do throws(ParquetError) {
    again = try Encodings.encode(encoding, values)
  } catch {
    return
  }
  guard let decoded = try? Encodings.decode(encoding, again.rawBytes, count: values.count, type: type),
    // Of bytes, since NaN is not equal to itself.
    Plain(decoded) == Plain(values)
  else { violated("decoding undoes encoding") }
}

/// What values are to the last bit.
private struct Plain: Equatable {
  let bytes: [UInt8]?

  init(_ values: Values) { bytes = try? Encodings.encode(.plain, values) }
}

func fuzzRuns(_ bytes: [UInt8]) {
  var input = FuzzInput(bytes)
  let form = input.byte() % 3
  let count = input.count()
  let dictionaryCount = Int(input.byte()) + 1
  let page = input.bytes
  do throws(ParquetError) {
    switch form {
    case 0:
      let indices = try RunLengthBitPacked.decodeIndices(
        page.rawBytes, count: count, dictionaryCount: dictionaryCount)
      guard indices.count == count, indices.allSatisfy({ $0 < dictionaryCount }) else {
        violated("indices are within their dictionary")
      }
    case 1:
      guard try RunLengthBitPacked.decodeBitmap(page.rawBytes, count: count).count == count else {
        violated("as many bits as were asked for")
      }
    default:
      let width = dictionaryCount % 34
      let values = try RunLengthBitPacked.decode(page.rawBytes, width: width, count: count)
      guard values.count == count, values.allSatisfy({ UInt64($0) < 1 << UInt64(width) }) else {
        violated("values have no more bits than their width")
      }
    }
  } catch {}
  fuzzValues(.runLength, [0] + bytes)
}

func fuzzLevels(_ bytes: [UInt8]) {
  var input = FuzzInput(bytes)
  let isRunLength = input.byte() % 2 == 0
  let maximum = Int(input.byte())
  let count = input.count()
  let page = input.bytes
  do throws(ParquetError) {
    let levels =
      isRunLength
      ? try RunLengthBitPacked.decodeLevels(page.rawBytes, maximum: maximum, count: count)
      : try BitPackedLevels.decode(page.rawBytes, maximum: maximum, count: count)
    guard levels.count == count, levels.allSatisfy({ $0 <= maximum }) else {
      violated("levels are not above the greatest")
    }
  } catch {}
}

/// What decompresses has the size that was announced, and comes back when it is compressed.
func fuzzCodecs(_ bytes: [UInt8]) {
  var input = FuzzInput(bytes)
  let codec = input.choice(of: Codec.allCases)
  let size = input.count()
  let page = input.bytes
  do throws(CodecError) {
    let output = try Codecs.decompress(codec, page.rawBytes, size: size)
    guard output.count == size else { violated("decompressed data has the size announced") }
    guard codec != .lz4Hadoop else { return }
    let again = try Codecs.compress(codec, level: nil, output.rawBytes)
    guard try Codecs.decompress(codec, again.rawBytes, size: size) == output else {
      violated("decompression undoes compression")
    }
  } catch {}
}
