import Networks
import Pixels
import _TestSupport

extension GradientCase {
  /// Weighted sums.
  static let sums: [GradientCase] = [
    GradientCase("convolution") { generator in
      let (groups, inner, outer) = (
        generator.pick(1...2), generator.pick(1...2), generator.pick(1...2)
      )
      let (height, width) = (generator.pick(1...3), generator.pick(1...3))
      let stride = Step(x: generator.pick(1...3), y: generator.pick(1...3))
      let dilation = Step(x: generator.pick(1...2), y: generator.pick(1...2))
      let margins = Margins(
        top: generator.pick(0...3), left: generator.pick(0...3), bottom: generator.pick(0...3),
        right: generator.pick(0...3))
      let input = Shape(
        batch: generator.pick(1...2), channels: groups * inner, height: generator.pick(5...7),
        width: generator.pick(5...7))
      let hasBias = Bool.random(using: &generator)
      var layer = ReferenceConvolution()
      (layer.outputs, layer.groupChannels, layer.groups) = (groups * outer, inner, groups)
      (layer.height, layer.width, layer.stride) = (height, width, stride)
      (layer.dilation, layer.margins) = (dilation, margins)
      let reference = layer
      return GradientProblem(
        operation: try Convolution(
          stride: stride, padding: .margins(margins), dilation: dilation, groups: groups),
        inputs: [
          generator.tensor(input.extents),
          generator.tensor([groups * outer, inner, height, width]),
          hasBias ? generator.tensor([groups * outer]) : nil,
        ], wanted: hasBias ? [0, 1, 2] : [0, 1],
        reference: { convolved($0, reference, input) })
    },
    GradientCase("convolution of 16 and more maps") { generator in
      // Blocks of sixteen maps, depthwise ones among them.
      let isDepthwise = Bool.random(using: &generator)
      let channels = 16 * generator.pick(1...2)
      let stride = generator.pick(1...2)
      let input = Shape(batch: 1, channels: channels, height: 3, width: 4)
      var layer = ReferenceConvolution()
      layer.outputs = isDepthwise ? channels : 18
      layer.groupChannels = isDepthwise ? 1 : channels
      layer.groups = isDepthwise ? channels : 1
      (layer.height, layer.width, layer.stride) = (2, 3, Step(x: stride, y: stride))
      layer.margins = Margins(top: 1, left: 1, bottom: 1, right: 1)
      let reference = layer
      return GradientProblem(
        operation: try Convolution(
          stride: layer.stride, padding: .margins(layer.margins), groups: layer.groups),
        inputs: [
          generator.tensor(input.extents),
          generator.tensor([layer.outputs, layer.groupChannels, 2, 3]),
        ], wanted: [0], reference: { convolved($0 + [[]], reference, input) })
    },
    GradientCase("convolution of one row") { generator in
      let input = Shape(channels: 2, height: 1, width: generator.pick(4...6))
      var layer = ReferenceConvolution()
      (layer.outputs, layer.groupChannels, layer.width) = (3, 2, generator.pick(1...3))
      layer.stride = Step(x: generator.pick(1...2), y: 1)
      layer.margins = Margins(left: generator.pick(0...1), right: generator.pick(0...2))
      let reference = layer
      return GradientProblem(
        operation: try Convolution(stride: layer.stride, padding: .margins(layer.margins)),
        inputs: [
          generator.tensor([1, 2, input.width]), generator.tensor([3, 2, layer.width]),
        ], wanted: [0, 1], reference: { convolved($0 + [[]], reference, input) })
    },
    GradientCase("gemm") { generator in
      let (rows, terms, columns) = (
        generator.pick(1...4), generator.pick(1...4), generator.pick(1...4)
      )
      let (first, second) = (Bool.random(using: &generator), Bool.random(using: &generator))
      let added = [[columns], [1, columns], [rows, 1], [rows, columns], []][generator.pick(0...4)]
      return GradientProblem(
        operation: Dense(alpha: 0.5, beta: 2, transposesFirst: first, transposesSecond: second),
        inputs: [
          generator.tensor(first ? [terms, rows] : [rows, terms]),
          generator.tensor(second ? [columns, terms] : [terms, columns]), generator.tensor(added),
        ], wanted: [0, 1, 2],
        reference: { numbers in
          indices(of: [rows, columns]).map { index in
            let (row, column) = (index[0], index[1])
            var sum = 0.0
            for term in 0..<terms {
              let left = numbers[0][first ? term * rows + row : row * terms + term]
              let right = numbers[1][second ? column * terms + term : term * columns + column]
              sum += 0.5 * left * right
            }
            let isRow = added.last == columns && columns > 1
            let isColumn = added.count == 2 && added[0] == rows && rows > 1
            let width = isRow ? columns : 1
            return sum + 2 * numbers[2][(isColumn ? row * width : 0) + (isRow ? column : 0)]
          }
        })
    },
    GradientCase("innerProduct") { generator in
      let shape = generator.extents(4, 1...3)
      let (terms, outputs) = (shape[1] * shape[2] * shape[3], generator.pick(1...4))
      let rows = shape[0]
      return GradientProblem(
        operation: InnerProduct(axis: 1),
        inputs: [
          generator.tensor(shape), generator.tensor([outputs, terms]), generator.tensor([outputs]),
        ], wanted: [0, 1, 2],
        reference: { numbers in
          indices(of: [rows, outputs]).map { index in
            (0..<terms).reduce(numbers[2][index[1]]) {
              $0 + numbers[0][index[0] * terms + $1] * numbers[1][index[1] * terms + $1]
            }
          }
        })
    },
    GradientCase("matMul of a stack and a matrix") { generator in
      let (stack, rows, terms, columns) = (
        generator.pick(1...3), generator.pick(1...3), generator.pick(1...4), generator.pick(1...3)
      )
      return GradientProblem(
        operation: MatrixProduct(),
        inputs: [
          generator.tensor([stack, rows, terms]), generator.tensor([terms, columns]),
        ], wanted: [0, 1],
        reference: { numbers in
          indices(of: [stack * rows, columns]).map { index in
            (0..<terms).reduce(0) {
              $0 + numbers[0][index[0] * terms + $1] * numbers[1][$1 * columns + index[1]]
            }
          }
        })
    },
    GradientCase("matMul of lists") { generator in
      let (terms, columns) = (generator.pick(1...4), generator.pick(1...4))
      let isLeft = Bool.random(using: &generator)
      return GradientProblem(
        operation: MatrixProduct(),
        inputs: isLeft
          ? [generator.tensor([terms]), generator.tensor([terms, columns])]
          : [generator.tensor([columns, terms]), generator.tensor([terms])], wanted: [0, 1],
        reference: { numbers in
          (0..<columns).map { column in
            (0..<terms).reduce(0) { sum, term in
              isLeft
                ? sum + numbers[0][term] * numbers[1][term * columns + column]
                : sum + numbers[0][column * terms + term] * numbers[1][term]
            }
          }
        })
    },
  ]

