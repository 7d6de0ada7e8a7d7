import Pixels
import RowLoopTable

/// Convolution by tiles of pixels and channels whose sums stay in registers: the plan `blocked`.
///
/// Every sum takes the weights in the order of the definition, so that the bits are the same. Maps
/// that go in lie in blocks or, as pictures do, plane by plane.
struct TileConvolution: BlockedWork {
  private let panels: WeightPanels
  private let geometry: WindowGeometry
  private let input: BlockedLayout?
  private let output: FinishedOutput
  private let windows: [Int]
  /// Where the taps of each group lie in a window.
  private let offsets: [[Int]]
  /// Pixels of a piece.
  private let piece: Int

  /// Prepares a layer for inputs of a shape.
  ///
  /// - Parameters:
  ///   - layer: The layer.
  ///   - panels: Its weights.
  ///   - geometry: Where its windows lie.
  ///   - input: Where the input lies; nil if it comes plane by plane.
  ///   - output: Where the sums go.
  init(
    _ layer: ConvolutionLayer, _ panels: WeightPanels, _ geometry: WindowGeometry,
    input: BlockedLayout?, output: FinishedOutput
  ) {
    self.panels = panels
    self.geometry = geometry
    self.input = input
    self.output = output
    let planes = PlaneLayout(geometry)
    windows = input?.windows(geometry) ?? planes.windows
    let (rows, columns, step) = (layer.kernelHeight, layer.kernelWidth, layer.dilation)
    offsets = (0..<layer.groups).map { group in
      (0..<layer.groupChannels * rows * columns).map { tap -> Int in
        let channel = group * layer.groupChannels + tap / (rows * columns)
        let (y, x) = (tap / columns % rows * step.y, tap % columns * step.x)
        guard let input else { return channel * planes.plane + y * planes.pitch + x }
        return channel / 16 * input.blockDistance + channel % 16 + y * input.pitch + x * 16
      }
    }
    // What the windows of a piece see of the taps of a part stays in the second cache.
    let seen = (panels.parts[0].count / (rows * columns) + 1) * layer.stride.x * layer.stride.y
    piece = min(480, max(60, 40_000 / seen / 6 * 6))
  }

  /// The weights of a layer in panels.
  ///
  /// - Parameter layer: The layer.
  /// - Returns: The panels.
  static func panels(of layer: ConvolutionLayer) -> WeightPanels {
    let tapCount = layer.weights.count / layer.outputChannels
    return layer.weights.withUnsafeBufferPointer { weights in
      WeightPanels(
        outputs: layer.outputChannels, groups: layer.groups, tapCount: tapCount, bias: layer.bias
      ) { output, taps, first, _ in
        for (index, tap) in taps.enumerated() {
          first[16 * index] = weights[output * tapCount + tap]
        }
      }
    }
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    for image in 0..<geometry.input.batch {
      if let input {
        compute(run, run.memory + input.start + image * input.imageDistance, image: image)
      } else if let tensor {
        let values = tensor.floats
        values.withUnsafeBufferPointer { values in
          guard let start = values.baseAddress else { return }
          let planes = PaddedPlanes(
            start + image * geometry.input.channels * geometry.inputPlane, geometry: geometry,
            border: .constant(0))
          compute(run, planes.start, image: image)
          withExtendedLifetime(planes) {}
        }
      }
    }
  }

  private func compute(_ run: BlockedRun, _ input: UnsafePointer<Float>, image: Int) {
    let pixels = geometry.outputPlane
    let pieces = pixels.pieces(of: piece)
    // Where there are few pieces, threads share their blocks.
    let shares = run.workers.count == 1 ? 1 : (4 * run.workers.count).pieces(of: pieces)
    let runs = min(panels.groupBlocks, shares.pieces(of: panels.groups)) * panels.groups
    windows.withUnsafeBufferPointer { windows in
      output.with(run.memory, image: image) { output in
        guard let windows = windows.baseAddress else { return }
        run.perform((pieces, runs)) { number, share in
          let first = pixels * number / pieces
          let blocks = panels.blocks * share / runs..<panels.blocks * (share + 1) / runs
          sum(
            run, input, windows + first, count: pixels * (number + 1) / pieces - first, blocks,
            output.advanced(blocks: blocks.lowerBound, pixels: first))
        }
      }
    }
  }

  /// Sums all taps for some pixels and blocks of one group.
  private func sum(
    _ run: BlockedRun, _ input: UnsafePointer<Float>, _ windows: UnsafePointer<Int>, count: Int,
    _ blocks: Range<Int>, _ output: BlockOutput
  ) {
    offsets[blocks.lowerBound / panels.groupBlocks].withUnsafeBufferPointer { offsets in
      guard let offsets = offsets.baseAddress else { return }
      panels.sum(
        BlockSum(
          input: input, windows: windows, count: count, offsets: offsets, tapCount: 0,
          weights: panels.weights.start,
          start: panels.starts.start + 16 * blocks.lowerBound, blocks: blocks.count,
          output: output), firstBlock: blocks.lowerBound, run.loops)
    }
  }
}

/// Where windows lie on planes with their padding.
private struct PlaneLayout {
  /// Values between rows.
  let pitch: Int

  /// Values between planes.
  let plane: Int

  /// Where each window starts.
  let windows: [Int]

  init(_ geometry: WindowGeometry) {
    let (y, x) = (geometry.y, geometry.x)
    let isInPlace = PaddedPlanes.areInPlace(geometry)
    let pitch = isInPlace ? x.count : x.needed
    self.pitch = pitch
    plane = pitch * (isInPlace ? y.count : y.needed)
    windows = (0..<geometry.outputPlane).map {
      $0 / x.outputs * y.stride * pitch + $0 % x.outputs * x.stride
    }
  }
}
