/// Everything that a comparison of learned with handcrafted filters found out: `compare.json`.
///
/// `jsonText` writes it with keys in alphabetical order. What was not measured has no key.
public struct ComparisonReport: Encodable, Equatable, Sendable {
  /// Where the learned filters come from.
  public struct Weights: Encodable, Equatable, Sendable {
    /// The file.
    public let file: String

    /// The layer.
    public let layer: String

    /// The name of the weights in the file.
    public let tensor: String

    /// Filters, input channels, rows and columns.
    public let shape: [Int]

    /// How the axes lie in the file: `oihw`, `hwio` or `ohwi`.
    public let axes: String

    /// The order of the channels in the file, `rgb` or `bgr`; nil for filters on one channel.
    public let channelOrder: String?

    /// How the order is known; nil for filters on one channel.
    public let channelOrderReason: String?

    /// Whether the order is a guess; nil for filters on one channel.
    public let isChannelOrderGuessed: Bool?

    /// Pixels from one place of the filters to the next, across where down is another number.
    public let stridePixels: Int

    /// Pixels down from one place to the next; nil where they are as many as across.
    public var stridePixelsDown: Int?

    /// Pixels of padding on each side; nil where sides differ.
    public let paddingPixels: Int?

    /// The padding where sides differ: `same`, or pixels above, left, below and right.
    public var padding: String?

    /// Creates a source.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - layer: The layer.
    ///   - tensor: The name of the weights in the file.
    ///   - shape: Filters, input channels, rows and columns.
    ///   - axes: How the axes lie in the file.
    ///   - channelOrder: The order of the channels in the file, how it is known, and whether it is a
    ///     guess; nil for filters on one channel.
    ///   - stride: Pixels from one place of the filters to the next.
    ///   - padding: Pixels of padding on each side; nil where sides differ.
    public init(
      file: String, layer: String, tensor: String, shape: [Int], axes: String,
      channelOrder: (order: String, reason: String, isGuess: Bool)?, stride: Int, padding: Int?
    ) {
      self.file = file
      self.layer = layer
      self.tensor = tensor
      self.shape = shape
      self.axes = axes
      self.channelOrder = channelOrder?.order
      channelOrderReason = channelOrder?.reason
      isChannelOrderGuessed = channelOrder?.isGuess
      stridePixels = stride
      paddingPixels = padding
    }
  }

  /// A filter of the handcrafted bank.
  public struct BankFilter: Encodable, Equatable, Sendable {
    /// Its name.
    public let name: String

    /// The family it belongs to.
    public let family: String

    /// 1 for luminance, 3 for red, green and blue.
    public let channels: Int

    /// Columns.
    public let widthPixels: Int

    /// Rows.
    public let heightPixels: Int

    /// Creates a filter.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - family: The family it belongs to.
    ///   - channels: 1 for luminance, 3 for red, green and blue.
    ///   - width: Columns.
    ///   - height: Rows.
    public init(name: String, family: String, channels: Int, width: Int, height: Int) {
      self.name = name
      self.family = family
      self.channels = channels
      widthPixels = width
      heightPixels = height
    }
  }

  /// What was measured on images.
  public struct Images: Encodable, Equatable, Sendable {
    /// How many images.
    public let count: Int

    /// Places of the filters whose responses were used to predict.
    public let samples: Int

    /// Places that were only used to test the prediction.
    public let heldOutSamples: Int

    /// Linear centred kernel alignment of the two banks, 0 to 1; nil where it was refused.
    @Measured public var cka: Double?

    /// Why the alignment was refused; nil where it was not.
    public let ckaRefused: String?

    /// Why the filters have no shares of explained variance; nil where they were measured.
    public let explainedVarianceRefused: String?

    /// Creates a record of images.
    ///
    /// - Parameters:
    ///   - count: How many images.
    ///   - samples: Places whose responses were used to predict.
    ///   - heldOutSamples: Places that were only used to test the prediction.
    ///   - cka: Linear centred kernel alignment of the two banks; nil where it was refused.
    ///   - ckaRefused: Why it was refused; nil where it was not.
    ///   - explainedVarianceRefused: Why shares of explained variance were refused; nil where they
    ///     were not.
    public init(
      count: Int, samples: Int, heldOutSamples: Int, cka: Double?, ckaRefused: String? = nil,
      explainedVarianceRefused: String? = nil
    ) {
      self.count = count
      self.samples = samples
      self.heldOutSamples = heldOutSamples
      self.ckaRefused = ckaRefused
      self.explainedVarianceRefused = explainedVarianceRefused
      self.cka = cka
    }
  }

  /// How the banks were compared, beside the thresholds of classes.
  public struct Settings: Encodable, Equatable, Sendable {
    /// The score from which two learned filters are near-duplicates.
    public var duplicateScore = 0.0

    /// How images became what the filters see; nil without images.
    public var input: String?

    /// Positions of an image that are sampled at most.
    public var positionsPerImage = 0

    /// What ridge regression adds to the diagonal, in parts of its mean.
    public var ridge = 0.0

    /// Kernels that were left out of the bank, each with the reason.
    public var leftOut: [String] = []

    /// Images that could not be used, each with the reason.
    public var failed: [String] = []

    /// Images that were used though their files are not by the book, each with what is not.
    public var notices: [String] = []

    /// Nothing said.
    public init() {}
  }

  /// The version of the program.
  public let lenslet: String

  /// How the banks were compared.
  public var settings = Settings()

  /// The score of each learned filter with each other, by rows; with its sign, four decimals.
  public var similarity: [[Double]] = []

  /// The score of each learned filter with each of the bank, by rows; with its sign, four decimals.
  public var bankScores: [[Double]] = []

  /// Filters of another network beside the learned ones; nil where none was named.
  public var other: Other?

  /// Where the learned filters come from.
  public let weights: Weights

  /// The handcrafted filters.
  public let bank: [BankFilter]

  /// The thresholds of classes, by name.
  public let thresholds: [String: Double]

  /// The learned filters, in the order of the layer.
  public let filters: [ComparedFilter]

  /// Numbers of filters that are nearly the same, a list a group.
  public let groups: [[Int]]

  /// What was measured on images; nil without images.
  public let images: Images?

  /// How many filters are of each class.
  public let classes: [String: Int]

  /// Creates a report; classes are counted.
  ///
  /// - Parameters:
  ///   - version: The version of the program.
  ///   - weights: Where the learned filters come from.
  ///   - bank: The handcrafted filters.
  ///   - thresholds: The thresholds of classes, by name; finite numbers.
  ///   - filters: The learned filters, in the order of the layer.
  ///   - groups: Numbers of filters that are nearly the same, a list a group.
  ///   - images: What was measured on images; nil without images.
  public init(
    version: String, weights: Weights, bank: [BankFilter], thresholds: [String: Double],
    filters: [ComparedFilter], groups: [[Int]], images: Images? = nil
  ) {
    precondition(thresholds.values.allSatisfy(\.isFinite), "thresholds are finite")
    lenslet = version
    self.weights = weights
    self.bank = bank
    self.thresholds = thresholds
    self.filters = filters
    self.groups = groups
    self.images = images
    classes = filters.reduce(into: [:]) { counts, filter in counts[filter.class, default: 0] += 1 }
  }
}
