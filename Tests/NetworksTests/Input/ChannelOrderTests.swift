import Networks
import Pixels
import Testing

@Suite("channels in the other order")
struct ChannelOrderTests {
  /// One pixel: red 10, green 20, blue 40.
  static let pixel = Image(
    size: ImageSize(width: 1, height: 1), layout: .rgb, samples: .uint8([10, 20, 40]))

  @Test("every colour keeps its own mean and scale")
  func numbers() throws {
    let stage = InputStage(colour: .bgr, mean: .channels([1, 2, 3]), scale: [2, 3, 4])
    #expect(try stage.activation(of: Self.pixel).values == [78, 54, 28])
    #expect(try stage.reordered(.rgb).activation(of: Self.pixel).values == [28, 54, 78])
  }

  @Test("a mean image turns with the channels")
  func meanImage() throws {
    let mean = Activation(shape: Shape(channels: 3, height: 1, width: 1), values: [1, 2, 3])
    let stage = InputStage(colour: .bgr, mean: .image(mean))
    #expect(try stage.activation(of: Self.pixel).values == [39, 18, 7])
    #expect(try stage.reordered(.rgb).activation(of: Self.pixel).values == [7, 18, 39])
  }

  @Test("grey stages and the same order stay as they are")
  func unchanged() {
    #expect(InputStage(colour: .grey()).reordered(.rgb) == InputStage(colour: .grey()))
    #expect(InputStage.bvlc(227).reordered(.bgr) == InputStage.bvlc(227))
  }
}
