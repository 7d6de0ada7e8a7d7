import Pixels

extension Activation {
  /// Makes an activation whose values are written in place.
  ///
  /// - Parameters:
  ///   - shape: A shape that can be held.
  ///   - write: Writes every value; not called where there are none.
  init(shape: Shape, _ write: (UnsafeMutablePointer<Float>) -> Void) {
    self.init(shape: shape, values: [Float](count: shape.count ?? 0, write))
  }

  /// The values of one map.
  var plane: Int { shape.height * shape.width }

  /// Replaces every value.
  ///
  /// - Parameter transform: The new value for an old one.
  /// - Returns: An activation of the same shape.
  @inline(__always)
  func mapped(_ transform: (Float) -> Float) -> Activation {
    Activation(shape: shape, values: values.mapped(transform))
  }

  /// Replaces every value, map by map.
  ///
  /// - Parameter write: Writes a map: its channel, its values, room for
  ///   the new ones.
  /// - Returns: An activation of the same shape.
  @inline(__always)
  func mappedByChannel(
    _ write: (_ channel: Int, UnsafeBufferPointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) -> Activation {
    Activation(shape: shape) { output in
      values.withUnsafeBufferPointer { values in
        for map in 0..<shape.batch * shape.channels {
          let range = map * plane..<(map + 1) * plane
          write(
            map % shape.channels, UnsafeBufferPointer(rebasing: values[range]),
            output + range.lowerBound)
        }
      }
    }
  }
}
