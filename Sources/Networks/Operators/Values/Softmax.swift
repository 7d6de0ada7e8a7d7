import func Glibc.exp
import func Glibc.log

/// Numbers along an axis as shares of 1, `exp(x) / Σ exp(x)`, or the logarithms of the shares.
///
/// Computed in `Double` and rounded once.
public struct Softmax: Operator {
  /// The axis; negative from the last.
  public let axis: Int

  /// Whether logarithms come out.
  public let isLogarithmic: Bool

  /// Whether the shares are those of all numbers from the axis on, as in ONNX before opset 13.
  public let isFlattening: Bool

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - axis: The axis; negative from the last.
  ///   - isLogarithmic: Whether logarithms come out, ONNX's `LogSoftmax`.
  ///   - isFlattening: Whether the shares are those of all numbers from the axis on, as in ONNX before
  ///     opset 13.
  public init(axis: Int = -1, isLogarithmic: Bool = false, isFlattening: Bool = false) {
    self.axis = axis
    self.isLogarithmic = isLogarithmic
    self.isFlattening = isFlattening
  }

  /// `softmax` or `logSoftmax`.
  public var kind: String { isLogarithmic ? "logSoftmax" : "softmax" }

  /// The axis.
  public var record: OperatorRecord {
    OperatorRecord(
      note: isFlattening ? "over all from axis \(axis) on" : "along axis \(axis)",
      settings: ["axis": .integer(axis), "isFlattening": .flag(isFlattening)])
  }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type.isFloating else { throw .type(input.type) }
    _ = try axes(input.shape)
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Computes the shares.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    let input = try inputs.required(0)
    let axes = try axes(input.shape)
    let inner = input.shape.suffix(from: axes.upperBound).reduce(1, *)
    let length = axes.reduce(1) { $0 * input.shape[$1] }
    let values = input.floats
    if values.isEmpty { return [input] }
    let shares = [Float](count: values.count) { output in
      values.withUnsafeBufferPointer { values in
        var powers = [Double](repeating: 0, count: length)
        for first in 0..<values.count / length {
          let start = first / inner * length * inner + first % inner
          compute(values, output, start: start, step: inner, &powers)
        }
      }
    }
    return [Tensor(shape: input.shape, values: shares, type: input.type)]
  }

  /// All places along the axis if it is one of rows or columns.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    return .all(along: Array(try axes(shape)), of: shape)
  }

  private func compute(
    _ values: UnsafeBufferPointer<Float>, _ output: UnsafeMutablePointer<Float>, start: Int,
    step: Int, _ powers: inout [Double]
  ) {
    var largest = -Float.infinity
    for index in powers.indices { largest = max(largest, values[start + index * step]) }
    var sum = 0.0
    for index in powers.indices {
      powers[index] = exp(Double(values[start + index * step]) - Double(largest))
      sum += powers[index]
    }
    let logarithm = log(sum)
    for index in powers.indices {
      let place = start + index * step
      output[place] =
        isLogarithmic
        ? Float(Double(values[place]) - Double(largest) - logarithm) : Float(powers[index] / sum)
    }
  }

  /// The axes over which the shares add up to 1.
  func axes(_ shape: [Int]) throws(LayerError) -> Range<Int> {
    if isFlattening, axis == shape.count { return axis..<axis }
    let first = try shape.axis(axis)
    return first..<(isFlattening ? shape.count : first + 1)
  }
}
