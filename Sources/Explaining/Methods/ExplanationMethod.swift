import Pixels

/// A way to say which parts of a picture a score comes from.
public enum ExplanationMethod: String, CaseIterable, Sendable {
  /// The gradient of the score (Simonyan, Vedaldi and Zisserman, "Deep inside convolutional
  /// networks", 2014).
  case gradient

  /// The gradient times the input, value by value.
  case gradientTimesInput = "gradient-x-input"

  /// The mean gradient of pictures with noise (Smilkov et al., "SmoothGrad", 2017).
  case smoothGrad = "smoothgrad"

  /// The gradients on the way from a baseline, times the way (Sundararajan, Taly and Yan,
  /// "Axiomatic attribution for deep networks", 2017).
  case integratedGradients = "integrated-gradients"

  /// The maps of a layer, weighted by their mean gradients, what is below 0 cut off (Selvaraju et
  /// al., "Grad-CAM", 2017).
  case gradCAM = "grad-cam"

  /// The gradient without what is below 0 behind a rectifier (Springenberg et al., "Striving for
  /// simplicity", 2015): the gradient of nothing, shown beside edges alone.
  case guided

  /// The strength of edges of the picture, whatever the network says: the control of others.
  case sobel

  /// What the score loses when a part is hidden (Zeiler and Fergus, "Visualizing and understanding
  /// convolutional networks", 2014): exact, and of any network.
  case occlusion

  /// Whether values below 0 are possible.
  public var isSigned: Bool { self != .gradCAM && self != .sobel }

  /// Whether a value says how fast the score changes, not how much of it comes from there: its
  /// magnitude counts then, the largest of the channels.
  var isSlope: Bool { [.gradient, .smoothGrad, .guided].contains(self) }

  /// What a value is of, for a legend.
  ///
  /// - Parameter score: What the score is called.
  /// - Returns: The unit.
  public func unit(_ score: String) -> String {
    switch self {
    case .guided: "guided gradient of the \(score)"
    case .sobel: "levels per pixel"
    case .gradient, .smoothGrad: "\(score) per unit of the input"
    case .gradientTimesInput, .integratedGradients: score
    case .gradCAM: "gradient x activation"
    case .occlusion: "\(score) lost when hidden"
    }
  }
}

/// How methods are run.
public struct ExplanationSettings: Sendable {
  /// The layer of Grad-CAM; nil for the last one with feature maps.
  public var layer: String?

  /// Noisy pictures of SmoothGrad.
  public var samples = 50

  /// The deviation of their noise, as a share of the span of the input's values.
  public var noise: Float = 0.15

  /// What the noise starts from.
  public var seed: UInt64 = 1

  /// Points on the way from the baseline.
  public var steps = 50

  /// What integrated gradients start from, and what hides parts for occlusion.
  public var baseline = Baseline.zero

  /// The side of the window that hides a part; nil for a seventh of the picture.
  public var window: Int?

  /// Pixels from a window to the next; nil for half a window.
  public var stride: Int?

  /// The defaults.
  public init() {}
}

/// An input without anything in it.
public enum Baseline: String, CaseIterable, Sendable {
  /// Zeros as the network takes them: the mean colour, where a mean is subtracted.
  case zero

  /// The mean of the picture, channel by channel.
  case mean

  /// The input with this baseline.
  func values(for input: Activation) -> [Float] {
    switch self {
    case .zero: return [Float](repeating: 0, count: input.values.count)
    case .mean:
      let plane = input.shape.height * input.shape.width
      return (0..<input.shape.channels).flatMap { channel in
        let values = input.values[channel * plane..<(channel + 1) * plane]
        let mean = Float(values.reduce(0) { $0 + Double($1) } / Double(max(plane, 1)))
        return [Float](repeating: mean, count: plane)
      }
    }
  }

  /// What it is, for a reader.
  public var text: String {
    switch self {
    case .zero: "zeros as the network takes them"
    case .mean: "the mean colour of the picture"
    }
  }
}
