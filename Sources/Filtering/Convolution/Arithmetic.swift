import Kernels
import Pixels

/// The sum that defines the result of a kernel on samples of one type.
///
/// Both the reference loops and every plan take their numbers from here, so what is computed
/// never depends on how.
enum Arithmetic: Equatable {
  /// Exact integers: `(start + Σ weights * samples) / divisor`, divided once, in `Double`.
  case exact(ExactSum)

  /// `Float` fused multiply-adds in row-major order, zero weights skipped.
  case float(FloatSum)

  /// Chooses the sum: exact for integer kernels on integer samples, `Float` otherwise.
  ///
  /// - Parameters:
  ///   - kernel: The kernel.
  ///   - type: The samples that it meets.
  init(_ kernel: Kernel, type: SampleType) {
    if type != .float32, kernel.isInteger, let sum = ExactSum(kernel, type: type) {
      self = .exact(sum)
    } else {
      self = .float(FloatSum(kernel, type: type))
    }
  }
}

extension SampleType {
  /// The largest sample of the type, and of the images that a `float32` came from.
  var maximum: Int { self == .uint16 ? 65535 : 255 }

  /// What an 8-bit unit is worth: offsets and constant borders are multiplied with it.
  var unit: Int { self == .uint16 ? 257 : 1 }
}

/// An integer sum and its divisor.
struct ExactSum: Equatable {
  /// The weights in row-major C×H×W order, scale included.
  let weights: [Int]

  /// What the sum starts from: the offset, times the divisor.
  let start: Int

  /// What the sum is divided by, 1 or more.
  let divisor: Int

  /// The largest sample.
  let maximum: Int

  /// Bounds that every sum of samples lies within.
  var bounds: ClosedRange<Int> {
    var (low, high) = (start, start)
    for weight in weights {
      if weight < 0 { low += weight * maximum } else { high += weight * maximum }
    }
    return low...high
  }

  /// Brings an integer kernel, its scale and its offset to one divisor.
  ///
  /// Fails where a sum could leave the integers that `Double` holds exactly.
  ///
  /// - Parameters:
  ///   - kernel: A kernel of whole numbers.
  ///   - type: An integer type of samples.
  init?(_ kernel: Kernel, type: SampleType) {
    guard let offset = kernel.offset.multiplied(by: Fraction(type.unit)) else { return nil }
    self.init(
      weights: kernel.weights.map { Int($0) }, scale: kernel.scale, offset: offset,
      maximum: type.maximum)
  }

  /// Takes a power of two out of the weights of a `Float` sum, where that leaves whole numbers so
  /// small that the `Float` sum rounds nowhere: both sums are then equal.
  ///
  /// - Parameters:
  ///   - sum: The sum.
  ///   - type: An integer type of samples.
  init?(_ sum: FloatSum, type: SampleType) {
    guard sum.weights.allSatisfy(\.isFinite) else { return nil }
    let smallest =
      (sum.weights + [sum.start]).filter { $0 != 0 }
      .map { $0.exponent - $0.significandWidth }.min() ?? 0
    let power = max(0, -Int(smallest))
    guard power <= 14 else { return nil }
    let divisor = Float(1 << power)
    guard sum.weights.allSatisfy({ abs($0 * divisor) < 16_777_216 }),
      abs(sum.start * divisor) < 16_777_216
    else { return nil }
    self.init(
      weights: sum.weights.map { Int($0 * divisor) }, start: Int(sum.start * divisor),
      divisor: 1 << power, maximum: type.maximum)
    guard fitsFloat else { return nil }
  }

  private init(weights: [Int], start: Int, divisor: Int, maximum: Int) {
    self.weights = weights
    self.start = start
    self.divisor = divisor
    self.maximum = maximum
  }

  private init?(weights: [Int], scale: Fraction, offset: Fraction, maximum: Int) {
    let common = greatestCommonDivisor(scale.denominator, offset.denominator)
    let (divisor, tooLarge) = (scale.denominator / common)
      .multipliedReportingOverflow(by: offset.denominator)
    let (factor, overflow) = (divisor / scale.denominator)
      .multipliedReportingOverflow(by: scale.numerator)
    let start = (divisor / offset.denominator).multipliedReportingOverflow(by: offset.numerator)
    // Half of what Double holds leaves room for the largest sample added by an output range.
    var room = 1 << 52
    guard !tooLarge, !overflow, !start.overflow, divisor < 1 << 32,
      start.partialValue.magnitude < 1 << 52
    else { return nil }
    room -= abs(start.partialValue)
    for weight in weights {
      let (scaled, large) = weight.multipliedReportingOverflow(by: factor)
      guard !large, scaled.magnitude < 1 << 40 else { return nil }
      room -= abs(scaled) * maximum
      if room < 0 { return nil }
    }
    self.init(
      weights: weights.map { $0 * factor }, start: start.partialValue, divisor: divisor,
      maximum: maximum)
  }

  /// The same sum with a value added to the result.
  ///
  /// - Parameter value: In sample units.
  /// - Returns: The sum with another start.
  func adding(_ value: Int) -> ExactSum {
    ExactSum(
      weights: weights, start: start + value * divisor, divisor: divisor, maximum: maximum)
  }
}

/// A `Float` sum.
struct FloatSum: Equatable {
  /// The weights in row-major C×H×W order, each times the scale in `Double`, then rounded; infinite
  /// where `Float` holds no such product.
  let weights: [Float]

  /// What the sum starts from: the offset.
  let start: Float

  /// Multiplies the scale into the weights.
  ///
  /// - Parameters:
  ///   - kernel: The kernel.
  ///   - type: The samples that it meets.
  init(_ kernel: Kernel, type: SampleType) {
    weights = kernel.floatWeights
    start = Float(kernel.offset.doubleValue * Double(type.unit))
  }
}
