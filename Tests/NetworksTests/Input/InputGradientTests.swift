import Networks
import Pixels
import Testing

/// Gradients that go through the input stage back to the pixels.
@Suite struct InputGradientTests {
  static let stages: [InputStage] = [
    InputStage(),
    InputStage(
      resize: InputResize(.shorterSide(7)), crop: ImageSize(width: 5, height: 6), colour: .bgr,
      mean: .channels([1, 2, 3]), scale: [0.5, 2, -1]),
    InputStage(
      resize: InputResize(.exact(ImageSize(width: 20, height: 9)), antialias: false),
      mean: .channels([4]), scale: [0.25], arithmetic: .scaleThenMean),
    InputStage(
      resize: InputResize(.shorterSide(5), filter: .lanczos3), colour: .grey(), scale: [3]),
  ]

  @Test(
    "the change of a sum of what goes in is that of the gradient times the change of the picture",
    arguments: stages)
  func transpose(stage: InputStage) throws {
    let size = ImageSize(width: 13, height: 11)
    let shape = try stage.outputShape(for: size)
    let upstream = (0..<shape.channels * shape.height * shape.width).map { index in
      Float((index * 37 + 11) % 29 - 14) / 8
    }
    func picture(_ step: Int) -> [Float] {
      (0..<3 * 13 * 11).map { Float(($0 * step + 5) % 256) }
    }
    func sum(_ samples: [Float]) throws -> Double {
      let image = Image(size: size, layout: .rgb, samples: .float32(samples))
      return zip(upstream, try stage.activation(of: image).values).reduce(0) {
        $0 + Double($1.0) * Double($1.1)
      }
    }
    let (first, second) = (picture(101), picture(67))
    let gradient = try stage.gradient(
      Activation(shape: shape, values: upstream), of: size)
    var change = 0.0
    for place in 0..<13 * 11 {
      for colour in 0..<3 {
        let distance = Double(second[3 * place + colour]) - Double(first[3 * place + colour])
        change += Double(gradient[colour * 13 * 11 + place]) * distance
      }
    }
    let expected = try sum(second) - sum(first)
    #expect(abs(change - expected) < 1e-5 * abs(expected) + 0.02, "\(change) \(expected)")
  }
}
