import Codecs
import Pixels

/// A picture in whole levels: red, green and blue of eight bits, pixel by pixel.
struct Levels: Equatable, Sendable {
  /// Width and height.
  let size: ImageSize

  /// From 0 to 255, three per pixel.
  let samples: [UInt8]

  /// Takes the colours of a picture: grey becomes three equal ones, alpha is left out, 16 bits are
  /// rounded to 8.
  ///
  /// - Parameter image: A picture as it was decoded.
  init(_ image: Image) {
    let picture = image.withoutAlpha
    let values: [UInt8] =
      switch picture.samples {
      case .uint8(let values): values
      case .uint16(let values): values.map { UInt8((Int($0) * 2 + 257) / 514) }
      case .float32(let values): values.map { UInt8(min(max($0.rounded(), 0), 255)) }
      }
    size = picture.size
    samples = picture.channels == 3 ? values : values.flatMap { [$0, $0, $0] }
  }

  /// Takes levels.
  init(size: ImageSize, samples: [UInt8]) {
    self.size = size
    self.samples = samples
  }

  /// The picture.
  var image: Image { Image(size: size, layout: .rgb, samples: .uint8(samples)) }

  /// The picture after a step along the signs of a gradient, not further than a radius from
  /// another.
  ///
  /// - Parameters:
  ///   - gradient: Planes of red, green and blue, in the direction of the step; 0 stays.
  ///   - step: How many levels.
  ///   - centre: The picture that the result stays near to.
  ///   - radius: How many levels any sample may be away from it.
  /// - Returns: The picture, in levels from 0 to 255.
  func stepped(along gradient: [Float], by step: Int, around centre: Levels, radius: Int) -> Levels
  {
    let plane = size.width * size.height
    var moved = samples
    for place in 0..<plane {
      for colour in 0..<3 {
        let slope = gradient[colour * plane + place]
        let sign = slope > 0 ? 1 : slope < 0 ? -1 : 0
        let index = 3 * place + colour
        let origin = Int(centre.samples[index])
        let wanted = Int(samples[index]) + sign * step
        let near = min(max(wanted, origin - radius), origin + radius)
        moved[index] = UInt8(min(max(near, 0), 255))
      }
    }
    return Levels(size: size, samples: moved)
  }

  /// The picture on the way from another one, no sample further away than some levels.
  ///
  /// - Parameters:
  ///   - origin: The picture that it starts from.
  ///   - levels: How far it is gone.
  /// - Returns: The picture; this one from the largest difference on.
  func approached(from origin: Levels, by levels: Int) -> Levels {
    Levels(
      size: size,
      samples: zip(origin.samples, samples).map { start, end in
        UInt8(Int(start) + min(max(Int(end) - Int(start), -levels), levels))
      })
  }

  /// How far samples are from those of another picture: the largest distance, and the share that
  /// differ.
  ///
  /// - Parameter other: A picture of this size.
  /// - Returns: Levels, and a share from 0 to 1.
  func difference(from other: Levels) -> (largest: Int, share: Double) {
    var (largest, count) = (0, 0)
    for (own, theirs) in zip(samples, other.samples) where own != theirs {
      largest = max(largest, abs(Int(own) - Int(theirs)))
      count += 1
    }
    return (largest, samples.isEmpty ? 0 : Double(count) / Double(samples.count))
  }

  /// The difference to another picture on grey: 128 where there is none.
  ///
  /// - Parameters:
  ///   - other: A picture of this size.
  ///   - factor: What differences are multiplied by.
  /// - Returns: The picture.
  func stretchedDifference(from other: Levels, factor: Int) -> Levels {
    Levels(
      size: size,
      samples: zip(samples, other.samples).map { own, theirs in
        UInt8(min(max(128 + factor * (Int(own) - Int(theirs)), 0), 255))
      })
  }
}
