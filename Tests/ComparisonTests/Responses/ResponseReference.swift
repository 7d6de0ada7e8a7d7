import Comparison
import Kernels
import Networks
import Pixels
import _TestSupport

/// Two banks and images whose statistics are computed by plain loops.
struct ResponseReference {
  var learned: [Filter]
  var bias: [Float]
  var stride = Step.one
  var padding = 0
  var handcrafted: [Filter]
  var images: [Activation]
  var settings = ResponseSettings()

  /// The banks that are tested.
  func banks() throws -> ResponseBanks {
    try ResponseBanks(
      learned: learned, bias: bias, stride: stride, padding: .all(padding),
      handcrafted: handcrafted, settings: settings)
  }

  /// The statistics that are tested.
  func statistics() throws -> ResponseStatistics {
    let banks = try banks()
    var statistics = banks.emptyStatistics
    for (number, image) in images.enumerated() {
      statistics.merge(try banks.statistics(of: image, number: number))
    }
    return statistics
  }

  /// Responses of both banks at all positions, a row a position, and whether it is for training.
  func rows() -> [(isTraining: Bool, responses: [Double])] {
    var rows: [(Bool, [Double])] = []
    for image in images {
      let height = (image.shape.height + 2 * padding - learned[0].height) / stride.y + 1
      let width = (image.shape.width + 2 * padding - learned[0].width) / stride.x + 1
      for row in 0..<height {
        for column in 0..<width {
          let top = row * stride.y - padding
          let left = column * stride.x - padding
          var responses = zip(learned, bias).map {
            response($0, image, top: top, left: left) + Double($1)
          }
          for filter in handcrafted {
            let energy = filter.weights.reduce(0.0) { $0 + Double($1) * Double($1) }
            let copies = filter.channels < learned[0].channels ? 3.0 : 1
            responses.append(
              response(
                filter, image, top: top + (learned[0].height - filter.height) / 2,
                left: left + (learned[0].width - filter.width) / 2)
                / (energy * copies).squareRoot())
          }
          rows.append((((row * 4 / height) + (column * 4 / width)) % 2 == 0, responses))
        }
      }
    }
    return rows
  }

  private func response(_ filter: Filter, _ image: Activation, top: Int, left: Int) -> Double {
    var sum = 0.0
    for channel in 0..<image.shape.channels {
      let plane = filter.channels == 1 ? 0 : channel * filter.height
      for row in 0..<filter.height where 0..<image.shape.height ~= top + row {
        for column in 0..<filter.width where 0..<image.shape.width ~= left + column {
          let place = (channel * image.shape.height + top + row) * image.shape.width
          sum +=
            Double(filter.weights[(plane + row) * filter.width + column])
            * Double(image.values[place + left + column])
        }
      }
    }
    return sum
  }

  /// Values between 0 and 255, each a mean of neighbours so that they are correlated.
  static func image(
    channels: Int = 3, height: Int, width: Int, using generator: inout SeededGenerator
  ) -> Activation {
    let shape = Shape(channels: channels, height: height, width: width)
    var last: Float = 128
    let values = (0..<channels * height * width).map { _ in
      last = (last + Float.random(in: 0...255, using: &generator)) / 2
      return last
    }
    return Activation(shape: shape, values: values)
  }
}
