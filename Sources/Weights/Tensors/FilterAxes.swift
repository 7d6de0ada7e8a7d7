import StoredNumbers

/// What the four axes of filters mean, slowest first.
public enum FilterAxes: String, CaseIterable, Codable, Sendable {
  /// Filters, channels, rows, columns: PyTorch, Caffe, ONNX, and all files that lenslet writes.
  case oihw

  /// Rows, columns, channels, filters: TensorFlow and Keras.
  case hwio

  /// Filters, rows, columns, channels: TensorFlow Lite and MLX.
  case ohwi

  /// The axes of filters, channels, rows and columns among the stored ones.
  private var places: [Int] {
    switch self {
    case .oihw: [0, 1, 2, 3]
    case .hwio: [3, 2, 0, 1]
    case .ohwi: [0, 3, 1, 2]
    }
  }

  /// The axes of filters that see one channel each; nil if they lie as others do.
  ///
  /// TensorFlow stores rows, columns, channels and filters of a channel, TensorFlow Lite one, rows,
  /// columns and channels; MLX stores as many filters as there are, on one channel.
  private func depthwisePlaces(_ shape: [Int]) -> [Int]? {
    switch self {
    case .oihw: nil
    case .hwio: [2, 3, 0, 1]
    case .ohwi: shape[0] == 1 ? [3, 0, 1, 2] : nil
    }
  }

  /// The shape of filters as filters, channels, rows and columns.
  ///
  /// - Parameters:
  ///   - shape: Four extents as they are stored; others are returned as they are.
  ///   - isDepthwise: Whether each filter sees one channel.
  /// - Returns: The extents in the order `oihw`.
  public func shape(_ shape: [Int], isDepthwise: Bool = false) -> [Int] {
    guard shape.count == 4 else { return shape }
    guard isDepthwise, let places = depthwisePlaces(shape) else { return places.map { shape[$0] } }
    let (filters, overflow) = shape[places[0]].multipliedReportingOverflow(by: shape[places[1]])
    return [overflow ? Int.max : filters, 1, shape[places[2]], shape[places[3]]]
  }

  /// Brings weights to the order filters, channels, rows, columns.
  ///
  /// - Parameters:
  ///   - values: The weights as they are stored, in row-major order.
  ///   - shape: Four extents as they are stored; others leave the values as they are.
  ///   - isDepthwise: Whether each filter sees one channel.
  /// - Returns: As many weights.
  /// - Complexity: O(weights).
  public func turned(_ values: [Float], shape: [Int], isDepthwise: Bool = false) -> [Float] {
    guard self != .oihw, shape.count == 4, !values.isEmpty else { return values }
    let places = (isDepthwise ? depthwisePlaces(shape) : nil) ?? places
    let strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1]
    return gatheredValues(
      values, shape: places.map { shape[$0] }, strides: places.map { strides[$0] })
  }
}

extension FilterAxes: CustomStringConvertible {
  /// The axes in words.
  public var description: String {
    switch self {
    case .oihw: "filters, channels, rows, columns"
    case .hwio: "rows, columns, channels, filters"
    case .ohwi: "filters, rows, columns, channels"
    }
  }

  /// Where axes lie like this.
  var frameworks: String {
    switch self {
    case .oihw: "PyTorch and Caffe"
    case .hwio: "TensorFlow and Keras"
    case .ohwi: "TensorFlow Lite and MLX"
    }
  }
}
