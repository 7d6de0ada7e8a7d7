import Kernels
import Pixels

/// The plain loops that define every result: one sum a sample, in the order of the formula.
struct ReferenceLoops {
  private let samples: (Int) -> Double
  private let channels: Int
  private let kernel: Kernel
  private let geometry: ConvolutionGeometry
  private let arithmetic: Arithmetic
  private let bias: Int
  private let constant: Double

  /// Creates the loops.
  ///
  /// - Parameters:
  ///   - samples: The sample at an index of the interleaved image.
  ///   - channels: Interleaved channels of the image.
  ///   - kernel: The kernel, turned already if it is to be turned.
  ///   - geometry: Where it lies; at least one output.
  ///   - arithmetic: The sum.
  ///   - bias: What is added to every result.
  ///   - constant: What stands outside with a constant border.
  init(
    samples: @escaping (Int) -> Double, channels: Int, kernel: Kernel,
    geometry: ConvolutionGeometry, arithmetic: Arithmetic, bias: Int, constant: Double
  ) {
    self.samples = samples
    self.channels = channels
    self.kernel = kernel
    self.geometry = geometry
    self.arithmetic = arithmetic
    self.bias = bias
    self.constant = constant
  }

  /// Calls a body with each weight's index and the sample under it, in row-major C×H×W order.
  private func forEachWeight(
    column: Int, row: Int, channel: Int, _ body: (Int, Double) -> Void
  ) {
    let (x, y) = (geometry.x, geometry.y)
    var index = 0
    for plane in 0..<kernel.channels {
      for j in 0..<kernel.height {
        let sourceRow = geometry.border.index(
          of: row * y.stride - y.before + j * y.dilation, count: y.count)
        for i in 0..<kernel.width {
          let sourceColumn = geometry.border.index(
            of: column - x.before + i * x.dilation, count: x.count)
          var sample = constant
          if let sourceRow, let sourceColumn {
            let source = kernel.channels == 1 ? channel : plane
            sample = samples((sourceRow * x.count + sourceColumn) * channels + source)
          }
          body(index, sample)
          index += 1
        }
      }
    }
  }

  /// The result at a dense position, before rounding: exact quotients in `Double`.
  private func result(column: Int, row: Int, channel: Int) -> Double {
    switch arithmetic {
    case .exact(let sum):
      var total = sum.start + bias * sum.divisor
      forEachWeight(column: column, row: row, channel: channel) { index, sample in
        total += sum.weights[index] * Int(sample)
      }
      return Double(total) / Double(sum.divisor)
    case .float(let sum):
      var total = sum.start
      forEachWeight(column: column, row: row, channel: channel) { index, sample in
        if sum.weights[index] != 0 {
          total = total.addingProduct(Float(sample), sum.weights[index])
        }
      }
      return Double(total + Float(bias))
    }
  }

  private func forEachResult(of rows: Range<Int>, _ body: (Int, Double) -> Void) {
    let outputChannels = kernel.channels == 1 ? channels : 1
    var place = 0
    for row in rows {
      for column in 0..<geometry.x.denseOutputs {
        for channel in 0..<outputChannels {
          body(place, result(column: column, row: row, channel: channel))
          place += 1
        }
      }
    }
  }

  /// The loops as an engine.
  var engine: RowEngine {
    RowEngine(
      values: { rows, output in forEachResult(of: rows) { output[$0] = Float($1) } },
      bytes: { rows, absolute, output in
        forEachResult(of: rows) { output[$0] = UInt8(rounded($1, absolute, limit: 255)) }
      },
      words: { rows, absolute, output in
        forEachResult(of: rows) { output[$0] = UInt16(rounded($1, absolute, limit: 65535)) }
      })
  }
}

/// Rounds half to even, then clamps to 0…limit; not-a-number becomes 0.
///
/// - Parameters:
///   - value: A result.
///   - absolute: Whether its magnitude is taken.
///   - limit: The largest sample.
/// - Returns: A whole number.
@inline(__always)
func rounded(_ value: Double, _ absolute: Bool, limit: Double) -> Double {
  let magnitude = absolute ? abs(value) : value
  guard magnitude > 0 else { return 0 }
  return min(magnitude.rounded(.toNearestOrEven), limit)
}
