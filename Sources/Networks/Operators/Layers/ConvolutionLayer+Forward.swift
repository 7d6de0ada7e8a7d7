public import Loops
public import Pixels
import RowLoopTable

extension ConvolutionLayer {
  /// Convolves every image, with the fastest loops that the processor can run.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    try forward(input, variant: .best)
  }

  /// Computes the output with one build of the row loops.
  ///
  /// - Parameters:
  ///   - input: Activations of a shape that fits.
  ///   - variant: A build that the processor can run.
  /// - Returns: The same bits for every variant.
  /// - Throws: `LayerError` where the input does not fit.
  public func forward(
    _ input: Activation, variant: Variant
  ) throws(LayerError) -> Activation {
    try forward(input, floor: -.infinity, variant: variant)
  }

  /// Whether sixteen maps are computed at a time, so that what follows can be done while they are
  /// near.
  var isComputedInBlocks: Bool { packed != nil }

  /// Computes the output and raises values below a floor to it.
  ///
  /// - Parameters:
  ///   - input: Activations of a shape that fits.
  ///   - floor: Minus infinity for the plain output, 0 for what a rectifier leaves of it.
  ///   - variant: A build that the processor can run.
  /// - Returns: The same bits for every variant.
  /// - Throws: `LayerError` where the input does not fit.
  func forward(
    _ input: Activation, floor: Float, variant: Variant = .best
  ) throws(LayerError) -> Activation {
    let geometry = try geometry(for: input.shape)
    let (loops, plane) = (variant.loops, geometry.outputPlane)
    // So many pixels stay in the nearest cache, beside the weights.
    let piece = 240
    let block = Scratch<Float>(count: 16 * min(piece, plane))
    return Activation(shape: try geometry.outputShape(channels: outputChannels)) { output in
      forEachImage(of: input, geometry: geometry) { image, planes in
        let maps = output + image * outputChannels * plane
        guard let packed = packed?.weights else {
          precondition(floor == -.infinity, "maps that are computed alone are not rectified")
          sumRows(planes, geometry: geometry, output: maps, loops: loops)
          return
        }
        forEachBlock(of: planes, packed, geometry: geometry) { channels, sums in
          for first in Swift.stride(from: 0, to: plane, by: piece) {
            let count = min(piece, plane - first)
            sums.compute(first, count, loops, to: block.start)
            loops.planes(
              block.start, count, floor, maps + channels.lowerBound * plane + first, plane,
              channels.count)
          }
        }
      }
    }
  }

  /// Computes the output, rectifies it, and takes the largest value under each window.
  ///
  /// Sixteen maps at a time go through all three, so the maps between are never all in memory.
  ///
  /// - Parameters:
  ///   - input: Activations of a shape that fits.
  ///   - pooling: The windows; its kind is the maximum.
  ///   - variant: A build that the processor can run.
  /// - Returns: The same bits as the layers give one after the other.
  /// - Throws: `LayerError` where the input does not fit.
  func forward(
    _ input: Activation, rectifiedAndPooledBy pooling: Pooling, variant: Variant = .best
  ) throws(LayerError) -> Activation {
    precondition(pooling.poolingKind == .max, "other pooling is computed on whole maps")
    let geometry = try geometry(for: input.shape)
    let windows = try pooling.geometry(for: geometry.outputShape(channels: outputChannels))
    let shape = try windows.outputShape(channels: outputChannels)
    guard let packed = packed?.weights else {
      preconditionFailure("a layer of few maps has no blocks")
    }
    let (loops, plane) = (variant.loops, windows.outputPlane)
    let block = Scratch<Float>(count: 16 * geometry.outputPlane)
    let pooled = Scratch<Float>(count: 16 * plane)
    return Activation(shape: shape) { output in
      forEachImage(of: input, geometry: geometry) { image, planes in
        let maps = output + image * outputChannels * plane
        forEachBlock(of: planes, packed, geometry: geometry) { channels, sums in
          sums.compute(0, geometry.outputPlane, loops, to: block.start)
          pooling.pool(block: block.start, windows, floor: 0, loops, to: pooled.start)
          loops.planes(
            pooled.start, plane, -.infinity, maps + channels.lowerBound * plane, plane,
            channels.count)
        }
      }
    }
  }

  /// Hands out the padded maps of every image.
  private func forEachImage(
    of input: Activation, geometry: WindowGeometry, _ body: (Int, PaddedPlanes) -> Void
  ) {
    input.values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for image in 0..<input.shape.batch {
        body(
          image,
          PaddedPlanes(
            values + image * inputChannels * geometry.inputPlane, geometry: geometry,
            border: .constant(0)))
      }
    }
  }

  /// A map at a time, for groups of few maps.
  private func sumRows(
    _ planes: PaddedPlanes, geometry: WindowGeometry, output: UnsafeMutablePointer<Float>,
    loops: RowLoops
  ) {
    let offsets = offsets(in: planes)
    for channel in 0..<outputChannels {
      let group = channel / (outputChannels / groups)
      let sums = RowSums(
        weights: Array(weights[channel * offsets.count..<(channel + 1) * offsets.count]),
        offsets: offsets, start: bias?[channel] ?? 0)
      sums.compute(
        planes.start + group * groupChannels * planes.plane, pitch: planes.pitch,
        geometry: geometry, output: output + channel * geometry.outputPlane, loops: loops)
    }
  }

  /// Hands out sixteen maps at a time, not yet computed.
  private func forEachBlock(
    of planes: PaddedPlanes, _ packed: PackedWeights, geometry: WindowGeometry,
    _ body: (_ channels: Range<Int>, _ sums: BlockSums) -> Void
  ) {
    let offsets = offsets(in: planes)
    let windows = Scratch<UnsafePointer<Float>>(count: geometry.outputPlane)
    for group in 0..<groups {
      var window = windows.start
      for row in 0..<geometry.y.outputs {
        var place =
          planes.start + group * groupChannels * planes.plane + row * stride.y * planes.pitch
        for _ in 0..<geometry.x.outputs {
          window.initialize(to: place)
          window += 1
          place += stride.x
        }
      }
      packed.forEachBlock(of: group) { channels, weights, bias in
        body(
          channels,
          BlockSums(windows: windows.start, offsets: offsets, weights: weights, bias: bias))
      }
    }
  }

  /// Where the weights of a kernel lie in a window.
  private func offsets(in planes: PaddedPlanes) -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(groupChannels * kernelHeight * kernelWidth)
    for channel in 0..<groupChannels {
      for row in 0..<kernelHeight {
        for column in 0..<kernelWidth {
          offsets.append(
            channel * planes.plane + row * dilation.y * planes.pitch + column * dilation.x)
        }
      }
    }
    return offsets
  }
}
