extension GeospatialStatistics: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    self.init()
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1, .structure): boundingBox = try BoundingBox(from: &reader)
      case (2, .list):
        types = try reader.list(of: .int32) { (reader) throws(ParquetError) in try reader.int32() }
      default: try reader.skip(field)
      }
    }
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, boundingBox)
    writer.field(2, types)
  }
}

extension GeospatialStatistics.BoundingBox: ThriftStructure {
  init(from reader: inout ThriftReader) throws(ParquetError) {
    var bounds = [Double?](repeating: nil, count: 8)
    var last: Int16 = 0
    while let field = try reader.nextField(after: &last) {
      switch (field.id, field.type) {
      case (1...8, .double): bounds[Int(field.id) - 1] = try reader.double()
      default: try reader.skip(field)
      }
    }
    self.init(
      x: .init(min: try reader.required(bounds[0], "xmin"), max: try reader.required(bounds[1], "xmax")),
      y: .init(min: try reader.required(bounds[2], "ymin"), max: try reader.required(bounds[3], "ymax")),
      zMin: bounds[4], zMax: bounds[5], mMin: bounds[6], mMax: bounds[7])
  }

  func encode(to writer: inout ThriftWriter) {
    writer.field(1, x.min)
    writer.field(2, x.max)
    writer.field(3, y.min)
    writer.field(4, y.max)
    writer.field(5, zMin)
    writer.field(6, zMax)
    writer.field(7, mMin)
    writer.field(8, mMax)
  }
}
