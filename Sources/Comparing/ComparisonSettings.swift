public import Pixels
public import Comparison
public import Networks

/// How learned filters are compared.
public struct ComparisonSettings: Sendable {
  /// Where classes are told apart.
  public var thresholds = ClassThresholds()

  /// The score from which two learned filters are nearly the same.
  public var duplicateScore: Float = 0.9

  /// Whether generated families belong to the handcrafted bank, beside the kernels.
  public var hasFamilies = true

  /// What is sampled of images, and kept.
  public var responses = ResponseSettings()

  /// Positions between results of the filters on images.
  public var stride = Step.one

  /// Zeros around images.
  public var padding = Padding.valid

  /// How images become what the filters see, in the order red, green, blue.
  public var input = InputStage.none

  /// Creates the defaults.
  public init() {}
}
