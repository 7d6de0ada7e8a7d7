/// The plain loops.
extension SpatialPooling {
  /// The largest values and, where they are asked for, their places.
  func maxima(
    of input: Tensor, _ axes: [TapAxis], count: Int, withPlaces: Bool
  ) -> (values: [Float], places: [Int64]) {
    var (values, places): ([Float], [Int64]) = ([], [])
    values.reserveCapacity(count)
    let isByColumns = poolingKind == .maxWithPlaces(byColumns: true)
    let extents = axes.map(\.axis.count)
    let volume = extents.reduce(1, *)
    input.floats.withUnsafeBufferPointer { numbers in
      for map in 0..<input.shape[0] * input.shape[1] {
        forEachWindow(axes) { window in
          var (largest, found) = (-Float.infinity, -1)
          window.forEachTap(in: extents) { place in
            let value = numbers[map * volume + place]
            // The first of equals; not-a-number is larger than all and the first of it stays.
            if found < 0 || value > largest || value.isNaN && !largest.isNaN {
              (largest, found) = (value, place)
            }
          }
          values.append(largest)
          guard withPlaces else { return }
          let place = isByColumns ? Self.byColumns(found, extents) : found
          places.append(found < 0 ? -1 : Int64(map * volume + place))
        }
      }
    }
    return (values, places)
  }

  /// The place of a value if the first index of a map ran fastest.
  private static func byColumns(_ place: Int, _ extents: [Int]) -> Int {
    let (x, y) = (place % extents[2], place / extents[2] % extents[1])
    let z = place / extents[2] / extents[1]
    return z + extents[0] * (y + extents[1] * x)
  }

  /// Values under the type of the input; whole numbers are those that went in, or the least.
  func pooled(_ values: [Float], shape: [Int], type: NumberType) -> Tensor {
    if type.isFloating { return Tensor(shape: shape, values: values, type: type) }
    let least: Float = type == .uint8 ? 0 : -128
    return Tensor(shape: shape, integers: values.map { Int64(max(least, $0)) }, type: type)
  }

  /// Sums of every window, finished one by one.
  func sums(
    of input: Tensor, _ axes: [TapAxis], shape: [Int], _ term: (Float) -> Double,
    _ finish: (_ sum: Double, _ seen: Int, _ padded: Int) -> Double
  ) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(shape.reduce(1, *))
    let extents = axes.map(\.axis.count)
    let volume = extents.reduce(1, *)
    input.floats.withUnsafeBufferPointer { numbers in
      for map in 0..<input.shape[0] * input.shape[1] {
        forEachWindow(axes) { window in
          var sum = 0.0
          window.forEachTap(in: extents) { sum += term(numbers[map * volume + $0]) }
          values.append(Float(finish(sum, window.seen, window.padded)))
        }
      }
    }
    return values
  }

  /// Hands out the windows of one map, row by row.
  func forEachWindow(_ axes: [TapAxis], _ body: (TapWindow) -> Void) {
    for z in 0..<axes[0].axis.outputs {
      for y in 0..<axes[1].axis.outputs {
        for x in 0..<axes[2].axis.outputs {
          body(TapWindow(axes: axes, outputs: (z, y, x)))
        }
      }
    }
  }
}

/// The taps of one window that lie inside a map of up to three dimensions.
struct TapWindow {
  private let axes: [TapAxis]
  private let z: (first: Int, count: Int)
  private let y: (first: Int, count: Int)
  private let x: (first: Int, count: Int)

  /// Taps inside the map or its padding.
  let padded: Int

  /// Taps inside the map.
  var seen: Int { z.count * y.count * x.count }

  init(axes: [TapAxis], outputs: (z: Int, y: Int, x: Int)) {
    self.axes = axes
    z = axes[0].inside(outputs.z)
    y = axes[1].inside(outputs.y)
    x = axes[2].inside(outputs.x)
    padded =
      axes[0].padded(outputs.z) * axes[1].padded(outputs.y) * axes[2].padded(outputs.x)
  }

  /// Hands out the places of the taps, in row-major order.
  func forEachTap(in extents: [Int], _ body: (Int) -> Void) {
    for k in 0..<z.count {
      let plane = (z.first + k * axes[0].dilation) * extents[1]
      for i in 0..<y.count {
        let row = (plane + y.first + i * axes[1].dilation) * extents[2]
        for j in 0..<x.count { body(row + x.first + j * axes[2].dilation) }
      }
    }
  }
}
