import Codecs
import Pixels

/// One of the sample pictures.
protocol Picture: Sendable {
  /// Where the picture goes, below the folder of samples.
  var path: String { get }

  /// Computes the picture.
  ///
  /// - Returns: The same picture on every machine.
  func draw() async -> Image
}

extension Picture {
  /// The format that the extension of the path names.
  var format: ImageFormat { path.hasSuffix(".jpg") ? .jpeg : .png }
}

/// All sample pictures.
let pictures: [any Picture] =
  [
    Page(), ZonePlate(), SiemensStar(), ColourWheels(), NoisySteps(), Lens(), BrickArch(),
    StillLife(),
  ] + Array(ShortcutPicture.training.prefix(8)) + ShortcutPicture.trial
