public import Pixels

/// How a kernel walks over an image.
public struct ConvolutionSettings: Equatable, Sendable {
  /// What is read outside the image.
  public var border: Border

  /// Which positions give an output.
  public var size: OutputSize

  /// Steps between outputs.
  public var stride: Step

  /// Steps between the samples under neighbouring weights.
  public var dilation: Step

  /// Whether kernels are turned by 180 degrees: mathematical convolution.
  public var flip: Bool

  /// How results become integers.
  public var rounding = Rounding.halfToEven

  /// Whether pixels that a kernel cannot be laid on without leaving the image stay as they are, where
  /// there is one result a pixel.
  public var keepsEdges = false

  /// Creates settings.
  ///
  /// - Parameters:
  ///   - border: What is read outside the image.
  ///   - size: Which positions give an output.
  ///   - stride: Steps between outputs, 1 or more.
  ///   - dilation: Steps between the samples under neighbouring weights, 1 or more.
  ///   - flip: Whether kernels are turned by 180 degrees.
  public init(
    border: Border = .reflect101, size: OutputSize = .same, stride: Step = .one,
    dilation: Step = .one, flip: Bool = false
  ) {
    self.border = border
    self.size = size
    self.stride = stride
    self.dilation = dilation
    self.flip = flip
  }
}

/// Which positions of a kernel give an output.
public enum OutputSize: String, Hashable, Sendable, CaseIterable {
  /// Every position of the anchor inside the image: the size of the image, divided by the stride.
  case same

  /// Every position of the kernel that lies wholly inside the image: no border is read.
  case valid

  /// Every position of the kernel that touches the image.
  case full
}
