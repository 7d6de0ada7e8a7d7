import Networks
import Pixels
import Testing

import Definitions

/// What metadata of ONNX files says about pictures.
@Suite struct InputMetadataTests {
  /// Entries, and what they come to: numbers red first.
  struct Case: Sendable, CustomTestStringConvertible {
    let entries: [(key: String, text: String)]
    var order: ChannelOrder?
    var mean: [Float]?
    var scale: [Float]?
    var size: ImageSize?

    var testDescription: String { entries.map { "\($0.key)=\($0.text)" }.joined(separator: " ") }
  }

  static let cases: [Case] = [
    // ONNX's own keys.
    Case(
      entries: [
        ("Image.BitmapPixelFormat", "Bgr8"), ("Image.ColorSpaceGamma", "SRGB"),
        ("Image.NominalPixelRange", "NominalRange_0_255"),
      ], order: .bgr, mean: [0], scale: [1]),
    Case(entries: [("Image.NominalPixelRange", "Normalized_0_1")], mean: [0], scale: [1 / 255]),
    Case(
      entries: [("Image.NominalPixelRange", "Normalized_1_1")], mean: [127.5], scale: [1 / 127.5]),
    // Means and deviations of samples from 0 to 1.
    Case(
      entries: [("mean", "[0.5, 0.4, 0.2]"), ("std", "0.5 0.25 0.2")],
      mean: [127.5, 102, 51], scale: [1 / 127.5, 1 / 63.75, 1 / 51]),
    Case(
      entries: [("image_mean", "0.5"), ("image_std", "0.5")], mean: [127.5], scale: [1 / 127.5]),
    // Those of samples from 0 to 255.
    Case(entries: [("mean", "127"), ("std", "128")], mean: [127], scale: [1 / 128]),
    // Caffe subtracts first, others scale first.
    Case(entries: [("mean", "127.5"), ("scale", "0.5")], mean: [127.5], scale: [0.5]),
    Case(
      entries: [("rescale_factor", "0.25"), ("image_mean", "0.5"), ("image_std", "0.5")],
      mean: [2], scale: [0.5]),
    // The order of the numbers is that of their name, else that of the channels.
    Case(
      entries: [("channel_order", "BGR"), ("value_range", "0..255"), ("mean_bgr", "104,117,123")],
      order: .bgr, mean: [123, 117, 104], scale: [1]),
    Case(
      entries: [("mean", "104,117,123"), ("channel_order", "BGR")], order: .bgr,
      mean: [123, 117, 104], scale: [1]),
    Case(
      entries: [("mean_rgb", "123,117,104"), ("channel_order", "BGR")], order: .bgr,
      mean: [123, 117, 104], scale: [1]),
    // Three ways of Keras, and settings in an object.
    Case(entries: [("preprocess", "tf")], order: .rgb, mean: [127.5], scale: [1 / 127.5]),
    Case(
      entries: [("preprocess", "caffe")], order: .bgr, mean: [123.68, 116.779, 103.939],
      scale: [1]),
    Case(
      entries: [
        (
          "preprocessing",
          #"{"image_mean": [2, 3, 4], "image_std": [2, 2, 2], "size": {"height": 48, "width": 64}}"#
        )
      ], mean: [2, 3, 4], scale: [0.5, 0.5, 0.5], size: ImageSize(width: 64, height: 48)),
    // Sizes, with channels before or behind.
    Case(entries: [("imgsz", "[320, 640]")], size: ImageSize(width: 640, height: 320)),
    Case(entries: [("input_size", "3,224,192")], size: ImageSize(width: 192, height: 224)),
    Case(entries: [("image_size", "96")], size: ImageSize(width: 96, height: 96)),
    Case(entries: [("stride", "32"), ("author", "mean")]),
  ]

  @Test("common keys give order, numbers and size", arguments: cases)
  func keys(example: Case) {
    let found = InputMetadata(example.entries, channels: 3)
    #expect(found.order?.value == example.order)
    #expect(found.size?.value == example.size)
    let numbers = found.numbers?.value
    for (found, expected) in [(numbers?.mean, example.mean), (numbers?.scale, example.scale)] {
      #expect(found?.count == expected?.count)
      for (one, other) in zip(found ?? [], expected ?? []) { #expect(abs(one - other) < 1e-4) }
    }
    #expect(found.warnings.isEmpty)
  }

  @Test("that samples are light is taken from the key of ONNX", arguments: ["Linear", "linear"])
  func linear(text: String) {
    let found = InputMetadata([("Image.ColorSpaceGamma", text)], channels: 3)
    #expect(found.isLinear?.value == true && found.isLinear?.keys == ["Image.ColorSpaceGamma"])
    #expect(found.warnings.isEmpty)
    #expect(InputMetadata([("Image.ColorSpaceGamma", "SRGB")], channels: 3).isLinear == nil)
  }

  @Test(
    "what cannot be followed is said with its key, and left out",
    arguments: [
      (
        "mean", "a lot",
        "the metadata 'mean' is not followed: one number is expected, or 3, and it is 'a lot'"
      ),
      (
        "std", "0",
        "the metadata 'std' is not followed: one number is expected, or 3, and it is 0.0"
      ),
      (
        "mean", "1,2",
        "the metadata 'mean' is not followed: one number is expected, or 3, and it is 1.0, 2.0"
      ),
      ("imgsz", "-3", "the metadata 'imgsz' is not followed: it is no size, and it is -3.0"),
      (
        "Image.ColorSpaceGamma", "2.2",
        "the metadata 'Image.ColorSpaceGamma' is not followed: it is neither Linear nor SRGB, and it is 2.2"
      ),
      (
        "preprocess", "resize",
        "the metadata 'preprocess' is not followed: it is no object, and none of caffe, tf and torch, and it is 'resize'"
      ),
      (
        "mean", "[1, 2",
        "the metadata 'mean' is not followed: one number is expected, or 3, and it is 1.0, 2.0"
      ),
    ])
  func mistakes(key: String, text: String, warning: String) {
    let found = InputMetadata([(key, text)], channels: 3)
    #expect(found.warnings == [warning])
    #expect(found.numbers == nil && found.size == nil && found.order == nil)
  }
}
