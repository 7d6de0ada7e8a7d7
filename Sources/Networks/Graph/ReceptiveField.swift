import Pixels

/// What one value of a step sees of the first input, over all steps before.
///
/// Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks" (2019):
/// value `i` along an axis sees `extent` positions from `i * stride - padding` on.
public struct ReceptiveField: Hashable, Codable, Sendable {
  /// One axis of a receptive field.
  public struct Axis: Hashable, Codable, Sendable {
    /// Positions that a value sees; nil for all of them.
    public let extent: Int?

    /// Positions between the fields of neighbouring values.
    public let stride: Int

    /// Positions that the field of the first value reaches before the input.
    public let padding: Int

    /// The middle of a value's field.
    ///
    /// - Parameter index: The value's place along the axis.
    /// - Returns: A position of the input, a half where the extent is even; nil where a value sees
    ///   everything.
    public func centre(of index: Int) -> Double? {
      extent.map { Double(index) * Double(stride) - Double(padding) + Double($0 - 1) / 2 }
    }

    /// The field of what a window sees of values with this field.
    func seen(through extent: Int?, stride: Int, padding: Int) -> Axis {
      guard let own = self.extent, let extent else {
        return Axis(extent: nil, stride: self.stride, padding: 0)
      }
      return Axis(
        extent: own.adding((extent - 1).multiplied(by: self.stride)),
        stride: self.stride.multiplied(by: stride),
        padding: self.padding.adding(padding.multiplied(by: self.stride)))
    }
  }

  /// Rows.
  public let y: Axis

  /// Columns.
  public let x: Axis

  /// The field of the input's own values.
  static let identity = ReceptiveField(
    y: Axis(extent: 1, stride: 1, padding: 0), x: Axis(extent: 1, stride: 1, padding: 0))

  /// The field of what a layer computes from values with this field.
  ///
  /// - Parameter window: The layer's window; nil where it works value by value.
  /// - Returns: The field.
  func seen(through window: Window?) -> ReceptiveField {
    guard let window else { return self }
    return ReceptiveField(
      y: y.seen(through: window.height, stride: window.strideY, padding: window.paddingTop),
      x: x.seen(through: window.width, stride: window.strideX, padding: window.paddingLeft))
  }
}

extension ReceptiveField {
  /// What a value sees that is computed from values with this field and with another.
  ///
  /// - Parameter other: The other field.
  /// - Returns: The smallest field that covers both; of all positions where their strides differ.
  func union(_ other: ReceptiveField) -> ReceptiveField {
    ReceptiveField(y: y.union(other.y), x: x.union(other.x))
  }
}

extension ReceptiveField.Axis {
  fileprivate func union(_ other: Self) -> Self {
    guard let extent, let otherExtent = other.extent, stride == other.stride else {
      return Self(extent: nil, stride: max(stride, other.stride), padding: 0)
    }
    let padding = max(self.padding, other.padding)
    let end = max(extent.adding(-self.padding), otherExtent.adding(-other.padding))
    return Self(extent: end.adding(padding), stride: stride, padding: padding)
  }
}
