import Glibc
import Networks
import _TestSupport

extension GradientCase {
  /// Operators that choose between numbers, and powers.
  static let choices: [GradientCase] = [
    GradientCase("pRelu") { generator in
      let shape = [2, 3, generator.pick(1...3)]
      return GradientProblem(
        operation: PReLU(), inputs: [generator.distinct(shape), generator.tensor([3, 1])],
        wanted: [0, 1],
        reference: { numbers in
          numbers[0].enumerated().map { place, value in
            value > 0 ? value : value * numbers[1][place / shape[2] % 3]
          }
        })
    },
    GradientCase("pow") { generator in
      let shape = [2, generator.pick(1...3)]
      return GradientProblem(
        operation: Power(), inputs: [generator.positive(shape), generator.tensor([shape[1]])],
        wanted: [0, 1],
        reference: { numbers in
          numbers[0].enumerated().map { place, value in pow(value, numbers[1][place % shape[1]]) }
        })
    },
    GradientCase("pow of a negative base") { generator in
      GradientProblem(
        operation: Power(), inputs: [generator.distinct([3, 3]), float(3)], wanted: [0],
        reference: { $0[0].map { $0 * $0 * $0 } })
    },
    GradientCase("where") { generator in
      let shape = [2, generator.pick(1...3)]
      let condition = (0..<shape[1]).map { _ in Int64.random(in: 0...1, using: &generator) }
      return GradientProblem(
        operation: Where(),
        inputs: [
          Tensor(shape: [shape[1]], integers: condition, type: .bool), generator.tensor(shape),
          generator.tensor([]),
        ], wanted: [1, 2],
        reference: { numbers in
          numbers[1].enumerated().map { place, value in
            condition[place % shape[1]] == 1 ? value : numbers[2][0]
          }
        })
    },
    extreme(.max) { $0.max() ?? 0 }, extreme(.min) { $0.min() ?? 0 },
  ]

  /// The largest or smallest of three tensors, of which one is stretched.
  private static func extreme(
    _ function: Accumulation.Function, _ choose: @escaping @Sendable ([Double]) -> Double
  ) -> GradientCase {
    GradientCase("\(function.rawValue) of three") { generator in
      let width = generator.pick(1...3)
      let all = generator.distinct([5 * width]).floats
      return GradientProblem(
        operation: Accumulation(function),
        inputs: [
          floats(Array(all[..<(2 * width)]), [2, width]),
          floats(Array(all[(2 * width)..<(3 * width)]), [width]),
          floats(Array(all[(3 * width)...]), [2, width]),
        ], wanted: [0, 1, 2],
        reference: { numbers in
          (0..<2 * width).map {
            choose([numbers[0][$0], numbers[1][$0 % width], numbers[2][$0]])
          }
        })
    }
  }
}
