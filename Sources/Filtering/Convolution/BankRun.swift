import CMemory
import Pixels
import RowLoopTable

/// One image under the kernels that make one result together.
struct BankRun {
  private let image: Image
  private let kernels: [Kernel]
  private let combination: Combination?
  private let geometries: [ConvolutionGeometry]
  private let plans: [ChosenPlan]
  private let convolver: Convolver

  /// The size of the result.
  let size: ImageSize

  /// Channels of the result.
  let channels: Int

  /// What is added to every result.
  private let bias: Int

  /// Checks that the kernels fit the image.
  ///
  /// - Parameters:
  ///   - image: An image without alpha.
  ///   - kernels: One kernel, or all of a bank that is combined; turned already.
  ///   - combination: How results become one.
  ///   - bias: What is added to every result, in samples.
  ///   - convolver: What to run.
  /// - Throws: `FilteringError`.
  init(
    image: Image, kernels: [Kernel], combination: Combination?, bias: Int, convolver: Convolver
  ) throws(FilteringError) {
    self.image = image
    self.kernels = kernels
    self.combination = combination
    self.bias = bias
    self.convolver = convolver
    var plans: [ChosenPlan] = []
    var geometries: [ConvolutionGeometry] = []
    for kernel in kernels {
      guard kernel.channels == 1 || kernel.channels == image.channels else {
        throw .channelMismatch(kernel: kernel.channels, image: image.channels)
      }
      let geometry = try ConvolutionGeometry(
        size: image.size, kernel: kernel, settings: convolver.settings)
      if let first = geometries.first, first.outputSize != geometry.outputSize {
        throw .unequalOutputs(first.outputSize, geometry.outputSize)
      }
      geometries.append(geometry)
      // A kernel spread far beyond its image would need far more memory than the image.
      let plan = geometry.isCompact ? convolver.plan : .reference
      plans.append(
        try ChosenPlan(
          kernel, type: image.samples.type, bias: combination == nil ? bias : 0, forced: plan))
    }
    self.plans = plans
    self.geometries = geometries
    size = geometries.first?.outputSize ?? ImageSize(width: 0, height: 0)
    channels = kernels.first?.channels == 1 ? image.channels : 1
  }

  /// Samples of the result.
  private var count: Int { size.width * size.height * channels }

  /// Samples of a row of results one pixel apart.
  private var denseWidth: Int { (geometries.first?.x.denseOutputs ?? 0) * channels }

  /// Which plan each kernel takes, one line a kernel.
  var explanation: [String] {
    zip(plans, kernels).map { plan, kernel in
      "\(plan.explanation(kernel, type: image.samples.type)), \(convolver.variant.rawValue)"
    }
  }

  /// Computes the result as a picture.
  ///
  /// - Parameters:
  ///   - range: How results become samples; the run was made with its bias.
  ///   - original: The image with its alpha, which is copied.
  /// - Returns: The picture and its mapping.
  func filtered(range: OutputRange, alphaOf original: Image) -> FilteredImage {
    let type = image.samples.type
    let absolute = range == .abs
    var mapping = ValueMapping(
      bias: range.bias(unit: type.unit), absolute: absolute, maximum: type.maximum)
    let samples: Samples
    if count == 0 {
      samples = Samples(emptyOf: type)
    } else if range.leavesIntegers(type) {
      samples =
        type == .uint8
        ? .uint8(rows { $0.bytes($1, absolute, $2) })
        : .uint16(rows { $0.words($1, absolute, $2) })
    } else {
      let values = self.values()
      if range.needsExtremes {
        let (least, greatest) = extremes(of: values)
        mapping = ValueMapping(
          least: least, greatest: greatest, symmetric: range == .symmetric, maximum: type.maximum)
      }
      samples = mapping.samples(from: values, type: type, loops: convolver.variant.loops)
    }
    let picture = Image(size: size, layout: channels == 1 ? .grey : .rgb, samples: samples)
    return FilteredImage(
      image: picture.addingAlpha(of: original) { alphaSource(column: $0, row: $1) },
      black: mapping.black, white: mapping.white)
  }

  /// Computes the result as unrounded planes.
  ///
  /// - Returns: 1×C×H×W values.
  func activation() -> Activation {
    let shape = Shape(channels: channels, height: size.height, width: size.width)
    let interleaved = count == 0 ? [] : values()
    if channels == 1 { return Activation(shape: shape, values: interleaved) }
    let plane = size.width * size.height
    let planar = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      for channel in 0..<channels {
        for pixel in 0..<plane {
          buffer.initializeElement(
            at: channel * plane + pixel, to: interleaved[pixel * channels + channel])
        }
      }
      filled = count
    }
    return Activation(shape: shape, values: planar)
  }

  /// The pixel under the anchor of an output, nil outside the image with a constant border.
  private func alphaSource(column: Int, row: Int) -> Int? {
    guard let geometry = geometries.first else { return nil }
    let (x, y, anchor) = (geometry.x, geometry.y, geometry.anchor)
    guard
      let column = geometry.border.index(
        of: column * x.stride - x.before + anchor.x * x.dilation, count: x.count),
      let row = geometry.border.index(
        of: row * y.stride - y.before + anchor.y * y.dilation, count: y.count)
    else { return nil }
    return row * x.count + column
  }

  /// Unrounded results, interleaved.
  private func values() -> [Float] { rows { $0.values($1, $2) } }

  /// Runs the engine from the top row to the last and keeps every `stride`th pixel.
  private func rows<Element: BitwiseCopyable>(
    _ compute: (RowEngine, Int, UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    let step = geometries.first?.x.stride ?? 1
    let width = size.width * channels
    return SamplePointer.with(image.samples) { samples in
      let engine = engine(samples)
      let dense = step == 1 ? nil : Scratch<Element>(count: denseWidth)
      return [Element](unsafeUninitializedCapacity: count) { buffer, filled in
        guard let start = buffer.baseAddress else { return }
        lenslet_prefer_large_pages(start, count * MemoryLayout<Element>.stride)
        for y in 0..<size.height {
          let output = start + y * width
          guard let dense else {
            compute(engine, y, output)
            continue
          }
          compute(engine, y, dense.start)
          for x in 0..<size.width {
            for channel in 0..<channels {
              output[x * channels + channel] = dense.start[x * step * channels + channel]
            }
          }
        }
        filled = count
      }
    }
  }

  /// The engine of the kernel, or of all kernels and their combination.
  private func engine(_ samples: SamplePointer) -> RowEngine {
    let loops = convolver.variant.loops
    let engines = kernels.indices.map { index in
      let factory = EngineFactory(
        loops: loops, kernel: kernels[index], geometry: geometries[index],
        channels: image.channels, type: samples.type, bias: combination == nil ? bias : 0)
      return factory.engine(plans[index], samples: samples)
    }
    guard let combination else { return engines[0] }
    return RowEngine(
      combining: engines, combination, width: denseWidth, bias: Float(bias), loops: loops)
  }
}

/// The least and the greatest of some values, not-a-number left aside; 0 where there are none.
private func extremes(of values: [Float]) -> (least: Float, greatest: Float) {
  var (least, greatest) = (Float.infinity, -Float.infinity)
  for value in values {
    if value < least { least = value }
    if value > greatest { greatest = value }
  }
  return least <= greatest ? (least, greatest) : (0, 0)
}
