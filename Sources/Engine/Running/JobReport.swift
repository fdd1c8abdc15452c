public import Policy

/// What a job did, for its operator: the numbers of removed rows are here and nowhere in the output.
public struct JobReport: Sendable {
  public internal(set) var rowsRead = 0
  public internal(set) var rowsWritten = 0
  public internal(set) var filesWritten = 0
  public internal(set) var bytesWritten = 0
  /// Values of predicates that became NULL by a fault.
  public internal(set) var faults = 0
  /// Values that became NULL because a mask could not serve them: too short, or beyond the match limit.
  public internal(set) var countedValues = 0
  /// Rows of which anonymity rules turned a value into NULL.
  public internal(set) var suppressedRows = 0
  /// What seals each file, where files are tagged; by name.
  public internal(set) var seals: [FileSeal] = []
}
