import Networks
import Pixels

/// Networks of textbooks.
extension Model {
  /// The network for digits that François Chollet's "Deep learning with Python" begins with, in its
  /// second edition (2021), with the names that Keras gives.
  static let listing = Model(
    "listing-8.1", "Listing 8.1 of Deep learning with Python, for digits (Chollet 2021)",
    shape: Shape(channels: 1, height: 28, width: 28),
    input: InputStage(
      resize: InputResize(.exact(ImageSize(width: 28, height: 28))), colour: .grey(),
      scale: [1 / 255])
  ) { net in
    var maps = net.relu("conv2d_relu", net.convolve("conv2d", net.input, 32, kernel: 3))
    maps = net.maxPool("max_pooling2d", maps, 2, stride: 2)
    maps = net.relu("conv2d_1_relu", net.convolve("conv2d_1", maps, 64, kernel: 3))
    maps = net.maxPool("max_pooling2d_1", maps, 2, stride: 2)
    maps = net.relu("conv2d_2_relu", net.convolve("conv2d_2", maps, 128, kernel: 3))
    return net.softmax("softmax", net.dense("dense", net.flatten("flatten", maps), 10))
  }

  /// A network whose parameters are to be counted.
  static let quiz = Model(
    "quiz", "Two convolutions and two dense layers, whose parameters are to be counted", side: 48,
    input: InputStage(resize: InputResize(.exact(ImageSize(width: 48, height: 48))))
  ) { net in
    var maps = net.convolve("conv1", net.input, 8, kernel: 3)
    maps = net.convolve("conv2", maps, 12, kernel: 5)
    return net.dense("dense2", net.dense("dense1", net.flatten("flatten", maps), 128), 5)
  }
}
