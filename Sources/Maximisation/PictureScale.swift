public import Networks
import Pixels

/// What a network reads of a picture of colours from 0 to 1: each channel is one of its planes times a
/// factor, and an offset.
public struct PictureScale: Sendable {
  /// Pixels along the side of a picture.
  public let side: Int

  /// The plane of the picture, red first, that each channel is.
  let planes: [Int]

  /// What the plane of each channel is multiplied by.
  let factors: [Float]

  /// What is added, pixel by pixel, channel by channel.
  let offsets: [Float]

  /// Works out what an input stage does to colours, sizes left aside.
  ///
  /// - Parameters:
  ///   - stage: How pictures become the input, of encoded colours.
  ///   - side: Pixels along the side of a picture.
  /// - Throws: `InputError` where the numbers of the stage do not fit such pictures.
  public init(_ stage: InputStage, side: Int) throws(InputError) {
    var stage = stage
    (stage.resize, stage.crop) = (nil, nil)
    self.side = side
    let size = ImageSize(width: side, height: side)
    let black = try stage.activation(of: .plain(0, size))
    let white = try stage.activation(of: .plain(255, size))
    planes = stage.colour.order?.redFirst([0, 1, 2]) ?? [0]
    offsets = black.values
    factors = planes.indices.map { channel in
      let place = channel * side * side
      return white.values[place] - black.values[place]
    }
  }

  /// Pixels of a plane.
  var count: Int { side * side }

  /// Channels that the network reads.
  var channels: Int { planes.count }

  /// Writes what the network reads.
  ///
  /// - Parameters:
  ///   - picture: The planes of a picture, less `grey`.
  ///   - grey: What is added to each pixel.
  ///   - input: Takes the channels.
  func write(
    _ picture: UnsafePointer<Float>, grey: Float, to input: UnsafeMutablePointer<Float>
  ) {
    offsets.withUnsafeBufferPointer { offsets in
      for channel in 0..<channels {
        let (plane, factor) = (picture + planes[channel] * count, factors[channel])
        let target = input + channel * count
        for place in 0..<count {
          target[place] = factor * (plane[place] + grey) + offsets[channel * count + place]
        }
      }
    }
  }

  /// Writes the gradient of the picture.
  ///
  /// - Parameters:
  ///   - gradient: The gradient of what the network reads.
  ///   - picture: Takes the planes.
  func writeBack(_ gradient: UnsafePointer<Float>, to picture: UnsafeMutablePointer<Float>) {
    for channel in 0..<channels {
      let (plane, factor) = (picture + planes[channel] * count, factors[channel])
      let source = gradient + channel * count
      for place in 0..<count { plane[place] = factor * source[place] }
    }
  }
}

extension Image {
  /// A picture of one colour without hue.
  fileprivate static func plain(_ level: UInt8, _ size: ImageSize) -> Image {
    Image(
      size: size, layout: .rgb,
      samples: .uint8([UInt8](repeating: level, count: 3 * size.width * size.height)))
  }
}
