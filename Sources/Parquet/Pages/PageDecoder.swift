import Columnar

/// Decodes the data pages of one leaf.
struct PageDecoder {
  let type: PhysicalType
  let maxDefinition: Int
  let maxRepetition: Int
  let isFlat: Bool
  let codec: CompressionCodec
  /// Whether values are wanted. Else booleans stand in their place, and no more of a page is decompressed than its levels take.
  let decodesValues: Bool
  private let habits: WriterHabits
  /// Of bit-packed levels.
  private let bitOrder: LevelSection.BitOrder

  init(leaf: Leaf, codec: CompressionCodec, _ habits: WriterHabits, decodesValues: Bool = true) {
    type = leaf.type.physical
    maxDefinition = leaf.maxDefinition
    maxRepetition = leaf.maxRepetition
    isFlat = leaf.isFlat
    self.codec = codec
    self.habits = habits
    self.decodesValues = decodesValues
    bitOrder = LevelSection.BitOrder(habits)
  }

  /// The values of a dictionary page.
  func dictionary(
    _ header: DictionaryPageHeader, size: Int32, _ body: RawSpan
  ) throws(ParquetError) -> Values {
    guard header.encoding == .plain || header.encoding == .plainDictionary else {
      throw .unsupported("a dictionary cannot be encoded as \(header.encoding)")
    }
    return try codec.withDecompressed(body, size: Int(size)) { (bytes) throws(ParquetError) in
      try Encodings.decode(.plain, bytes, count: Int(header.valueCount), type: type)
    }
  }

  /// The slots and values of a data page whose body is `body`; of a flat leaf those that `selection`, one bit a row, selects.
  func decode(
    _ page: PageHeader, _ body: RawSpan, dictionary: Values?, selecting selection: Bitmap? = nil
  ) throws(ParquetError) -> DecodedPage {
    precondition(selection == nil || isFlat && selection?.count == page.slotCount)
    switch page.content {
    case .data(let header):
      if !decodesValues, selection == nil, let page = decodeStart(header, size: Int(page.uncompressedSize), body) {
        return page
      }
      return try codec.withDecompressed(body, size: Int(page.uncompressedSize)) { (bytes) throws(ParquetError) in
        try decode(header, bytes, dictionary, selection)
      }
    case .dataV2(let header):
      return try decode(header, size: Int(page.uncompressedSize), body, dictionary, selection)
    case .dictionary, .index: throw .malformed("the page holds no values")
    }
  }

  /// A page of which only the levels are decompressed; nil where they take more room than they do as most writers encode them, or are
  /// broken.
  private func decodeStart(_ header: DataPageHeader, size: Int, _ body: RawSpan) -> DecodedPage? {
    let start = [maxRepetition, maxDefinition].reduce(0) { bytes, maximum in
      bytes + 64 + Int(header.valueCount) / 4 * BitPacking.width(of: UInt64(maximum))
    }
    guard start < size else { return nil }
    return try? codec.withDecompressed(body, size: size, start: start) { (bytes) throws(ParquetError) in
      try decode(header, bytes, nil, nil)
    }
  }

  private func decode(
    _ header: DataPageHeader, _ bytes: RawSpan, _ dictionary: Values?, _ selection: Bitmap?
  ) throws(ParquetError) -> DecodedPage {
    let count = Int(header.valueCount)
    var sections = SectionReader(bytes)
    var repetition: [UInt8] = []
    if maxRepetition > 0 {
      repetition = try LevelSection(
        from: &sections, encoding: header.repetitionLevelEncoding, bitOrder, maximum: maxRepetition, count: count
      ).levels()
    }
    guard maxDefinition > 0 else {
      return try withoutNulls(header.encoding, sections.rest, dictionary, selection, count: count)
    }
    let definition = try LevelSection(
      from: &sections, encoding: header.definitionLevelEncoding, bitOrder, maximum: maxDefinition, count: count)
    return try page(header.encoding, sections.rest, dictionary, selection, repetition, definition)
  }

