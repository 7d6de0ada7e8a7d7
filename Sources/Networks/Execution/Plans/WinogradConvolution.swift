import Pixels
import RowLoopTable

/// Convolution by kernels of 3x3 without stride, 4x4 pixels at a time: the plan `winograd`.
///
/// A patch of 6x6 pixels becomes 36 numbers a map, these 36 sums over the maps, and those 4x4 pixels:
/// 36 products a tile instead of 144. The bits are the same on every processor and for any number of
/// threads, but not those of the definition: see `LayerPlan.bound`.
struct WinogradConvolution: BlockedWork {
  private let panels: WeightPanels
  private let geometry: WindowGeometry
  private let input: BlockedLayout
  private let output: FinishedOutput
  private let channels: Int
  private let across: Int
  /// Tiles of an image, and of all images.
  private let tiles: Int
  private let count: Int
  /// Where the channels of a patch lie, where patches lie, and where their sums go.
  private let offsets: [Int]
  private let windows: [Int]
  private let places: [Int]
  private let zeros: AlignedFloats

  /// Rows and columns that a tile gives.
  static let step = 4

  /// Prepares a layer for inputs of a shape.
  ///
  /// - Parameters:
  ///   - layer: The layer.
  ///   - panels: Its transformed weights.
  ///   - geometry: Where its windows lie.
  ///   - input: Where the input lies.
  ///   - output: Where the sums go.
  init(
    _ layer: ConvolutionLayer, _ panels: WeightPanels, _ geometry: WindowGeometry,
    input: BlockedLayout, output: FinishedOutput
  ) {
    self.panels = panels
    self.geometry = geometry
    self.input = input
    self.output = output
    channels = layer.inputChannels
    across = geometry.x.outputs.pieces(of: Self.step)
    tiles = across * geometry.y.outputs.pieces(of: Self.step)
    count = geometry.input.batch * tiles
    offsets = Array(0..<channels)
    let most = min(count, Self.mostTiles)
    windows = (0..<most).map { $0 * 16 * layer.inputChannels.pieces(of: 16) }
    places = (0..<most).map { $0 * 16 * panels.blocks }
    zeros = AlignedFloats(repeating: 0, count: 16 * panels.blocks)
  }

  /// What patches see beyond the input.
  ///
  /// - Parameter geometry: Where windows lie.
  /// - Returns: Zeros around the maps, up to the end of the last tile.
  static func margins(_ geometry: WindowGeometry) -> Margins {
    func after(_ axis: WindowAxis) -> Int {
      axis.outputs.pieces(of: step) * step + 2 - axis.before - axis.count
    }
    return Margins(
      top: geometry.y.before, left: geometry.x.before, bottom: max(0, after(geometry.y)),
      right: max(0, after(geometry.x)))
  }

  /// The transformed weights of a layer in panels, computed in `Double` and rounded once.
  ///
  /// - Parameter layer: A layer of 3x3 kernels.
  /// - Returns: 36 sets of panels, of which the sums start from the layer's bias.
  static func panels(of layer: ConvolutionLayer) -> WeightPanels {
    let channels = layer.inputChannels
    return layer.weights.withUnsafeBufferPointer { weights in
      WeightPanels(
        outputs: layer.outputChannels, groups: 1, tapCount: channels, copies: 36, bias: layer.bias
      ) { output, taps, first, copyDistance in
        for (index, channel) in taps.enumerated() {
          let kernel = (0..<9).map { Double(weights[(output * channels + channel) * 9 + $0]) }
          for row in 0..<6 {
            for column in 0..<6 {
              var sum = 0.0
              for i in 0..<3 {
                for j in 0..<3 { sum += factors[row][i] * factors[column][j] * kernel[3 * i + j] }
              }
              first[16 * index + (6 * row + column) * copyDistance] = Float(sum)
            }
          }
        }
      }
    }
  }

