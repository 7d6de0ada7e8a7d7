import Networks
import _TestSupport

extension GradientCase {
  /// Operators that subtract means and divide by deviations or norms.
  static let normalisations: [GradientCase] = [
    GradientCase("layerNormalization") { generator in
      let shape = generator.extents(3, 2...3)
      let axis = generator.pick(1...2)
      let inner = shape[axis...].reduce(1, *)
      let count = shape[2]
      return GradientProblem(
        operation: LayerNormalisation(axis: axis, epsilon: 0.125),
        inputs: [
          generator.tensor(shape), generator.tensor([count]), generator.tensor([count]),
        ], wanted: [0, 1, 2],
        reference: { numbers in
          standardised(numbers[0], rows: inner, epsilon: 0.125).enumerated().map { place, value in
            value * numbers[1][place % count] + numbers[2][place % count]
          }
        })
    },
    GradientCase("groupNormalization") { generator in
      let (groups, members) = (generator.pick(1...2), generator.pick(1...3))
      let shape = [2, groups * members] + generator.extents(generator.pick(1...2), 2...3)
      let plane = shape[2...].reduce(1, *)
      // One number per map, or one per group.
      let perGroup = Bool.random(using: &generator)
      let count = perGroup ? groups : groups * members
      return GradientProblem(
        operation: try GroupNormalisation(groups: groups, epsilon: 0.125),
        inputs: [generator.tensor(shape), generator.tensor([count]), generator.tensor([count])],
        wanted: [0, 1, 2],
        reference: { numbers in
          standardised(numbers[0], rows: members * plane, epsilon: 0.125).enumerated()
            .map { place, value in
              let map = place / plane % (groups * members)
              let own = perGroup ? map / members : map
              return value * numbers[1][own] + numbers[2][own]
            }
        })
    },
    GradientCase("instanceNormalization") { generator in
      let shape = [2, 3, 2, generator.pick(1...3)]
      let plane = 2 * shape[3]
      return GradientProblem(
        operation: try GroupNormalisation(groups: nil, epsilon: 0.125),
        inputs: [generator.tensor(shape), generator.tensor([3]), generator.tensor([3])],
        wanted: [0, 1, 2],
        reference: { numbers in
          standardised(numbers[0], rows: plane, epsilon: 0.125).enumerated().map { place, value in
            value * numbers[1][place / plane % 3] + numbers[2][place / plane % 3]
          }
        })
    },
    GradientCase("meanVarianceNormalization") { generator in
      let shape = [generator.pick(1...3), generator.pick(2...6)]
      return GradientProblem(
        operation: MeanVarianceNormalisation(axes: [-1]), inputs: [generator.distinct(shape)],
        wanted: [0],
        reference: { standardised($0[0], rows: shape[1], epsilon: 0) })
    },
    norm(1) { $0.reduce(0) { $0 + $1.magnitude } },
    norm(2) { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() },
  ]

  private static func norm(
    _ power: Int, _ norm: @escaping @Sendable ([Double]) -> Double
  ) -> GradientCase {
    GradientCase("lpNormalization of \(power)") { generator in
      let shape = [generator.pick(1...3), generator.pick(1...5)]
      return GradientProblem(
        operation: try LpNormalisation(axis: 1, power: power), inputs: [generator.distinct(shape)],
        wanted: [0],
        reference: { numbers in
          (0..<shape[0]).flatMap { row in
            let own = Array(numbers[0][row * shape[1]..<(row + 1) * shape[1]])
            return own.map { $0 / norm(own) }
          }
        })
    }
  }

  /// Rows less their means, divided by their deviations.
  private static func standardised(
    _ numbers: [Double], rows length: Int, epsilon: Double
  ) -> [Double] {
    (0..<numbers.count / length).flatMap { row in
      let own = numbers[row * length..<(row + 1) * length]
      let mean = own.reduce(0, +) / Double(length)
      let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(length)
      return own.map { ($0 - mean) / (variance + epsilon).squareRoot() }
    }
  }
}