  private func decode(
    _ header: DataPageHeaderV2, size: Int, _ body: RawSpan, _ dictionary: Values?, _ selection: Bitmap?
  ) throws(ParquetError) -> DecodedPage {
    let count = Int(header.valueCount)
    // Some writers of lists give the number of slots for that of rows.
    guard maxRepetition > 0 || count == Int(header.rowCount) else {
      throw .malformed("the page has not as many rows as its header says")
    }
    var sections = SectionReader(body)
    let repetitionSection = try LevelSection(
      from: &sections, size: header.repetitionLevelsSize, maximum: maxRepetition, count: count)
    let definition = try LevelSection(
      from: &sections, size: header.definitionLevelsSize, maximum: maxDefinition, count: count)
    let repetition = maxRepetition > 0 ? try repetitionSection.levels() : []
    let valuesSize = size - repetitionSection.bytes.byteCount - definition.bytes.byteCount
    let codec = header.isCompressed == false && !habits.compressesAllPages ? .uncompressed : codec
    if sections.rest.isEmpty || !decodesValues {
      // Where every slot is NULL some writers compress nothing and some leave the compressed nothing out.
      return try decodeValues(header, sections.rest, dictionary, selection, repetition, definition)
    }
    return try codec.withDecompressed(sections.rest, size: valuesSize) { (values) throws(ParquetError) in
      try decodeValues(header, values, dictionary, selection, repetition, definition)
    }
  }

  private func decodeValues(
    _ header: DataPageHeaderV2, _ values: RawSpan, _ dictionary: Values?, _ selection: Bitmap?, _ repetition: [UInt8],
    _ definition: borrowing LevelSection
  ) throws(ParquetError) -> DecodedPage {
    guard maxDefinition > 0 else {
      return try withoutNulls(header.encoding, values, dictionary, selection, count: Int(header.valueCount))
    }
    return try page(header.encoding, values, dictionary, selection, repetition, definition)
  }
}

extension PageDecoder {
  /// A page of a leaf in which nothing is optional or repeated: every slot is a value.
  private func withoutNulls(
    _ encoding: Encoding, _ bytes: RawSpan, _ dictionary: Values?, _ selection: Bitmap?, count: Int
  ) throws(ParquetError) -> DecodedPage {
    let structure: Structure =
      isFlat
      ? .required(rows: selection?.setCount ?? count)
      : .nested(Levels(definition: [UInt8](repeating: 0, count: count), repetition: [], rows: count))
    return DecodedPage(structure: structure, data: try values(encoding, bytes, dictionary, selection, count: count))
  }

  private func page(
    _ encoding: Encoding, _ bytes: RawSpan, _ dictionary: Values?, _ selection: Bitmap?, _ repetition: [UInt8],
    _ definition: borrowing LevelSection
  ) throws(ParquetError) -> DecodedPage {
    if isFlat {
      let validity = try definition.bitmap()
      let selectedValues = selection?.selected(by: validity)
      return DecodedPage(
        structure: .optional(selection.map { validity.selected(by: $0) } ?? validity),
        data: try values(encoding, bytes, dictionary, selectedValues, count: validity.setCount))
    }
    let levels = try definition.levels()
    let present = levels.count(of: UInt8(maxDefinition))
    let rows = maxRepetition == 0 ? levels.count : repetition.count(of: 0)
    return DecodedPage(
      structure: .nested(Levels(definition: levels, repetition: repetition, rows: rows)),
      data: try values(encoding, bytes, dictionary, nil, count: present))
  }

  /// `selection` has one bit a value.
  private func values(
    _ encoding: Encoding, _ bytes: RawSpan, _ dictionary: Values?, _ selection: Bitmap?, count: Int
  ) throws(ParquetError) -> ColumnData {
    let selection = selection?.isAllSet == true ? nil : selection
    if !decodesValues { return .plain(.boolean(Bitmap(repeating: false, count: selection?.setCount ?? count))) }
    if encoding.isDictionary {
      let all = try indices(bytes, dictionary, count: count)
      return selection.map { all.selected(by: $0) } ?? all
    }
    if count == 0 { return .plain(.empty(type)) }
    guard let selection else { return .plain(try Encodings.decode(encoding, bytes, count: count, type: type)) }
    return .plain(try Encodings.decode(encoding, bytes, count: count, type: type, selecting: selection))
  }

  private func indices(
    _ bytes: RawSpan, _ dictionary: Values?, count: Int
  ) throws(ParquetError) -> ColumnData {
    guard count > 0 else { return dictionary.map { .dictionary($0, indices: []) } ?? .plain(.empty(type)) }
    guard let dictionary else { throw .malformed("the page needs a dictionary, and its column chunk has none") }
    let indices = try RunLengthBitPacked.decodeIndices(bytes, count: count, dictionaryCount: dictionary.count)
    guard dictionary.canBeGathered(indices) else {
      throw .limitExceeded("the values of a page take 4 GiB or more without their dictionary")
    }
    return .dictionary(dictionary, indices: indices)
  }
}
