import Filtering
import Networks
import Pixels
import _TestSupport

extension GradientCase {
  /// Convolutions backwards and of volumes, and other sums: linear in their maps, and in their weights.
  static let spreads: [GradientCase] = [
    GradientCase("convTranspose, its maps") { try transposed(wanted: [0, 2], &$0) },
    GradientCase("convTranspose, its weights") { try transposed(wanted: [1, 2], &$0) },
    GradientCase("convTranspose of a given shape") { generator in
      GradientProblem(
        operation: try TransposedConvolution(
          strides: [3, 2], outputShape: [generator.pick(10...12), generator.pick(8...10)]),
        inputs: [generator.tensor([1, 2, 3, 4]), generator.tensor([2, 2, 2, 3])],
        wanted: [generator.pick(0...1)])
    },
    GradientCase("volumeConvolution, its maps") { try volume(wanted: [0, 2], &$0) },
    GradientCase("volumeConvolution, its weights") { try volume(wanted: [1, 2], &$0) },
    GradientCase("standardisedConvolution") { generator in
      let input = Shape(channels: 2, height: 3, width: 3)
      var layer = ReferenceConvolution()
      (layer.outputs, layer.groupChannels, layer.height, layer.width) = (2, 2, 2, 2)
      let reference = layer
      return GradientProblem(
        operation: StandardisedConvolution(try Convolution(), epsilon: 0.125),
        inputs: [generator.tensor(input.extents), generator.tensor([2, 2, 2, 2])],
        wanted: [0, 1],
        reference: { numbers in
          let weights = (0..<2).flatMap { filter -> [Double] in
            let own = numbers[1][filter * 8..<(filter + 1) * 8]
            let mean = own.reduce(0, +) / 8
            let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 8
            return own.map { ($0 - mean) / (variance + 0.125).squareRoot() }
          }
          return convolved([numbers[0], weights, []], reference, input)
        })
    },
    GradientCase("radialBasis") { generator in
      let (rows, centres, width) = (generator.pick(1...3), generator.pick(1...3), 3)
      return GradientProblem(
        operation: RadialBasis(),
        inputs: [generator.tensor([rows, width]), generator.tensor([centres, width])],
        wanted: [0, 1],
        reference: { numbers in
          indices(of: [rows, centres]).map { index in
            (0..<width).reduce(0) { sum, place in
              let distance =
                numbers[0][index[0] * width + place] - numbers[1][index[1] * width + place]
              return sum + distance * distance
            }
          }
        })
    },
  ]

  /// Operators whose results are sums of numbers with fixed weights.
  static let weightings: [GradientCase] = [
    resize("by the nearest", .nearest(.preferFloor)),
    resize("linear", .linear),
    resize("linear, corners aligned", .linear, coordinates: .alignCorners),
    resize("linear, antialiased", .linear, antialiases: true),
    resize("cubic", .cubic(coefficient: -0.75)),
    GradientCase("cumSum") { generator in
      GradientProblem(
        operation: CumulativeSum(
          isExclusive: Bool.random(using: &generator), isReversed: Bool.random(using: &generator)),
        inputs: [generator.tensor([2, 3, 2]), integers([1])], wanted: [0])
    },
    GradientCase("trilu") { generator in
      GradientProblem(
        operation: Triangle(isUpper: Bool.random(using: &generator)),
        inputs: [generator.tensor([2, 3, 3]), integers([Int64(generator.pick(0...2)) - 1], [])],
        wanted: [0])
    },
    GradientCase("cast") { generator in
      GradientProblem(
        operation: Cast(to: .float64), inputs: [generator.tensor([2, 3])], wanted: [0])
    },
  ]

  private static func resize(
    _ name: String, _ mode: Resize.Mode, coordinates: Resize.Coordinates = .halfPixel,
    antialiases: Bool = false
  ) -> GradientCase {
    GradientCase("resize \(name)") { generator in
      let sizes = [1, 2, Int64(generator.pick(2...7)), Int64(generator.pick(2...7))]
      return GradientProblem(
        operation: Resize(mode, coordinates: coordinates, antialiases: antialiases),
        inputs: [generator.tensor([1, 2, 4, 5]), nil, nil, integers(sizes)], wanted: [0])
    }
  }

  private static func transposed(
    wanted: [Int], _ generator: inout SeededGenerator
  ) throws -> GradientProblem {
    let rank = generator.pick(1...3)
    let (groups, inner, outer) = (
      generator.pick(1...2), generator.pick(1...2), generator.pick(1...2)
    )
    let strides = generator.extents(rank, 1...3)
    let taps = generator.extents(rank, 1...3)
    let appended = strides.map { generator.pick(0...($0 - 1)) }
    let margins = (0..<2).map { _ in taps.map { generator.pick(0...($0 - 1)) } }
    return GradientProblem(
      operation: try TransposedConvolution(
        strides: strides, padding: .numbers(before: margins[0], after: margins[1]),
        dilations: generator.extents(rank, 1...2), groups: groups, outputPadding: appended),
      inputs: [
        generator.tensor([generator.pick(1...2), groups * inner] + generator.extents(rank, 3...4)),
        generator.tensor([groups * inner, outer] + taps), generator.tensor([groups * outer]),
      ], wanted: wanted)
  }

  private static func volume(
    wanted: [Int], _ generator: inout SeededGenerator
  ) throws -> GradientProblem {
    let (groups, inner, outer) = (
      generator.pick(1...2), generator.pick(1...2), generator.pick(1...2)
    )
    let taps = generator.extents(3, 1...2)
    let margins = (0..<2).map { _ in generator.extents(3, 0...1) }
    return GradientProblem(
      operation: try VolumeConvolution(
        strides: generator.extents(3, 1...3),
        padding: .numbers(before: margins[0], after: margins[1]),
        dilations: generator.extents(3, 1...2), groups: groups),
      inputs: [
        generator.tensor([generator.pick(1...2), groups * inner] + generator.extents(3, 3...4)),
        generator.tensor([groups * outer, inner] + taps), generator.tensor([groups * outer]),
      ], wanted: wanted)
  }
}
