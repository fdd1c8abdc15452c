/// What is known of the values of a column chunk or page (parquet.thrift, `Statistics`).
///
/// Minimum and maximum are PLAIN-encoded, without the length prefix of byte arrays.
public struct Statistics: Hashable, Sendable {
  /// Deprecated: by signed comparison, whatever the type.
  public var max: [UInt8]?
  public var min: [UInt8]?
  public var nullCount: Int?
  public var distinctCount: Int?
  /// By the column's order.
  public var maxValue: [UInt8]?
  public var minValue: [UInt8]?
  public var isMaxValueExact: Bool?
  public var isMinValueExact: Bool?
  public var nanCount: Int?

  public init(
    max: [UInt8]? = nil, min: [UInt8]? = nil, nullCount: Int? = nil, distinctCount: Int? = nil,
    maxValue: [UInt8]? = nil, minValue: [UInt8]? = nil, isMaxValueExact: Bool? = nil,
    isMinValueExact: Bool? = nil, nanCount: Int? = nil
  ) {
    self.max = max
    self.min = min
    self.nullCount = nullCount
    self.distinctCount = distinctCount
    self.maxValue = maxValue
    self.minValue = minValue
    self.isMaxValueExact = isMaxValueExact
    self.isMinValueExact = isMinValueExact
    self.nanCount = nanCount
  }
}

/// What a reader's memory estimate needs (parquet.thrift, `SizeStatistics`).
public struct SizeStatistics: Hashable, Sendable {
  /// Bytes of all BYTE_ARRAY values without their lengths.
  public var unencodedByteArrayBytes: Int?
  /// Slots at each repetition level.
  public var repetitionLevelHistogram: [Int]?
  /// Slots at each definition level.
  public var definitionLevelHistogram: [Int]?

  public init(
    unencodedByteArrayBytes: Int? = nil, repetitionLevelHistogram: [Int]? = nil,
    definitionLevelHistogram: [Int]? = nil
  ) {
    self.unencodedByteArrayBytes = unencodedByteArrayBytes
    self.repetitionLevelHistogram = repetitionLevelHistogram
    self.definitionLevelHistogram = definitionLevelHistogram
  }
}

/// The extent of GEOMETRY and GEOGRAPHY values (parquet.thrift, `GeospatialStatistics`).
public struct GeospatialStatistics: Hashable, Sendable {
  public struct BoundingBox: Hashable, Sendable {
    public var x: Extent
    public var y: Extent
    public var zMin: Double?
    public var zMax: Double?
    public var mMin: Double?
    public var mMax: Double?

    public init(
      x: Extent, y: Extent, zMin: Double? = nil, zMax: Double? = nil, mMin: Double? = nil,
      mMax: Double? = nil
    ) {
      self.x = x
      self.y = y
      self.zMin = zMin
      self.zMax = zMax
      self.mMin = mMin
      self.mMax = mMax
    }
  }

  /// From `min` to `max`; `min` is the greater one where a geography crosses the antimeridian.
  public struct Extent: Hashable, Sendable {
    public var min: Double
    public var max: Double

    public init(min: Double, max: Double) {
      self.min = min
      self.max = max
    }
  }

  public var boundingBox: BoundingBox? {
    get { boxes.first }
    set { boxes = newValue.map { [$0] } ?? [] }
  }
  /// One or none. In an array, lest every column of every file has room for it.
  private var boxes: [BoundingBox]
  /// Well-known-binary type codes of all values.
  public var types: [Int32]?

  public init(boundingBox: BoundingBox? = nil, types: [Int32]? = nil) {
    boxes = boundingBox.map { [$0] } ?? []
    self.types = types
  }
}
