import Kernels
import Loops
import Pixels
import RowLoopTable

/// Images of one size under the kernels that make one result together.
struct BankRun {
  private let kernels: [Kernel]
  private let combination: Combination?
  private let plans: [ChosenPlan]
  private let convolver: Convolver
  private let imageChannels: Int

  /// Where each kernel lies.
  let geometries: [ConvolutionGeometry]

  /// The samples of the image.
  let type: SampleType

  /// The size of the result.
  let size: ImageSize

  /// Channels of the result.
  let channels: Int

  /// What is added to every result.
  private let bias: Int

  /// Checks that the kernels fit the image.
  ///
  /// - Parameters:
  ///   - imageSize: The size of the image.
  ///   - imageChannels: Its channels without alpha.
  ///   - type: Its samples.
  ///   - kernels: One kernel, or all of a bank that is combined; turned already.
  ///   - combination: How results become one.
  ///   - bias: What is added to every result, in samples.
  ///   - isRounded: Whether results end as 8-bit samples without being stretched.
  ///   - convolver: What to run.
  /// - Throws: `FilteringError`.
  init(
    imageSize: ImageSize, imageChannels: Int, type: SampleType, kernels: [Kernel],
    combination: Combination?, bias: Int, isRounded: Bool, convolver: Convolver
  ) throws(FilteringError) {
    self.imageChannels = imageChannels
    self.type = type
    self.kernels = kernels
    self.combination = combination
    self.bias = bias
    self.convolver = convolver
    var geometries: [ConvolutionGeometry] = []
    for kernel in kernels {
      guard kernel.channels == 1 || kernel.channels == imageChannels else {
        throw .channelMismatch(kernel: kernel.channels, image: imageChannels)
      }
      let geometry = try ConvolutionGeometry(
        size: imageSize, kernel: kernel, settings: convolver.settings)
      if let first = geometries.first, first.outputSize != geometry.outputSize {
        throw .unequalOutputs(first.outputSize, geometry.outputSize)
      }
      geometries.append(geometry)
    }
    let tile = TransformTile(geometries)
    var plans: [ChosenPlan] = []
    for (kernel, geometry) in zip(kernels, geometries) {
      let task = PlanTask(
        kernel: kernel, geometry: geometry, type: type, bias: combination == nil ? bias : 0,
        isRounded: isRounded, tile: tile)
      plans.append(try ChosenPlan(task, forced: convolver.plan))
    }
    self.plans = plans
    self.geometries = geometries
    size = geometries.first?.outputSize ?? ImageSize(width: 0, height: 0)
    channels = kernels.first?.channels == 1 ? imageChannels : 1
  }

  /// Samples of the result.
  private var count: Int { size.width * size.height * channels }

  /// Samples of a row of results one pixel apart.
  var denseWidth: Int { (geometries.first?.x.denseOutputs ?? 0) * channels }

  /// Rows of the result that must be computed together, from a multiple of their number on.
  var rowsOfBand: Int { plans.compactMap(\.rowsOfBand).max() ?? 1 }

  /// Bytes of memory that an engine works in: tiles, and rows that are converted or summed.
  var workingBytes: Int {
    zip(plans, geometries).reduce(0) { bytes, kernel in
      let (plan, x, y) = (kernel.0, kernel.1.x, kernel.1.y)
      let rows = kernel.1.isCompact ? y.extent + denseRowsTogether : 0
      let width = x.denseOutputs + (kernel.1.isCompact ? x.extent : 0)
      return bytes + plan.workingBytes + 8 * rows * width * imageChannels
    }
  }

  /// Rows that are computed at a time where results are combined or taken apart: whole bands.
  var rowsTogether: Int {
    (denseRowsTogether + rowsOfBand - 1) / rowsOfBand * rowsOfBand
  }

  /// How results become integers.
  var rounding: Rounding { convolver.settings.rounding }

  /// The build of the row loops.
  var loops: RowLoops { convolver.variant.loops }

  /// Which plan each kernel takes, one line a kernel.
  var explanation: [String] {
    zip(plans, kernels).map { plan, kernel in
      "\(plan.explanation(kernel, type: type)), \(convolver.variant.rawValue)"
    }
  }

