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

extension OutputFormat {
  /// What is written for an input where nothing else is asked for.
  ///
  /// - Parameter input: The format of the input.
  init(keeping input: ImageFormat) {
    switch input {
    case .png: self = .png
    case .jpeg: self = .jpeg
    }
  }

  /// The format whose files end so; nil for an extension of none.
  ///
  /// - Parameter fileExtension: What follows the last dot, in upper or lower case.
  init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "png": self = .png
    case "jpg", "jpeg": self = .jpeg
    case "npy": self = .npy
    default: return nil
    }
  }

  /// The name with its article, for messages.
  var article: String {
    switch self {
    case .png: "a PNG file"
    case .jpeg: "a JPEG file"
    case .npy: "a NumPy array"
    }
  }

  /// The extension of an output: that of the input where it fits, in its own spelling.
  ///
  /// - Parameter input: The input.
  /// - Returns: For example `JPG` for a JPEG of `photo.JPG`, `png` for a PNG of it.
  func outputExtension(for input: Path) -> String {
    guard let own = input.fileExtension, OutputFormat(fileExtension: own) == self else {
      return imageFormat?.fileExtension ?? rawValue
    }
    return own
  }
}
