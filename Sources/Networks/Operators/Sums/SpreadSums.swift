import Pixels
import Loops
import RowLoopTable

/// One axis of a convolution backwards: input `i` reaches output `i * stride - before + tap *
/// dilation`.
struct SpreadAxis: Equatable {
  /// Positions of the input.
  let count: Int

  /// Taps of a window.
  let taps: Int

  /// Output positions between windows.
  let stride: Int

  /// Output positions between taps.
  let dilation: Int

  /// Positions that are cut off before.
  let before: Int

  /// Positions of the output.
  let output: Int

  /// Positions from the first to the last tap, both included.
  var extent: Int { (taps - 1) * dilation + 1 }

  /// An axis that an input lacks.
  static let single = SpreadAxis(count: 1, taps: 1, stride: 1, dilation: 1, before: 0, output: 1)

  private init(count: Int, taps: Int, stride: Int, dilation: Int, before: Int, output: Int) {
    self.count = count
    self.taps = taps
    self.stride = stride
    self.dilation = dilation
    self.before = before
    self.output = output
  }

  /// Works out what is cut off.
  ///
  /// - Parameters:
  ///   - count: Positions of the input, 1 to 2^31.
  ///   - taps: Taps of a window.
  ///   - stride: Output positions between windows.
  ///   - dilation: Output positions between taps.
  ///   - appended: Positions that are appended to the output.
  ///   - padding: What is cut off.
  ///   - axis: Which numbers of the padding are meant.
  ///   - output: Positions of the output; nil for what remains.
  /// - Throws: `LayerError.unsuitable` if nothing remains.
  init(
    count: Int, taps: Int, stride: Int, dilation: Int, appended: Int, padding: SpatialPadding,
    axis: Int, output: Int?
  ) throws(LayerError) {
    // Far inside Int: 2^31 * 2^31 + 2^40.
    let whole = (count - 1) * stride + (taps - 1) * dilation + 1 + appended
    let before: Int
    let remaining: Int
    switch (padding, output) {
    case (.numbers(let starts, let ends), nil):
      before = starts.isEmpty ? 0 : starts[axis]
      remaining = whole - before - (ends.isEmpty ? 0 : ends[axis])
    default:
      remaining = output ?? count * stride
      let total = max(0, whole - remaining)
      before = padding == .same ? total / 2 : total - total / 2
    }
    guard remaining > 0 else {
      throw .unsuitable("the padding cuts off all of an output of \(whole) positions")
    }
    self.init(
      count: count, taps: taps, stride: stride, dilation: dilation, before: before,
      output: remaining)
  }

  /// The inputs that a tap carries into the output.
  ///
  /// - Parameter tap: The number of the tap.
  /// - Returns: A range of input positions, and where the first goes.
  func reach(of tap: Int) -> (inputs: Range<Int>, first: Int) {
    let shift = tap * dilation - before
    let first = shift < 0 ? min(count, (stride - 1 - shift) / stride) : 0
    let end = shift < output ? min(count, (output - 1 - shift) / stride + 1) : 0
    return (first..<max(first, end), first * stride + shift)
  }
}

/// The sums of a convolution backwards.
struct SpreadSums {
  /// N×C×D×H×W.
  let input: [Float]

  /// Maps that go in.
  let channels: Int

  /// C × outputs/groups × taps.
  let weights: [Float]

  /// One number per map that comes out; nil for 0.
  let bias: [Float]?

  /// Maps that come out.
  let outputs: Int

  /// Groups of maps.
  let groups: Int

  /// Three axes, slowest first.
  let axes: [SpreadAxis]

  /// Computes the maps of one image.
  ///
  /// - Parameters:
  ///   - image: Its number.
  ///   - output: Room for the maps of all images.
  func compute(image: Int, to output: UnsafeMutablePointer<Float>) {
    let volume = axes.map(\.count).reduce(1, *)
    let outputVolume = axes.map(\.output).reduce(1, *)
    let taps = axes.map(\.taps).reduce(1, *)
    let (groupInputs, groupOutputs) = (channels / groups, outputs / groups)
    let loops = Variant.best.loops
    let sums = Scratch<Float>(repeating: 0, count: volume)
    let factors = Scratch<Float>(count: groupInputs)
    let maps = Scratch<UnsafePointer<Float>>(count: groupInputs)
    input.withUnsafeBufferPointer { input in
      guard let start = input.baseAddress else { return }
      for channel in 0..<outputs {
        let (group, member) = channel.quotientAndRemainder(dividingBy: max(groupOutputs, 1))
        let map = output + (image * outputs + channel) * outputVolume
        map.initialize(repeating: bias?[channel] ?? 0, count: outputVolume)
        guard groupInputs > 0 else { continue }
        for index in 0..<groupInputs {
          let source = group * groupInputs + index
          (maps.start + index).initialize(to: start + (image * channels + source) * volume)
        }
        for tap in 0..<taps {
          for index in 0..<groupInputs {
            let source = group * groupInputs + index
            (factors.start + index).initialize(
              to: weights[(source * groupOutputs + member) * taps + tap])
          }
          loops.sumFloat(maps.start, factors.start, groupInputs, 0, sums.start, volume)
          spread(sums.start, tap: tap, to: map)
        }
      }
    }
  }

  /// Adds what one tap carries.
  private func spread(
    _ sums: UnsafePointer<Float>, tap: Int, to map: UnsafeMutablePointer<Float>
  ) {
    let (z, y, x) = (axes[0], axes[1], axes[2])
    let planes = z.reach(of: tap / (y.taps * x.taps))
    let rows = y.reach(of: tap / x.taps % y.taps)
    let columns = x.reach(of: tap % x.taps)
    for (k, plane) in planes.inputs.enumerated() {
      for (i, row) in rows.inputs.enumerated() {
        let source = sums + (plane * y.count + row) * x.count
        let target =
          map + ((planes.first + k * z.stride) * y.output + rows.first + i * y.stride) * x.output
        for (j, column) in columns.inputs.enumerated() {
          target[columns.first + j * x.stride] += source[column]
        }
      }
    }
  }
}
