import CommandLineKit
import Pixels

/// The size of what goes into a pipeline.
enum InputSize: Equatable {
  /// Columns and rows of an image.
  case image(ImageSize)

  /// Maps as they go into the first step.
  case maps(Shape)
}

extension InputSize: ExpressibleByArgument {
  /// Reads `640x480`, width by height, or `3x480x640`, channels by height by width.
  ///
  /// - Parameter argument: Two or three whole numbers from 1 to 65535.
  init?(argument: String) {
    let numbers = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    let sizes = numbers.compactMap { $0 }.filter { (1...65535).contains($0) }
    guard sizes.count == numbers.count else { return nil }
    switch sizes.count {
    case 2: self = .image(ImageSize(width: sizes[0], height: sizes[1]))
    case 3: self = .maps(Shape(channels: sizes[0], height: sizes[1], width: sizes[2]))
    default: return nil
    }
  }

  /// What is expected.
  static var expectedArgument: String {
    "a width and height as 640x480, or channels, height and width as 3x480x640, 1 to 65535 each"
  }

  /// The size as it is given.
  var defaultValueDescription: String {
    switch self {
    case .image(let size): size.description
    case .maps(let shape): shape.description
    }
  }
}
