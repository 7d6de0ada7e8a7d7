import Networks
import Pixels
import _TestSupport

/// A convolution with every number that it can have, computed by plain loops.
struct ReferenceConvolution {
  var outputs = 1
  var groupChannels = 1
  var groups = 1
  var height = 1
  var width = 1
  var stride = Step.one
  var dilation = Step.one
  var margins = Margins()
  var weights: [Float] = []
  var bias: [Float]?

  /// The layer that is tested.
  func layer(padding: Padding? = nil) throws(LayerError) -> ConvolutionLayer {
    try ConvolutionLayer(
      weights: weights, outputChannels: outputs, groupChannels: groupChannels,
      kernelHeight: height, kernelWidth: width, bias: bias, stride: stride,
      padding: padding ?? .margins(margins), dilation: dilation, groups: groups)
  }

  /// The sums in `Double`.
  func doubleSums(_ input: Activation) -> [Double] {
    sums(input) { sum, value, weight in sum + Double(value) * Double(weight) }
  }

  /// The sums of `Float` fused multiply-adds.
  func fusedSums(_ input: Activation) -> [Float] {
    sums(input) { sum, value, weight in sum.addingProduct(value, weight) }
  }

  private func sums<Sum: BinaryFloatingPoint>(
    _ input: Activation, _ add: (Sum, Float, Float) -> Sum
  ) -> [Sum] {
    let shape = input.shape
    let rows =
      (shape.height + margins.top + margins.bottom - dilation.y * (height - 1) - 1) / stride.y + 1
    let columns =
      (shape.width + margins.left + margins.right - dilation.x * (width - 1) - 1) / stride.x + 1
    var result: [Sum] = []
    for image in 0..<shape.batch {
      for output in 0..<outputs {
        let group = output / (outputs / groups)
        for row in 0..<rows {
          for column in 0..<columns {
            var sum = Sum(bias?[output] ?? 0)
            var tap = output * groupChannels * height * width
            for channel in 0..<groupChannels {
              for i in 0..<height {
                for j in 0..<width {
                  let y = row * stride.y - margins.top + i * dilation.y
                  let x = column * stride.x - margins.left + j * dilation.x
                  let inside = y >= 0 && y < shape.height && x >= 0 && x < shape.width
                  let plane = image * shape.channels + group * groupChannels + channel
                  let value =
                    inside ? input.values[(plane * shape.height + y) * shape.width + x] : 0
                  sum = add(sum, value, weights[tap])
                  tap += 1
                }
              }
            }
            result.append(sum)
          }
        }
      }
    }
    return result
  }
}

extension SeededGenerator {
  /// An activation of noise.
  mutating func activation(_ shape: Shape) -> Activation {
    Activation(shape: shape, values: values(shape.count ?? 0))
  }
}

/// One map from its rows.
func map(_ rows: [[Float]]) -> Activation {
  Activation(
    shape: Shape(channels: 1, height: rows.count, width: rows[0].count),
    values: rows.flatMap { $0 })
}

/// The largest distance of values from a reference, as a share of the reference's largest magnitude.
func relativeError(_ values: [Float], _ reference: [Double]) -> Double {
  guard values.count == reference.count else { return .infinity }
  let largest = reference.map { $0.magnitude }.max() ?? 0
  let distance = zip(values, reference).map { abs(Double($0) - $1) }.max() ?? 0
  return distance == 0 ? 0 : distance / largest
}
