import Glibc
import Networks
import _TestSupport

extension GradientCase {
  /// A function of every number.
  private static func values(
    _ name: String, _ operation: any Operator, isPositive: Bool = false,
    _ function: @escaping @Sendable (Double) -> Double
  ) -> GradientCase {
    GradientCase(name) { generator in
      let shape = generator.extents(generator.pick(1...4))
      let input = isPositive ? generator.positive(shape) : generator.distinct(shape)
      // Twice the numbers, so that both bounds and both sides of thresholds are met.
      let stretched = Tensor(shape: shape, values: input.floats.map { 2 * $0 })
      return GradientProblem(
        operation: operation, inputs: [isPositive ? input : stretched], wanted: [0],
        reference: { $0[0].map(function) })
    }
  }

  /// Functions of single numbers.
  static let functions: [GradientCase] = [
    values("relu", ReLU()) { max($0, 0) },
    values("leaky relu", ReLU(slope: 0.125)) { $0 > 0 ? $0 : 0.125 * $0 },
    values("relu of a negative slope", ReLU(slope: -0.5)) { $0 > 0 ? $0 : -0.5 * $0 },
    values("sigmoid", Sigmoid()) { 1 / (1 + exp(-$0)) },
    values("tanh", Tanh()) { tanh($0) },
    values("identity", Identity()) { $0 },
    values("dropout", Dropout()) { $0 },
    values("exp", UnaryFunction.exp) { exp($0) },
    values("log", UnaryFunction.log, isPositive: true) { log($0) },
    values("erf", UnaryFunction.erf) { erf($0) },
    values("sin", UnaryFunction.sin) { sin($0) },
    values("cos", UnaryFunction.cos) { cos($0) },
    values("abs", UnaryFunction.abs) { $0.magnitude },
    values("neg", UnaryFunction.neg) { -$0 },
    values("sqrt", UnaryFunction.sqrt, isPositive: true) { $0.squareRoot() },
    values("reciprocal", UnaryFunction.reciprocal, isPositive: true) { 1 / $0 },
    values("elu", UnaryFunction.elu(alpha: 0.5)) { $0 > 0 ? $0 : 0.5 * (exp($0) - 1) },
    values("selu", UnaryFunction.selu(alpha: 1.5, gamma: 1.25)) {
      1.25 * ($0 > 0 ? $0 : 1.5 * (exp($0) - 1))
    },
    values("celu", UnaryFunction.celu(alpha: 0.5)) { $0 > 0 ? $0 : 0.5 * (exp($0 / 0.5) - 1) },
    values("gelu", UnaryFunction.gelu()) { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) },
    values("gelu by tanh", UnaryFunction.gelu(isApproximate: true)) {
      0.5 * $0 * (1 + tanh((2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0)))
    },
    values("hardSigmoid", UnaryFunction.hardSigmoid(alpha: 0.5, beta: 0.5)) {
      min(max(0.5 * $0 + 0.5, 0), 1)
    },
    values("hardSwish", UnaryFunction.hardSwish) { $0 * min(max($0 / 6 + 0.5, 0), 1) },
    values("mish", UnaryFunction.mish) { $0 * tanh(log(1 + exp($0))) },
    values("scaledTanh", UnaryFunction.scaledTanh(alpha: 1.5, beta: 0.75)) {
      1.5 * tanh(0.75 * $0)
    },
    values("softplus", UnaryFunction.softplus) { log(1 + exp($0)) },
    values("softsign", UnaryFunction.softsign) { $0 / (1 + $0.magnitude) },
    values("thresholdedRelu", UnaryFunction.thresholdedRelu(alpha: 0.5)) { $0 > 0.5 ? $0 : 0 },
    values("power", UnaryFunction.power(1.5, scale: 0.5, shift: 2)) { pow(2 + 0.5 * $0, 1.5) },
    values("exp to a base", UnaryFunction.exp(base: 2, scale: 0.5, shift: 1)) {
      pow(2, 1 + 0.5 * $0)
    },
    values("log to a base", UnaryFunction.log(base: 2, scale: 0.5, shift: 2)) {
      log(2 + 0.5 * $0) / log(2)
    },
    GradientCase("clip") { generator in
      let input = generator.distinct(generator.extents(3))
      return GradientProblem(
        operation: Clip(), inputs: [input, float(-0.43), float(0.61)], wanted: [0],
        reference: { $0[0].map { min(max($0, Double(Float(-0.43))), Double(Float(0.61))) } })
    },
  ]

  /// Functions of several tensors, or of many numbers of one.
  static let combinations: [GradientCase] = [
    arithmetic(.add) { $0 + $1 },
    arithmetic(.sub) { $0 - $1 },
    arithmetic(.mul) { $0 * $1 },
    arithmetic(.div) { $0 / $1 },
    GradientCase("sum and mean of three") { generator in
      let shape = generator.extents(2)
      let isMean = Bool.random(using: &generator)
      let shapes = [shape, [shape[1]], shape]
      return GradientProblem(
        operation: Accumulation(isMean ? .mean : .sum),
        inputs: shapes.map { generator.tensor($0) }, wanted: [0, 1, 2],
        reference: { numbers in
          (0..<shape[0] * shape[1]).map {
            let sum = numbers[0][$0] + numbers[1][$0 % shape[1]] + numbers[2][$0]
            return isMean ? sum / 3 : sum
          }
        })
    },
    softmax("softmax", isLogarithmic: false), softmax("logSoftmax", isLogarithmic: true),
    reduction(.sum) { $0.reduce(0, +) },
    reduction(.mean) { $0.reduce(0, +) / Double($0.count) },
    reduction(.max) { $0.max() ?? 0 },
    reduction(.min) { $0.min() ?? 0 },
    reduction(.l1) { $0.reduce(0) { $0 + $1.magnitude } },
    reduction(.l2) { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() },
    reduction(.sumOfSquares) { $0.reduce(0) { $0 + $1 * $1 } },
    reduction(.logSumExp) { log($0.reduce(0) { $0 + exp($1) }) },
  ]

  /// Two tensors stretched over each other.
  private static func arithmetic(
    _ function: Arithmetic.Function, _ combine: @escaping @Sendable (Double, Double) -> Double
  ) -> GradientCase {
    GradientCase(function.rawValue) { generator in
      let common = generator.extents(3, 1...3)
      let first = common.map { generator.pick(0...2) == 0 ? 1 : $0 }
      let second = zip(first, common).map { $0 == 1 ? $1 : generator.pick(0...1) == 0 ? 1 : $0 }
      let drop = generator.pick(0...1)
      let shortened = Array(second.dropFirst(second[0] == 1 ? drop : 0))
      let shape = zip(first, second).map { max($0, $1) }
      return GradientProblem(
        operation: Arithmetic(function),
        inputs: [generator.positive(first), generator.positive(shortened)], wanted: [0, 1],
        reference: { numbers in
          indices(of: shape).map { index in
            func place(_ own: [Int]) -> Int {
              zip(index, own).reduce(0) { $0 * $1.1 + ($1.1 == 1 ? 0 : $1.0) }
            }
            return combine(numbers[0][place(first)], numbers[1][place(second)])
          }
        })
    }
  }

  private static func softmax(_ name: String, isLogarithmic: Bool) -> GradientCase {
    GradientCase(name) { generator in
      let shape = generator.extents(3)
      let axis = generator.pick(0...2)
      let isFlattening = Bool.random(using: &generator)
      let inner = isFlattening ? 1 : shape[(axis + 1)...].reduce(1, *)
      let length = isFlattening ? shape[axis...].reduce(1, *) : shape[axis]
      return GradientProblem(
        operation: Softmax(axis: axis, isLogarithmic: isLogarithmic, isFlattening: isFlattening),
        inputs: [generator.tensor(shape)], wanted: [0],
        reference: { numbers in
          let values = numbers[0]
          return values.indices.map { place in
            let first = place / (length * inner) * length * inner + place % inner
            let sum = (0..<length).reduce(0) { $0 + exp(values[first + $1 * inner]) }
            return isLogarithmic ? values[place] - log(sum) : exp(values[place]) / sum
          }
        })
    }
  }

  private static func reduction(
    _ function: Reduction.Function, _ reduce: @escaping @Sendable ([Double]) -> Double
  ) -> GradientCase {
    GradientCase(function.rawValue) { generator in
      let shape = generator.extents(3)
      let axes = [[0], [1], [2], [0, 2], [1, 2], [0, 1, 2], []][generator.pick(0...6)]
      let reduced = axes.isEmpty ? [0, 1, 2] : axes
      let kept = [0, 1, 2].filter { !reduced.contains($0) }
      return GradientProblem(
        operation: Reduction(function, keepsAxes: Bool.random(using: &generator)),
        inputs: [generator.distinct(shape), integers(axes.map(Int64.init))], wanted: [0],
        reference: { numbers in
          let all = indices(of: shape)
          return indices(of: kept.map { shape[$0] }).map { index in
            let members = all.indices.filter { place in kept.map { all[place][$0] } == index }
            return reduce(members.map { numbers[0][$0] })
          }
        })
    }
  }
}
