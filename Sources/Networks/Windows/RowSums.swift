import Loops
import Pixels
import RowLoopTable

/// One map at a time: the weighted sums of a kernel, along rows.
struct RowSums {
  /// The weights that count.
  let weights: [Float]

  /// Where each lies in a window, in values from its first.
  let offsets: [Int]

  /// What every sum starts from.
  let start: Float

  /// Computes one map.
  ///
  /// - Parameters:
  ///   - planes: The first map that the kernel sees.
  ///   - pitch: Values between its rows.
  ///   - geometry: Where windows lie.
  ///   - output: Room for the map.
  ///   - loops: The build of the row loops.
  func compute(
    _ planes: UnsafePointer<Float>, pitch: Int, geometry: WindowGeometry,
    output: UnsafeMutablePointer<Float>, loops: RowLoops
  ) {
    let (y, x) = (geometry.y, geometry.x)
    guard !weights.isEmpty else {
      output.update(repeating: start, count: geometry.outputPlane)
      return
    }
    // The loop computes neighbouring places; strides keep some of them.
    let dense = (x.outputs - 1) * x.stride + 1
    let scratch = x.stride == 1 ? nil : Scratch<Float>(count: dense)
    let taps = Scratch<UnsafePointer<Float>>(count: offsets.count)
    for row in 0..<y.outputs {
      let first = planes + row * y.stride * pitch
      for (index, offset) in offsets.enumerated() {
        (taps.start + index).initialize(to: first + offset)
      }
      let target = output + row * x.outputs
      loops.sumFloat(
        taps.start, weights, weights.count, start, scratch?.start ?? target, dense)
      guard let scratch else { continue }
      for column in 0..<x.outputs { target[column] = scratch.start[column * x.stride] }
    }
  }
}
