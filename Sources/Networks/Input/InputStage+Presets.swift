import Pixels

extension InputStage {
  /// Nothing but the change from interleaved samples to planes: red, green, blue, 0 to 255.
  public static let none = InputStage()

  /// What the networks of the Caffe model zoo expect (AlexNet, CaffeNet, GoogLeNet).
  ///
  /// The published protocol: 256x256 whatever the proportions, the middle of that, blue, green and
  /// red, less the mean of the training images. The resize is OpenCV's and scikit-image's that
  /// Caffe calls: bilinear, not antialiased.
  ///
  /// - Parameter side: Width and height of the middle: 227 for AlexNet and CaffeNet, 224 for
  ///   GoogLeNet. From 257 on the picture is resized to it, and nothing is cut off.
  /// - Returns: The stage.
  public static func bvlc(_ side: Int) -> InputStage {
    let whole = max(side, 256)
    return InputStage(
      resize: InputResize(.exact(square(whole)), antialias: false), crop: square(side),
      colour: .bgr, mean: .channels([104.007, 116.669, 122.679]))
  }

  /// What the networks of torchvision expect.
  ///
  /// The shorter side becomes 256, bilinear and antialiased; then the middle of that, red, green and
  /// blue, less the mean and divided by the standard deviation of the training images, which are
  /// published for samples from 0 to 1 and here brought to those from 0 to 255.
  ///
  /// - Parameter side: Width and height of the middle: 224 for most. From 257 on the shorter side
  ///   becomes this.
  /// - Returns: The stage.
  public static func torchvision(_ side: Int) -> InputStage {
    let scale = [0.229, 0.224, 0.225].map { Float(1 / (255 * $0)) }
    return InputStage(
      resize: InputResize(.shorterSide(max(side, 256))), crop: square(side), colour: .rgb,
      mean: .channels([123.675, 116.28, 103.53]), scale: scale)
  }

  /// What Google's networks expect (Inception V3, MobileNet): samples from -1 to 1.
  ///
  /// The shorter side becomes 8/7 of the side, bilinear and antialiased; then the middle of that, red,
  /// green and blue.
  ///
  /// - Parameter side: Width and height of the middle: 224 or 299 for most.
  /// - Returns: The stage.
  public static func tensorFlow(_ side: Int) -> InputStage {
    InputStage(
      resize: InputResize(.shorterSide(Int((Double(side) * 8 / 7).rounded()))),
      crop: square(side), colour: .rgb, mean: .channels([127.5]), scale: [1 / 127.5])
  }

  /// What the networks of Keras expect that follow Caffe (VGG, ResNet).
  ///
  /// The whole picture, whatever its proportions, blue, green and red, less the mean of the training
  /// images.
  ///
  /// - Parameter side: Width and height: 224 for most.
  /// - Returns: The stage.
  public static func kerasAsCaffe(_ side: Int) -> InputStage {
    InputStage(
      resize: InputResize(.exact(square(side))), colour: .bgr,
      mean: .channels([103.939, 116.779, 123.68]))
  }

  private static func square(_ side: Int) -> ImageSize {
    ImageSize(width: max(side, 0), height: max(side, 0))
  }
}
