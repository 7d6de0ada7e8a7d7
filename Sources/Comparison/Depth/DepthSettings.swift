/// How layers of a network are compared with a bank, and with each other, on pictures.
public struct DepthSettings: Equatable, Sendable {
  /// Positions of a picture at which a layer is sampled at most.
  public var positionsPerPicture = 512

  /// Parts of the pictures, each of which is held out once.
  public var folds = 5

  /// Training positions that are needed for each filter of the bank.
  public var samplesPerFilter = 4

  /// What ridge regression may add to the diagonal, in parts of its mean.
  public var ridges: [Double] = [1e-6, 1e-4, 1e-3, 1e-2, 1e-1, 1]

  /// Channels of a layer at most by which one of `ridges` is chosen.
  public var channelsOfChoice = 32

  /// Rows and columns of the parts into which maps are cut for the alignment of layers.
  public var partsPerSide = 4

  /// Pictures whose samples make a batch of an alignment.
  public var picturesPerBatch = 16

  /// The pictures without which nothing is compared.
  public var fewestPictures = 5

  /// Where the choice of positions starts.
  public var seed: UInt64 = 1

  /// Samples of a picture for an alignment.
  public var alignmentSamples: Int { partsPerSide * partsPerSide }

  /// Creates the defaults.
  public init() {}
}
