import Reports

/// How the layers of a network are compared with a handcrafted bank, and with those of another
/// network: `depth.json`.
public struct DepthReport: Encodable, Equatable, Sendable {
  /// A network and how pictures go into it.
  public struct Network: Encodable, Equatable, Sendable {
    /// The file, or that of the weights.
    public let file: String

    /// How pictures become what goes in.
    public let input: String

    /// Creates a record.
    ///
    /// - Parameters:
    ///   - file: The file, or that of the weights.
    ///   - input: How pictures become what goes in.
    public init(file: String, input: String) {
      self.file = file
      self.input = input
    }
  }

  /// A layer on all pictures.
  public struct Layer: Encodable, Equatable, Sendable {
    /// Its name.
    public let name: String

    /// What it computes.
    public let kind: String

    /// Layers of weighted sums on the longest way from the input, itself included.
    public let depth: Int

    /// Rows and columns of the input that a unit sees; nil for all.
    public var fieldPixels: [Int]?

    /// Rows and columns from unit to unit.
    public var stridePixels: [Int] = []

    /// Maps, rows and columns on the first picture.
    public var shape: [Int] = []

    /// Positions of all pictures together.
    public var positions = 0

    /// The share of the variance of its maps that the handcrafted filters explain on held-out
    /// pictures.
    @Measured public var explainedVariance: Double?

    /// Linear centred kernel alignment with the handcrafted filters.
    @Measured public var cka: Double?

    /// Why there is no share; nil where there is one.
    public var refused: String?

    /// What was added to the diagonal of the regression, for each part that was held out.
    public var ridges: [Double] = []

    /// Creates a record without figures.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - kind: What it computes.
    ///   - depth: Layers of weighted sums on the longest way from the input.
    public init(name: String, kind: String, depth: Int) {
      self.name = name
      self.kind = kind
      self.depth = depth
    }
  }

  /// The alignment of the layers of two networks.
  public struct Alignment: Encodable, Equatable, Sendable {
    /// The layers of the network.
    public let rows: [String]

    /// The layers of the other.
    public let columns: [String]

    /// Linear centred kernel alignments by rows, four decimals; null where maps are constant.
    public let values: [[Double?]]

    /// Samples of all pictures together.
    public let samples: Int

    /// Creates a record.
    ///
    /// - Parameters:
    ///   - rows: The layers of the network.
    ///   - columns: The layers of the other.
    ///   - values: Alignments, as many rows as layers; nil where maps are constant.
    ///   - samples: Samples of all pictures together.
    public init(rows: [String], columns: [String], values: [[Double?]], samples: Int) {
      precondition(
        values.count == rows.count && values.allSatisfy { $0.count == columns.count },
        "a value per pair of layers")
      self.rows = rows
      self.columns = columns
      self.values = values.map { row in row.map { $0.map { ($0 * 10_000).rounded() / 10_000 } } }
      self.samples = samples
    }
  }

  /// How it was measured, in words.
  public struct Method: Encodable, Equatable, Sendable {
    /// What the shares are.
    public let explainedVariance = """
      ridge regression on the responses of the handcrafted filters at the centre of each unit's \
      receptive field; whole pictures held out, each once; 1 - sum of squared errors / sum of squares \
      about the mean, over all maps
      """

    /// What the alignments are.
    public let cka = """
      linear CKA (Kornblith and others 2019), unbiased, over batches of pictures (Nguyen and others \
      2021); between networks on the means of 4x4 equal parts of each map
      """

    /// Positions of a picture at most.
    public var positionsPerPicture = 0

    /// Parts of the pictures.
    public var folds = 0

    /// What may be added to the diagonal.
    public var ridges: [Double] = []

    /// Training positions needed per filter.
    public var samplesPerFilter = 0

    /// Where the choice of positions starts.
    public var seed = 0

    /// Nothing said.
    public init() {}

    private enum CodingKeys: CodingKey {
      case explainedVariance, cka, positionsPerPicture, folds, ridges, samplesPerFilter, seed
    }
  }

  /// The version of the program.
  public let lenslet: String

  /// The network.
  public let network: Network

  /// The network that its layers are aligned with; nil without one.
  public let other: Network?

  /// How it was measured.
  public let method: Method

  /// The handcrafted filters that are no weighted sums of others.
  public let filters: [String]

  /// Pictures.
  public let pictures: Int

  /// The layers, in the order in which they are computed.
  public let layers: [Layer]

  /// The alignment with the other network; nil without one, or with too few pictures.
  public let alignment: Alignment?

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - version: The version of the program.
  ///   - network: The network.
  ///   - other: The network that its layers are aligned with.
  ///   - method: How it was measured.
  ///   - filters: The handcrafted filters that are no weighted sums of others.
  ///   - pictures: How many there are.
  ///   - layers: The layers, in the order in which they are computed.
  ///   - alignment: The alignment with the other network.
  public init(
    version: String, network: Network, other: Network?, method: Method, filters: [String],
    pictures: Int, layers: [Layer], alignment: Alignment?
  ) {
    lenslet = version
    self.network = network
    self.other = other
    self.method = method
    self.filters = filters
    self.pictures = pictures
    self.layers = layers
    self.alignment = alignment
  }
}