  /// A convolution in `Double`: maps, weights and, unless there are none, biases.
  static func convolved(
    _ numbers: [[Double]], _ layer: ReferenceConvolution, _ shape: Shape
  ) -> [Double] {
    let (margins, stride, dilation) = (layer.margins, layer.stride, layer.dilation)
    let rows =
      (shape.height + margins.top + margins.bottom - dilation.y * (layer.height - 1) - 1)
      / stride.y + 1
    let columns =
      (shape.width + margins.left + margins.right - dilation.x * (layer.width - 1) - 1) / stride.x
      + 1
    return indices(of: [shape.batch, layer.outputs, rows, columns]).map { index in
      let output = index[1]
      let group = output / (layer.outputs / layer.groups)
      var sum = numbers[2].isEmpty ? 0 : numbers[2][output]
      for channel in 0..<layer.groupChannels {
        let map = index[0] * shape.channels + group * layer.groupChannels + channel
        for i in 0..<layer.height {
          for j in 0..<layer.width {
            let y = index[2] * stride.y - margins.top + i * dilation.y
            let x = index[3] * stride.x - margins.left + j * dilation.x
            guard (0..<shape.height).contains(y), (0..<shape.width).contains(x) else { continue }
            let tap =
              ((output * layer.groupChannels + channel) * layer.height + i) * layer.width + j
            sum += numbers[0][(map * shape.height + y) * shape.width + x] * numbers[1][tap]
          }
        }
      }
      return sum
    }
  }
}
