public import Kernels
public import Pixels

/// The rules of a well-known program or library for filtering 8-bit pictures with a kernel.
///
/// They are its border, which weight lies over the pixel, and how results become integers. Kernels are
/// applied as cross-correlations by all of them; alpha stays as it is.
public enum Likeness: String, Hashable, Sendable, CaseIterable {
  /// `cv2.filter2D` (OpenCV 4.10, 5.0).
  case opencv

  /// `scipy.ndimage.correlate` on integers (SciPy 1.17).
  case scipy

  /// `vips conv` with its default precision, saved as 8 bits (libvips 8.18).
  case libvips

  /// `PIL.ImageFilter.Kernel` (Pillow 13): rows from the last to the first, and the outermost pixels
  /// are those of the image.
  case pillow

  /// `convert -morphology Correlate` (ImageMagick 6.9).
  case imagemagick

  /// `torch.nn.functional.conv2d` with `padding='same'`, rounded.
  case torch

  /// What is read outside the image.
  public var border: Border {
    switch self {
    case .opencv: .reflect101
    case .scipy: .symmetric
    case .libvips, .pillow, .imagemagick: .replicate
    case .torch: .constant(0)
    }
  }

  /// How results become integers.
  public var rounding: Rounding {
    switch self {
    case .opencv, .torch: .halfToEven
    case .scipy: .towardZeroWrapping
    case .libvips, .imagemagick: .towardZero
    case .pillow: .halfUp
    }
  }

  /// Whether the outermost pixels, which a kernel cannot be laid on, are those of the image.
  public var keepsEdges: Bool { self == .pillow }

  /// A kernel as the program takes its numbers.
  ///
  /// - Parameter kernel: The kernel; an anchor that is not in its centre stays over its weight.
  /// - Returns: The kernel with the anchor and the order of rows of the program.
  public func kernel(_ kernel: Kernel) -> Kernel {
    switch self {
    case .opencv, .scipy, .libvips: kernel
    case .pillow: kernel.upsideDown
    case .imagemagick, .torch:
      kernel.anchor == kernel.centre
        ? kernel.anchored(at: Anchor(x: (kernel.width - 1) / 2, y: (kernel.height - 1) / 2))
        : kernel
    }
  }
}

extension ConvolutionSettings {
  /// The settings of a program.
  ///
  /// - Parameter likeness: The program.
  public init(like likeness: Likeness) {
    self.init(border: likeness.border)
    rounding = likeness.rounding
    keepsEdges = likeness.keepsEdges
  }
}
