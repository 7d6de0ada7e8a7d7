extension ComparisonReport {
  /// Filters of another network, and which of them is most like each learned filter.
  public struct Other: Encodable, Equatable, Sendable {
    /// The file of the network, or of its weights.
    public let file: String

    /// The layer.
    public let layer: String

    /// Filters, input channels, rows and columns.
    public let shape: [Int]

    /// One record per learned filter.
    public let filters: [Counterpart]

    /// The score of each learned filter with each of the other network, by rows; with its sign, four
    /// decimals.
    public let scores: [[Double]]

    /// Creates a record.
    ///
    /// - Parameters:
    ///   - file: The file of the network, or of its weights.
    ///   - layer: The layer.
    ///   - shape: Filters, input channels, rows and columns.
    ///   - filters: One record per learned filter.
    ///   - scores: The score of each learned filter with each of the other network.
    public init(
      file: String, layer: String, shape: [Int], filters: [Counterpart], scores: [[Double]]
    ) {
      self.file = file
      self.layer = layer
      self.shape = shape
      self.filters = filters
      self.scores = scores
    }
  }

  /// The filter of another network that is most like a learned one.
  public struct Counterpart: Encodable, Equatable, Sendable {
    /// The number of the learned filter.
    public let number: Int

    /// The number of the other filter; nil where none is like it.
    public var other: Int?

    /// The size of the normalised cross-correlation, 0 to 1.
    @Measured public var score: Double?

    /// Columns from the middle of the learned filter to that of the other.
    @Measured public var shiftXPixels: Double?

    /// Rows from the middle of the learned filter to that of the other.
    @Measured public var shiftYPixels: Double?

    /// Whether it is like the negative.
    public var isNegated: Bool?

    /// Whether the learned filter is the best match of the other one too.
    public var isMutual: Bool?

    /// A filter without a match.
    ///
    /// - Parameter number: The number of the learned filter.
    public init(number: Int) { self.number = number }
  }
}