  /// The matrix of the kernel: powers of each point, divided by its distances from the others.
  private static let factors: [[Double]] = {
    let points = [0, 0.5.squareRoot(), -0.5.squareRoot(), 2.0.squareRoot(), -2.0.squareRoot()]
    return points.map { point in
      let distances = points.filter { $0 != point }.reduce(1) { $0 * (point - $1) }
      return [1 / distances, point / distances, point * point / distances]
    } + [[0, 0, 1]]
  }()

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    let chunk = chunk(for: run.workers.count)
    let chunks = count.pieces(of: chunk)
    let first = run.memory + input.start
    output.with(run.memory, image: 0) { output in
      if run.workers.count > 1, chunks >= run.workers.count {
        // Each thread takes tiles of its own, from the first step to the last.
        let alone = run.alone
        run.workers.perform(chunks) { number in
          compute(alone, first, output, number * chunk..<min(count, (number + 1) * chunk))
        }
      } else {
        for tile in stride(from: 0, to: count, by: chunk) {
          compute(run, first, output, tile..<min(count, tile + chunk))
        }
      }
    }
  }

  /// Tiles that pass all three steps together at most.
  private static let mostTiles = 96

  /// Tiles that pass all three steps together, about as many each time.
  ///
  /// Few weights stay in the second cache beside few tiles; many pass once for many tiles, be they of
  /// one image or of several.
  private func chunk(for threads: Int) -> Int {
    let size =
      panels.weights.count <= 1 << 18 ? 24 : panels.weights.count <= 1 << 20 ? 48 : Self.mostTiles
    var chunks = count.pieces(of: size)
    if chunks > 1 { chunks = chunks.pieces(of: threads) * threads }
    return count.pieces(of: chunks)
  }

  private func compute(
    _ run: BlockedRun, _ first: UnsafePointer<Float>, _ output: BlockOutput, _ range: Range<Int>
  ) {
    let (inputs, outputs) = (16 * channels.pieces(of: 16), 16 * panels.blocks)
    // Another line keeps the 36 vectors of a tile out of each other's place in the caches.
    let (inputDistance, outputDistance) = (range.count * inputs + 16, range.count * outputs + 16)
    run.scratch.with(36 * (inputDistance + outputDistance)) { patches in
      let products = patches + 36 * inputDistance
      run.workers.perform(input.blocks) { block in
        transform(
          run, first + block * input.blockDistance, range, to: patches + 16 * block,
          pitch: inputs, distance: inputDistance)
      }
      multiply(run, patches, inputDistance, products, outputDistance, count: range.count)
      run.workers.perform(panels.blocks) { block in
        let output = output.advanced(blocks: block)
        for (index, tile) in range.enumerated() {
          let (image, y, x) = place(of: tile)
          run.loops.winogradOutput(
            products + index * outputs + 16 * block, outputDistance,
            panels.starts.start + 16 * block, y * geometry.x.outputs + x, geometry.x.outputs,
            min(Self.step, geometry.y.outputs - y), min(Self.step, geometry.x.outputs - x),
            self.output.output(output, image: image))
        }
      }
    }
  }

  /// The image of a tile, and its first row and column.
  private func place(of tile: Int) -> (image: Int, y: Int, x: Int) {
    let (image, own) = tile.quotientAndRemainder(dividingBy: tiles)
    return (image, own / across * Self.step, own % across * Self.step)
  }

  /// Transforms the patches of one block of channels.
  private func transform(
    _ run: BlockedRun, _ block: UnsafePointer<Float>, _ range: Range<Int>,
    to output: UnsafeMutablePointer<Float>, pitch: Int, distance: Int
  ) {
    let corner =
      block + input.inside - geometry.y.before * input.pitch - 16 * geometry.x.before
    for (index, tile) in range.enumerated() {
      let (image, y, x) = place(of: tile)
      run.loops.winogradInput(
        corner + image * input.imageDistance + y * input.pitch + 16 * x, input.pitch,
        output + index * pitch, distance)
    }
  }

  /// Multiplies the 36 matrices of patches with those of the weights.
  private func multiply(
    _ run: BlockedRun, _ patches: UnsafePointer<Float>, _ inputDistance: Int,
    _ products: UnsafeMutablePointer<Float>, _ outputDistance: Int, count: Int
  ) {
    let shares = run.workers.count == 1 ? 1 : min(panels.blocks, 4)
    windows.withUnsafeBufferPointer { windows in
      places.withUnsafeBufferPointer { places in
        offsets.withUnsafeBufferPointer { offsets in
          guard let windows = windows.baseAddress, let places = places.baseAddress,
            let offsets = offsets.baseAddress
          else { return }
          run.perform((36, shares)) { matrix, share in
            let first = panels.blocks * share / shares
            panels.sum(
              BlockSum(
                input: patches + matrix * inputDistance, windows: windows, count: count,
                offsets: offsets, tapCount: channels,
                weights: panels.weights.start + matrix * panels.copyDistance, start: zeros.start,
                blocks: panels.blocks * (share + 1) / shares - first,
                output: BlockOutput(
                  start: products + matrix * outputDistance + 16 * first, places: places,
                  distance: 16)), firstBlock: first, run.loops)
          }
        }
      }
    }
  }
}
