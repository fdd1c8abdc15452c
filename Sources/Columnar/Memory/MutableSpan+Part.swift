extension MutableSpan where Element: BitwiseCopyable {
  /// The elements of a range, to be written.
  @inlinable
  @_lifetime(&self)
  public mutating func part(_ range: Range<Int>) -> MutableSpan<Element> { _mutatingExtracting(range) }
}
