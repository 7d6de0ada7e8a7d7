import func Glibc.sin

/// The curve that weighs the pixels around a place when a picture is resized.
public enum ResizeFilter: String, CaseIterable, Sendable {
  /// A triangle over 2 pixels.
  case bilinear

  /// A cubic over 4 pixels with a = -0.5, as in Pillow and in antialiased torchvision (Keys 1981);
  /// OpenCV's has -0.75.
  case bicubic

  /// A windowed sinc over 6 pixels (Duchon 1979).
  case lanczos3

  /// The distance in pixels from which on the curve is zero.
  var support: Double {
    switch self {
    case .bilinear: 1
    case .bicubic: 2
    case .lanczos3: 3
    }
  }

  /// The height of the curve.
  ///
  /// - Parameter distance: A distance from the centre in pixels.
  /// - Returns: The weight, 1 at the centre; not normalised.
  func weight(at distance: Double) -> Double {
    let x = abs(distance)
    guard x < support else { return 0 }
    switch self {
    case .bilinear: return 1 - x
    case .bicubic: return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((2.5 - 0.5 * x) * x - 4) * x + 2
    case .lanczos3: return sinc(x) * sinc(x / 3)
    }
  }
}

/// The normalised cardinal sine, `sin(πx) / πx`.
private func sinc(_ x: Double) -> Double {
  x == 0 ? 1 : sin(.pi * x) / (.pi * x)
}
