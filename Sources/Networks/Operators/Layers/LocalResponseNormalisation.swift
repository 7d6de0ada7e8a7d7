import func Glibc.powf
public import Pixels

/// Divides every value by what its neighbours in other maps amount to (AlexNet, section 3.3).
///
/// `out(c) = in(c) / (k + alpha / size * Σ in(c')²)^beta` over the `size` maps around `c`, zeros
/// beyond the first and the last map. Alpha is divided by the size as in Caffe, PyTorch and ONNX.
public struct LocalResponseNormalisation: MapOperator {
  /// Maps that are summed: `(size - 1) / 2` before, `size / 2` after.
  public let size: Int

  /// The weight of the sum of squares.
  public let alpha: Float

  /// The power of the divisor.
  public let beta: Float

  /// What the divisor starts from.
  public let k: Float

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - size: Maps that are summed.
  ///   - alpha: The weight of the sum of squares, before it is divided by the size.
  ///   - beta: The power of the divisor.
  ///   - k: What the divisor starts from.
  /// - Throws: `LayerError.invalid`.
  public init(
    size: Int = 5, alpha: Float = 1e-4, beta: Float = 0.75, k: Float = 1
  ) throws(LayerError) {
    try check(size, "size", in: 1...WindowGeometry.maximumExtent)
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
  }

  /// `lrn`.
  public var kind: String { "lrn" }

  /// The numbers that the page computes with.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "divided by what \(size) neighbouring maps amount to",
      settings: [
        "size": .integer(size), "alpha": .number(alpha), "beta": .number(beta), "k": .number(k),
      ])
  }

  /// The shape of the input, of one spatial dimension or more.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    try input.checkFloating()
    guard input.shape.count >= 3 else { throw .rank(input.shape, allowed: 3...Int.max) }
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Normalises maps of any spatial rank.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    _ = try outputs(for: inputs.facts)
    return [
      Tensor(shape: input.shape, values: try forward(input.maps).values, type: input.type)
    ]
  }

  /// Each output sees the input at its own place, whatever the rank.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { nil }

  /// Nothing is counted.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int { 0 }

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape { input }

  /// Normalises every value by those at the same place of neighbouring maps.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    let plane = input.plane
    let channels = input.shape.channels
    return Activation(shape: input.shape) { output in
      input.values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress else { return }
        for map in 0..<input.shape.batch * channels {
          let channel = map % channels
          let first = max(0, channel - (size - 1) / 2)
          let last = min(channels - 1, channel + size / 2)
          let target = output + map * plane
          target.initialize(repeating: 0, count: plane)
          for neighbour in first...last {
            let squared = values + (map - channel + neighbour) * plane
            for place in 0..<plane { target[place] += squared[place] * squared[place] }
          }
          divide(values + map * plane, bySumsIn: target, count: plane)
        }
      }
    }
  }

  /// Replaces sums of squares by the values divided by the power of their divisor.
  private func divide(
    _ values: UnsafePointer<Float>, bySumsIn output: UnsafeMutablePointer<Float>, count: Int
  ) {
    let weight = alpha / Float(size)
    if beta == 0.75 {
      // The power that networks use is two square roots: x^(3/4) = √x * √√x.
      for place in 0..<count {
        let root = (k + weight * output[place]).squareRoot()
        output[place] = values[place] / (root * root.squareRoot())
      }
    } else {
      for place in 0..<count {
        output[place] = values[place] / powf(k + weight * output[place], beta)
      }
    }
  }
}
