import Pixels
import RowLoopTable

/// Convolution of every map by a kernel of its own: the plan `depthwise`, with the bits of the
/// definition.
struct DepthwiseConvolution: BlockedWork {
  private let weights: DepthwiseWeights
  private let geometry: WindowGeometry
  private let input: BlockedLayout
  private let output: FinishedOutput
  private let windows: [Int]
  private let offsets: [Int]

  /// Prepares a layer for inputs of a shape.
  ///
  /// - Parameters:
  ///   - layer: The layer, of as many groups as maps go in and come out.
  ///   - weights: Its weights.
  ///   - geometry: Where its windows lie.
  ///   - input: Where the input lies.
  ///   - output: Where the sums go.
  init(
    _ layer: ConvolutionLayer, _ weights: DepthwiseWeights, _ geometry: WindowGeometry,
    input: BlockedLayout, output: FinishedOutput
  ) {
    self.weights = weights
    self.geometry = geometry
    self.input = input
    self.output = output
    windows = input.windows(geometry)
    let (columns, step) = (layer.kernelWidth, layer.dilation)
    offsets = (0..<layer.kernelHeight * columns).map {
      $0 / columns * step.y * input.pitch + $0 % columns * step.x * 16
    }
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    let pixels = geometry.outputPlane
    let piece = 480
    for image in 0..<geometry.input.batch {
      let first = run.memory + input.start + image * input.imageDistance
      windows.withUnsafeBufferPointer { windows in
        offsets.withUnsafeBufferPointer { offsets in
          output.with(run.memory, image: image) { output in
            guard let windows = windows.baseAddress, let offsets = offsets.baseAddress else {
              return
            }
            run.perform((input.blocks, pixels.pieces(of: piece))) { block, number in
              let pixel = number * piece
              run.loops.depthwiseSum(
                BlockSum(
                  input: first + block * input.blockDistance, windows: windows + pixel,
                  count: min(piece, pixels - pixel), offsets: offsets,
                  tapCount: weights.tapCount,
                  weights: weights.weights.start + 16 * weights.tapCount * block,
                  start: weights.starts.start + 16 * block, blocks: 1,
                  output: output.advanced(blocks: block, pixels: pixel)))
            }
          }
        }
      }
    }
  }
}

/// The weights of a depthwise layer: sixteen maps side by side for each tap.
struct DepthwiseWeights: Sendable {
  /// The weights, block by block.
  let weights: AlignedFloats

  /// What sums start from.
  let starts: AlignedFloats

  /// Weights of a map.
  let tapCount: Int

  /// Reorders weights.
  ///
  /// - Parameter layer: A layer of as many groups as maps.
  init(_ layer: ConvolutionLayer) {
    let (channels, tapCount) = (layer.outputChannels, layer.kernelHeight * layer.kernelWidth)
    let blocks = channels.pieces(of: 16)
    self.tapCount = tapCount
    weights = AlignedFloats(repeating: 0, count: blocks * 16 * tapCount)
    starts = AlignedFloats(repeating: 0, count: blocks * 16)
    for channel in 0..<channels {
      let place = channel / 16 * 16 * tapCount + channel % 16
      for tap in 0..<tapCount {
        weights.start[place + 16 * tap] = layer.weights[channel * tapCount + tap]
      }
      starts.start[channel] = layer.bias?[channel] ?? 0
    }
  }
}
