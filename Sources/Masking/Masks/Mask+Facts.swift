import Columnar

extension Mask {
  /// Whether it shows nothing, not even where a NULL was: `drop`, `null`, `constant`.
  public var isBottom: Bool {
    switch function {
    case .drop, .null, .constant: true
    default: false
    }
  }

  public var isDrop: Bool { if case .drop = function { true } else { false } }

  /// Whether its output is text whatever the column's type is.
  public var writesText: Bool {
    switch function {
    case .hash, .encrypt, .bucket: true
    default: false
    }
  }

  /// Whether a value that is there may become NULL.
  public var mayBeNull: Bool {
    switch function {
    case .null, .ip, .url, .fpe, .regex, .shift: true
    default: false
    }
  }

  /// Whether its output depends on a key.
  public var needsKey: Bool {
    switch function {
    case .hash, .pseudonym, .shift, .fpe, .encrypt, .noise, .respond, .replace: true
    case .null, .constant, .drop, .show, .classes, .regex, .email, .ip, .url, .round, .bucket, .truncate, .geo: false
    }
  }

  /// Whether different stored values stay different, so that a dictionary may be masked in place of its values.
  ///
  /// A full-length hash counts as one-to-one, a truncated one does not; nor does anything on types that
  /// store one value in several ways (NaNs, padded decimals, INT96).
  public func isInjective(on type: LeafType) -> Bool {
    switch function {
    case .hash(length: 64, _), .encrypt: type.storesValuesOneWay
    default: false
    }
  }

  /// Whether its output depends on the row and slot of a cell, too.
  public var needsPosition: Bool {
    switch function {
    case .noise, .respond: true
    default: false
    }
  }

  /// The column whose value the output depends on beside the cell: the `by` of `shift`.
  public var entityColumn: String? {
    if case .shift(_, let column) = function { column } else { nil }
  }
}

extension LeafType {
  /// Whether equal canonical texts are equal bytes.
  fileprivate var storesValuesOneWay: Bool {
    switch kind {
    case .float16, .float32, .float64, .timestamp96: false
    case .decimal: physical != .byteArray
    case .boolean, .integer, .string, .binary, .date, .time, .timestamp, .uuid: true
    }
  }
}
