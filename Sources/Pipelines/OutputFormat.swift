import Codecs
import Files

/// What a batch writes.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable {
  /// PNG pictures.
  case png

  /// JPEG pictures.
  case jpeg

  /// NumPy arrays of signed, unrounded `Float` values, channels x height x width, without alpha.
  case npy

  /// The format of pictures, or nil for arrays.
  var imageFormat: ImageFormat? {
    switch self {
    case .png: .png
    case .jpeg: .jpeg
    case .npy: nil
    }
  }
}

extension ImageFormat {
  /// Whether a file name ends as files of this format do.
  private func isUsual(_ fileExtension: String) -> Bool {
    switch self {
    case .png: fileExtension.lowercased() == "png"
    case .jpeg: ["jpg", "jpeg"].contains(fileExtension.lowercased())
    }
  }

  /// The extension of an output: that of the input where it fits, in its own spelling.
  ///
  /// - Parameter input: The input.
  /// - Returns: For example `JPG` for a JPEG of `photo.JPG`, `png` for a PNG of it.
  func outputExtension(for input: Path) -> String {
    guard let own = input.fileExtension, isUsual(own) else { return fileExtension }
    return own
  }
}
