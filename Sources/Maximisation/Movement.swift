import func Glibc.cosf
import func Glibc.sinf

/// How a picture is moved before a network looks at it: shifted, scaled and turned a little, so that
/// nothing is searched for that holds for one place alone.
///
/// What `lucid` does one after the other, a shift of up to 8 pixels, a scale of 0.9 to 1.1, a turn of
/// up to 10 degrees and a shift of up to 4, is done in one bilinear sampling. Beyond its border a picture
/// is grey.
package struct Movement: Sendable {
  /// Where the first pixel comes from, and what a step to the right adds, in columns and rows.
  private let origin: (x: Float, y: Float)
  private let step: (x: Float, y: Float)

  /// Draws a movement.
  ///
  /// - Parameters:
  ///   - side: Pixels along the side of the picture.
  ///   - random: Random numbers.
  package init(side: Int, _ random: inout RandomNumbers) {
    // Small pictures are moved by as small a share.
    let reach = max(1, min(8, side / 16))
    func shift(_ count: Int) -> Float { Float(random.number(below: count)) - Float(count - 1) / 2 }
    let (left, top) = (shift(reach), shift(reach))
    let scale = 1 + Float(random.number(below: 11) - 5) / 50
    // Of 26 turns five more are none.
    let turn = random.number(below: 26)
    let angle = turn < 21 ? Float(turn - 10) * .pi / 180 : 0
    let (right, bottom) = (shift(max(1, reach / 2)), shift(max(1, reach / 2)))
    step = (cosf(angle) / scale, sinf(angle) / scale)
    let middle = Float(side - 1) / 2
    let (x, y) = (right - middle, bottom - middle)
    origin = (
      middle + left + step.x * x - step.y * y, middle + top + step.y * x + step.x * y
    )
  }

  /// Where pixels come from, in a picture with a pixel of margin before and two behind.
  package struct Sampling: Sendable {
    /// The place of the upper left of four neighbours.
    fileprivate var places: [Int32]

    /// The shares of the right and the lower ones.
    fileprivate var right: [Float]
    fileprivate var lower: [Float]
    private let side: Int

    /// Values from row to row.
    private var pitch: Int { side + 3 }

    /// Room for a picture.
    package init(side: Int) {
      self.side = side
      places = [Int32](repeating: 0, count: side * side)
      right = [Float](repeating: 0, count: side * side)
      lower = right
    }

    /// Works out where pixels come from.
    package mutating func set(_ movement: Movement) {
      let last = Float(side)
      for row in 0..<side {
        let start = (
          movement.origin.x - movement.step.y * Float(row),
          movement.origin.y + movement.step.x * Float(row)
        )
        for column in 0..<side {
          let x = min(max(start.0 + movement.step.x * Float(column), -1), last)
          let y = min(max(start.1 + movement.step.y * Float(column), -1), last)
          // From 0 on, so that what is cut off is what lies behind the point.
          let (left, top) = (Int(x + 1), Int(y + 1))
          let place = row * side + column
          places[place] = Int32(truncatingIfNeeded: top * pitch + left)
          right[place] = x + 1 - Float(left)
          lower[place] = y + 1 - Float(top)
        }
      }
    }

    /// Moves a plane; 0 stands for grey.
    ///
    /// - Parameters:
    ///   - plane: Pixels.
    ///   - output: Takes the moved ones.
    ///   - padded: Room.
    package func move(
      _ plane: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>,
      _ padded: inout [Float]
    ) {
      padded.withUnsafeMutableBufferPointer { padded in
        guard let inside = padded.baseAddress.map({ $0 + pitch + 1 }) else { return }
        for row in 0..<side {
          (inside + row * pitch).update(from: plane + row * side, count: side)
        }
        for place in 0..<side * side {
          let first = Int(places[place])
          let (x, y) = (right[place], lower[place])
          let upper = padded[first] * (1 - x) + padded[first + 1] * x
          let below = padded[first + pitch] * (1 - x) + padded[first + pitch + 1] * x
          output[place] = upper * (1 - y) + below * y
        }
      }
    }

    /// Adds up what each pixel does to the moved ones: the adjoint of `move`.
    ///
    /// - Parameters:
    ///   - gradient: The gradient of the moved pixels.
    ///   - output: Takes that of the pixels.
    ///   - padded: Room, whose margins become zeros again.
    package func moveBack(
      _ gradient: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>,
      _ padded: inout [Float]
    ) {
      padded.withUnsafeMutableBufferPointer { padded in
        padded.update(repeating: 0)
        for place in 0..<side * side {
          let first = Int(places[place])
          let (x, y) = (right[place], lower[place])
          let (upper, below) = (gradient[place] * (1 - y), gradient[place] * y)
          padded[first] += upper * (1 - x)
          padded[first + 1] += upper * x
          padded[first + pitch] += below * (1 - x)
          padded[first + pitch + 1] += below * x
        }
        guard let inside = padded.baseAddress.map({ $0 + pitch + 1 }) else { return }
        for row in 0..<side {
          (output + row * side).update(from: inside + row * pitch, count: side)
        }
        padded.update(repeating: 0)
      }
    }

    /// Room for a padded plane.
    package var padded: [Float] { [Float](repeating: 0, count: pitch * pitch) }
  }
}
