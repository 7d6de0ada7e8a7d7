import Loops
import Pixels

/// The maps of one image with what windows see around them.
///
/// Maps without padding are read in place.
struct PaddedPlanes {
  /// The first value of the first map.
  let start: UnsafePointer<Float>

  /// Values between rows.
  let pitch: Int

  /// Values between maps.
  let plane: Int

  /// Keeps a copy alive; nil where the maps are read in place.
  private let copy: Scratch<Float>?

  /// Pads maps.
  ///
  /// - Parameters:
  ///   - values: The maps of one image; they must outlive the planes.
  ///   - geometry: Where windows lie.
  ///   - border: What they see outside.
  init(_ values: UnsafePointer<Float>, geometry: WindowGeometry, border: Border) {
    let (y, x) = (geometry.y, geometry.x)
    let (width, height) = (geometry.input.width, geometry.input.height)
    if Self.areInPlace(geometry) {
      start = values
      pitch = width
      plane = width * height
      copy = nil
      return
    }
    pitch = x.needed
    plane = x.needed * y.needed
    var constant: Float = 0
    if case .constant(let value) = border { constant = value }
    let copy = Scratch<Float>(count: plane * geometry.input.channels)
    let inside = min(x.before, pitch)..<max(min(x.before, pitch), min(pitch, x.before + width))
    let outside = [0..<inside.lowerBound, inside.upperBound..<pitch].joined()
    let columns = outside.map { ($0, border.index(of: $0 - x.before, count: width)) }
    var output = copy.start
    for channel in 0..<geometry.input.channels {
      for row in 0..<y.needed {
        if let row = border.index(of: row - y.before, count: height) {
          let source = values + (channel * height + row) * width
          (output + inside.lowerBound).update(
            from: source + (inside.lowerBound - x.before), count: inside.count)
          for (place, column) in columns { output[place] = column.map { source[$0] } ?? constant }
        } else {
          output.update(repeating: constant, count: pitch)
        }
        output += pitch
      }
    }
    self.copy = copy
    start = UnsafePointer(copy.start)
  }

  /// Whether maps are read in place: no window looks beyond them.
  ///
  /// - Parameter geometry: Where windows lie.
  /// - Returns: Whether they need no padding.
  static func areInPlace(_ geometry: WindowGeometry) -> Bool {
    let (y, x) = (geometry.y, geometry.x)
    return y.before == 0 && x.before == 0 && y.needed <= y.count && x.needed <= x.count
  }
}