  /// Computes the result as a picture.
  ///
  /// - Parameters:
  ///   - image: The image, with its alpha.
  ///   - range: How results become samples; the run was made with its bias.
  /// - Returns: The picture and its mapping.
  func filtered(_ image: Image, range: OutputRange) -> FilteredImage {
    let strip = ImageStrip(firstRow: 0, image)
    let outputs = 0..<size.height
    var mapping = mapping(range)
    let samples: Samples
    if range.leavesIntegers(type) && rounding == .halfToEven || count == 0 {
      samples = integers(outputs, of: strip, absolute: mapping.absolute)
    } else {
      let values = values(outputs, of: strip)
      if range.needsExtremes {
        mapping = ValueMapping(
          ResultExtremes(of: values), symmetric: range == .symmetric, maximum: type.maximum)
      }
      samples = mapping.samples(from: values, type: type, rounding: rounding, loops: loops)
    }
    return FilteredImage(
      image: picture(samples, outputs, of: strip), black: mapping.black, white: mapping.white)
  }

  /// The mapping of results to samples, where the range does not stretch them.
  func mapping(_ range: OutputRange) -> ValueMapping {
    ValueMapping(
      bias: range.bias(unit: type.unit), absolute: range == .abs, maximum: type.maximum)
  }

  /// Rows of the picture that samples make, with the alpha under the anchor.
  func picture(_ samples: Samples, _ outputs: Range<Int>, of strip: ImageStrip) -> Image {
    let picture = Image(
      size: ImageSize(width: size.width, height: outputs.count),
      layout: channels == 1 ? .grey : .rgb, samples: keepingEdges(samples, outputs, of: strip))
    return picture.addingAlpha(of: strip.image) { column, row in
      alphaSource(column: column, row: outputs.lowerBound + row).map {
        $0 - strip.rows.lowerBound * strip.image.width
      }
    }
  }

  /// Results with those of the image in the place of those that read what is outside it, where that is
  /// asked for.
  private func keepingEdges(
    _ samples: Samples, _ outputs: Range<Int>, of strip: ImageStrip
  ) -> Samples {
    guard convolver.settings.keepsEdges, let geometry = geometries.first,
      size == ImageSize(width: geometry.x.count, height: geometry.y.count),
      channels == strip.colours.channels
    else { return samples }
    func isInside(_ place: Int, _ axis: ConvolutionAxis) -> Bool {
      let first = place * axis.stride - axis.before
      return first >= 0 && first + axis.extent <= axis.count
    }
    let columns = (0..<size.width).filter { !isInside($0, geometry.x) }
    func kept<Sample>(_ results: [Sample], _ image: [Sample]) -> [Sample] {
      var results = results
      let length = size.width * channels
      for (number, row) in outputs.enumerated() {
        let (start, source) = (number * length, (row - strip.rows.lowerBound) * length)
        guard isInside(row, geometry.y) else {
          results.replaceSubrange(start..<start + length, with: image[source..<source + length])
          continue
        }
        for column in columns {
          for channel in column * channels..<(column + 1) * channels {
            results[start + channel] = image[source + channel]
          }
        }
      }
      return results
    }
    switch (samples, strip.colours.samples) {
    case (.uint8(let results), .uint8(let image)): return .uint8(kept(results, image))
    case (.uint16(let results), .uint16(let image)): return .uint16(kept(results, image))
    case (.float32(let results), .float32(let image)): return .float32(kept(results, image))
    default: return samples
    }
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

  /// The engine of the kernel, or of all kernels and their combination.
  ///
  /// - Parameters:
  ///   - samples: The rows of the image.
  ///   - streams: Whether unrounded results are stored past the caches.
  /// - Returns: The engine.
  func engine(_ samples: StripSamples, streams: Bool) -> RowEngine {
    let loops = loops
    let engines = kernels.indices.map { index in
      let factory = EngineFactory(
        loops: loops, kernel: kernels[index], geometry: geometries[index],
        channels: imageChannels, type: type, bias: combination == nil ? bias : 0,
        streams: streams && combination == nil)
      return factory.engine(plans[index], samples: samples)
    }
    guard let combination else { return engines[0] }
    return RowEngine(
      combining: engines, combination, width: denseWidth, rowsTogether: rowsTogether,
      bias: Float(bias), loops: loops)
  }
}
