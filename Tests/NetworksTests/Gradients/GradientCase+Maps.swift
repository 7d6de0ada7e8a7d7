import Glibc
import Networks
import Pixels
import _TestSupport

extension GradientCase {
  /// Layers on maps.
  static let maps: [GradientCase] = [
    GradientCase("max pooling") { generator in
      try pooling(.max, &generator) { values, _ in values.max() ?? 0 }
    },
    GradientCase("mean pooling") { generator in
      try pooling(.average(countsPadding: false), &generator) { values, _ in
        values.reduce(0, +) / Double(values.count)
      }
    },
    GradientCase("mean pooling with padding") { generator in
      try pooling(.average(countsPadding: true), &generator) { values, padded in
        values.reduce(0, +) / Double(padded)
      }
    },
    GradientCase("pooling of volumes") { generator in
      let shape = [1, 2, 3, 4, 3]
      let isMax = Bool.random(using: &generator)
      return GradientProblem(
        operation: try SpatialPooling(
          isMax ? .max : .average(countsPadding: false), shape: [2, 2, 2], strides: [1, 2, 1]),
        inputs: [generator.distinct(shape)], wanted: [0],
        reference: { numbers in
          indices(of: [2, 2, 2, 2]).map { index in
            let window = indices(of: [2, 2, 2]).map { tap in
              let (z, y, x) = (index[1] + tap[0], 2 * index[2] + tap[1], index[3] + tap[2])
              return numbers[0][((index[0] * 3 + z) * 4 + y) * 3 + x]
            }
            return isMax ? window.max() ?? 0 : window.reduce(0, +) / 8
          }
        })
    },
    GradientCase("global pooling") { generator in
      let shape = generator.extents(4)
      let plane = shape[2] * shape[3]
      let isMax = Bool.random(using: &generator)
      return GradientProblem(
        operation: isMax ? try GlobalPooling(.max) : GlobalAveragePooling(),
        inputs: [generator.distinct(shape)], wanted: [0],
        reference: { numbers in
          (0..<shape[0] * shape[1]).map { map in
            let values = numbers[0][map * plane..<(map + 1) * plane]
            return isMax ? values.max() ?? 0 : values.reduce(0, +) / Double(plane)
          }
        })
    },
    GradientCase("lrn") { generator in
      let shape = [generator.pick(1...2), generator.pick(1...6), 2, 2]
      let (size, beta) = (generator.pick(1...6), [0.75, 0.5][generator.pick(0...1)])
      let plane = 4
      return GradientProblem(
        operation: try LocalResponseNormalisation(size: size, alpha: 0.5, beta: Float(beta), k: 2),
        inputs: [generator.tensor(shape)], wanted: [0],
        reference: { numbers in
          numbers[0].indices.map { place in
            let channel = place / plane % shape[1]
            var sum = 0.0
            for other in channel - (size - 1) / 2...channel + size / 2
            where (0..<shape[1]).contains(other) {
              let value = numbers[0][place + (other - channel) * plane]
              sum += value * value
            }
            return numbers[0][place] / pow(2 + 0.5 / Double(size) * sum, beta)
          }
        })
    },
    GradientCase("batchnorm") { generator in
      let shape = generator.extents(4, 1...3)
      let maps = shape[1]
      let plane = shape[2] * shape[3]
      return GradientProblem(
        operation: BatchNormalisationOperator(epsilon: 0.125),
        inputs: [
          generator.tensor(shape), generator.tensor([maps]), generator.positive([maps]),
          generator.tensor([maps]), generator.tensor([maps]),
        ], wanted: [0, 3, 4],
        reference: { numbers in
          numbers[0].indices.map { place in
            let map = place / plane % maps
            let deviation = (numbers[2][map] + 0.125).squareRoot()
            return (numbers[0][place] - numbers[1][map]) / deviation * numbers[3][map]
              + numbers[4][map]
          }
        })
    },
    GradientCase("meanScale") { generator in
      let shape = [2, 3, 2, 2]
      return GradientProblem(
        operation: try MeanScale(mean: [1, 2, 3], scale: [0.5, -2, 4]),
        inputs: [generator.tensor(shape)], wanted: [0],
        reference: { numbers in
          numbers[0].enumerated().map { place, value in
            let map = place / 4 % 3
            return (value - [1, 2, 3][map]) * [0.5, -2, 4][map]
          }
        })
    },
  ]

  /// Windows that slide over maps, with hanging windows among them.
  private static func pooling(
    _ kind: Pooling.Kind, _ generator: inout SeededGenerator,
    _ pool: @escaping @Sendable (_ values: [Double], _ padded: Int) -> Double
  ) throws -> GradientProblem {
    let shape = [1, generator.pick(1...2), generator.pick(3...6), generator.pick(3...6)]
    let (size, stride) = (generator.pick(1...3), generator.pick(1...3))
    let padding = generator.pick(0...(size - 1))
    let roundsUp = Bool.random(using: &generator)
    func count(_ extent: Int) -> Int {
      let room = extent + 2 * padding - size
      let hangs = roundsUp && room % stride > 0 && (room / stride + 1) * stride < extent + padding
      return room / stride + (hangs ? 2 : 1)
    }
    let (rows, columns) = (count(shape[2]), count(shape[3]))
    return GradientProblem(
      operation: try Pooling(
        kind, height: size, width: size, stride: Step(x: stride, y: stride),
        padding: .all(padding), roundsUp: roundsUp),
      inputs: [generator.distinct(shape)], wanted: [0],
      reference: { numbers in
        indices(of: [shape[1], rows, columns]).map { index in
          let (top, left) = (index[1] * stride - padding, index[2] * stride - padding)
          var values: [Double] = []
          var padded = 0
          for y in top..<top + size where y < shape[2] + padding {
            for x in left..<left + size where x < shape[3] + padding {
              padded += 1
              guard (0..<shape[2]).contains(y), (0..<shape[3]).contains(x) else { continue }
              values.append(numbers[0][(index[0] * shape[2] + y) * shape[3] + x])
            }
          }
          return pool(values, padded)
        }
      })
  }
}
