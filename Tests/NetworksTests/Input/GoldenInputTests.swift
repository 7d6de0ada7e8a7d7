import Codecs
import Networks
import Pixels
import Testing
import _TestSupport

/// The input that Caffe made of a photograph.
@Suite struct GoldenInputTests {
  private static var photographIsThere: Bool {
    (try? SharedTensors.bytes("images/cat.jpg")) != nil
  }

  @Test(
    "a photograph becomes Caffe's input of its reference network",
    .enabled(
      if: SharedTensors.areThere && photographIsThere,
      "the shared weights and images are not beside the checkout"))
  func caffeNet() throws {
    let golden = try SharedTensors("caffenet-bvlc-golden-activations.safetensors")
      .activation("input")
    // Resized in one step, and scaled to 225 instead of 255 before the mean is subtracted.
    let stage = InputStage(
      resize: InputResize(.exact(ImageSize(width: 227, height: 227)), antialias: false),
      colour: .bgr, mean: .channels([104.00699, 116.66877, 122.67891]), scale: [225.0 / 255],
      arithmetic: .scaleThenMean)
    let image = try ImageDecoder.decode(try SharedTensors.bytes("images/cat.jpg")).image
    let output = try stage.activation(of: image)
    #expect(output.shape == golden.shape)
    let distances = zip(output.values, golden.values).map { abs($0 - $1) }
    // Another decoder of JPEG rounds some green samples the other way.
    #expect(distances.count { $0 > 1e-4 } <= 30)
    #expect(distances.max() ?? .infinity < 0.6)
  }
}
