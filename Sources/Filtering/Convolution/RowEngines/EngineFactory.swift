import Loops
import Kernels
import Pixels
import RowLoopTable

/// Makes the engine of a chosen plan for one image.
struct EngineFactory {
  /// The build of the row loops.
  let loops: RowLoops

  /// The kernel, turned already if it is to be turned.
  let kernel: Kernel

  /// Where the kernel lies; at least one output.
  let geometry: ConvolutionGeometry

  /// Interleaved channels of the image.
  let channels: Int

  /// What is added to every result.
  let bias: Int

  /// Whether unrounded results are stored past the caches, which are smaller.
  let streams: Bool

  /// Where the samples under a kernel's weights lie.
  var grid: TapGrid {
    TapGrid(kernel: kernel, geometry: geometry, channels: channels)
  }

  /// Makes an engine.
  ///
  /// - Parameters:
  ///   - chosen: The plan.
  ///   - samples: The interleaved samples without alpha; they must outlive the engine.
  /// - Returns: The engine, for the rows of the result that need no others.
  func engine(_ chosen: ChosenPlan, samples: StripSamples) -> RowEngine {
    let rows = samples.rows
    switch (chosen.sums, samples.start) {
    case (.int16(let sum), .uint8(let start)):
      return int16Engine(sum, start, rows)
    case (.int32(let sum), .uint8(let start)) where isExactInFloat(sum):
      return exactEngine(sum, start, convert: loops.convertUInt8)
    case (.int32(let sum), .uint16(let start)) where isExactInFloat(sum):
      return exactEngine(sum, start, convert: loops.convertUInt16)
    case (.int32(let sum), .uint8(let start)):
      let results = SumResults<Int32>(loops, divisor: sum.divisor)
      return integerEngine(sum, start, rows, loops.sumUInt8Int32, results)
    case (.int32(let sum), .uint16(let start)):
      let results = SumResults<Int32>(loops, divisor: sum.divisor)
      return integerEngine(sum, start, rows, loops.sumUInt16Int32, results)
    case (.separable16(let sum, let factors), .uint8(let start)):
      let results = SumResults<Int16>(loops, divisor: sum.divisor)
      return separableEngine(
        sum, factors, start, rows, loops.sumUInt8Int16, loops.sumInt16, results)
    case (.separable32(let sum, let factors), .uint8(let start)):
      let results = SumResults<Int32>(loops, divisor: sum.divisor)
      return separableEngine(
        sum, factors, start, rows, loops.sumUInt8Int32, loops.sumInt32, results)
    case (.separable32(let sum, let factors), .uint16(let start)):
      let results = SumResults<Int32>(loops, divisor: sum.divisor)
      return separableEngine(
        sum, factors, start, rows, loops.sumUInt16Int32, loops.sumInt32, results)
    case (.separableFloat(let sum, let factors), .uint8(let start)):
      return floatEngine(sum, factors, start, convert: loops.convertUInt8)
    case (.separableFloat(let sum, let factors), .uint16(let start)):
      return floatEngine(sum, factors, start, convert: loops.convertUInt16)
    case (.transform(let weights, let tile, let finish), let start):
      return TransformSum(
        samples: start, channels: channels, geometry: geometry, weights: weights, tile: tile,
        finish: finish, constant: constant
      ).engine
    case (.float(let sum), .uint8(let start)):
      return floatEngine(sum, start, convert: loops.convertUInt8)
    case (.float(let sum), .uint16(let start)):
      return floatEngine(sum, start, convert: loops.convertUInt16)
    case (.float(let sum), .float32(let start)):
      return floatEngine(sum, start, rows)
    default:
      return ReferenceLoops(
        samples: samples.start.read, channels: channels, kernel: kernel, geometry: geometry,
        arithmetic: Arithmetic(kernel, type: samples.start.type), bias: bias, constant: constant
      ).engine
    }
  }

  /// The engine of 16-bit sums, in one pass where the divisor is a power of two.
  private func int16Engine(
    _ sum: ExactSum, _ samples: UnsafePointer<UInt8>, _ rows: Range<Int>
  ) -> RowEngine {
    let results = SumResults<Int16>(loops, divisor: sum.divisor)
    let weights = sum.weights.map { Int16($0) }
    // Below 7x7 the conversion to 16 bits costs more than it saves.
    if weights.count >= 49, isDense(weights) {
      let source = ConvertedRows<UInt8, Int16>(
        samples, channels: channels, planar: false, geometry: geometry,
        rows: geometry.y.extent + denseRowsTogether - 1, constant: Int16(constant),
        convert: loops.convertUInt8Int16)
      return RowEngine(
        denseSum(source, weights, start: Int16(sum.start), loops.denseSumInt16), results: results)
    }
    guard let shift = sum.shift, kernel.channels == 1 else {
      return integerEngine(sum, samples, rows, loops.sumUInt8Int16, results)
    }
    var taps = grid.taps(weights)
    let uniform = UniformTaps(taps)
    if let uniform { taps = uniform.taps }
    var sums = TapSum(
      source: imageRows(samples, rows), taps: taps, rowOffsets: grid.rowOffsets, axis: geometry.y,
      start: Int16(sum.start), loop: loops.sumUInt8Int16)
    let engine = RowEngine(sums, results: results)
    if let uniform {
      let loop = loops.uniformSum
      return engine.computingBytes { rows, output in
        sums.forEachBlock(of: rows) {
          loop($0, $2, uniform.weight, uniform.otherWeight, $3, shift, output + $4, $5)
        }
      }
    }
    let loop = loops.roundedSum
    let room = Scratch<Int16>(count: sums.count)
    return engine.computingBytes { rows, output in
      sums.forEachBlock(of: rows) {
        loop($0, $1, $2, $3, shift, room.start, output + $4, $5)
      }
    }
  }

  /// Whether the rows of several outputs are summed together.
  ///
  /// The kernel has few zeros, its rows lie on neighbouring rows of the image, and the loops have a tile
  /// for it.
  func isDense<Weight: Numeric>(_ weights: [Weight]) -> Bool {
    let isTall = kernel.height >= 4 || kernel.height == 3 && kernel.width == 3
    return isTall && kernel.channels == 1 && geometry.y.stride == 1 && geometry.y.dilation == 1
      && 4 * weights.count { $0 != 0 } >= 3 * weights.count
  }

  /// Sums of four rows of outputs.
  func denseSum<Source: RowSource, Sum>(
    _ source: Source, _ weights: [Sum], start: Sum,
    _ loop: @escaping RowLoops.DenseSum<Source.Sample, Sum>
  ) -> DenseSum<Source, Sum> {
    DenseSum(
      source: source, weights: weights, height: kernel.height,
      step: geometry.x.dilation * channels, before: geometry.y.before, start: start, loop: loop)
  }

  private func integerEngine<Sample: FixedWidthInteger & BitwiseCopyable, Sum>(
    _ sum: ExactSum, _ samples: UnsafePointer<Sample>, _ rows: Range<Int>,
    _ loop: @escaping RowLoops.Sum<Sample, Sum>, _ results: SumResults<Sum>
  ) -> RowEngine where Sum: FixedWidthInteger & BitwiseCopyable {
    let weights = sum.weights.map { Sum($0) }
    if kernel.channels == 1 {
      let taps = TapSum(
        source: imageRows(samples, rows), taps: grid.taps(weights), rowOffsets: grid.rowOffsets,
        axis: geometry.y, start: Sum(sum.start), loop: loop)
      return RowEngine(taps, results: results)
    }
    let planes = ConvertedRows<Sample, Sample>(
      samples, channels: channels, planar: true, geometry: geometry,
      rows: geometry.y.extent, constant: Sample(constant), convert: copySamples)
    let taps = TapSum(
      source: planes, taps: grid.taps(weights, planeWidth: planes.planeWidth),
      rowOffsets: grid.rowOffsets, axis: geometry.y, start: Sum(sum.start), loop: loop)
    return RowEngine(taps, results: results)
  }

  private func separableEngine<Sample: FixedWidthInteger & BitwiseCopyable, Sum>(
    _ sum: ExactSum, _ factors: SeparableWeights, _ samples: UnsafePointer<Sample>,
    _ rows: Range<Int>, _ rowLoop: @escaping RowLoops.Sum<Sample, Sum>,
    _ columnLoop: @escaping RowLoops.Sum<Sum, Sum>,
    _ results: SumResults<Sum>
  ) -> RowEngine where Sum: FixedWidthInteger & BitwiseCopyable {
    // Wrapping sums are exact whenever the last one fits, whatever the first pass gives.
    let summed = SummedRows(
      horizontal: TapSum(
        source: imageRows(samples, rows),
        taps: grid.rowTaps(factors.row.map { Sum(truncatingIfNeeded: $0) }), rowOffsets: [0],
        axis: .singleRows, start: 0, loop: rowLoop), axis: geometry.y)
    let taps = TapSum(
      source: summed, taps: grid.columnTaps(factors.column.map { Sum(truncatingIfNeeded: $0) }),
      rowOffsets: grid.rowOffsets, axis: geometry.y, start: Sum(sum.start), loop: columnLoop)
    return RowEngine(taps, results: results)
  }

  private func imageRows<Sample: FixedWidthInteger & BitwiseCopyable>(
    _ samples: UnsafePointer<Sample>, _ rows: Range<Int>
  ) -> ImageRows<Sample> {
    ImageRows(
      samples, rows: rows, channels: channels, geometry: geometry, constant: Sample(constant))
  }

  /// What stands outside a constant border, in the units of the kernel's samples.
  let constant: Double

  /// Creates a factory.
  ///
  /// - Parameters:
  ///   - loops: The build of the row loops.
  ///   - kernel: The kernel, turned already if it is to be turned.
  ///   - geometry: Where the kernel lies; at least one output.
  ///   - channels: Interleaved channels of the image.
  ///   - type: The samples of the image.
  ///   - bias: What is added to every result.
  ///   - streams: Whether unrounded results are stored past the caches.
  init(
    loops: RowLoops, kernel: Kernel, geometry: ConvolutionGeometry, channels: Int,
    type: SampleType, bias: Int, streams: Bool
  ) {
    self.loops = loops
    self.kernel = kernel
    self.geometry = geometry
    self.channels = channels
    self.bias = bias
    self.streams = streams
    constant = geometry.border.constant(for: type)
  }
}

/// Copies samples that need no conversion.
///
/// - Parameters:
///   - source: The samples.
///   - output: Room for them.
///   - count: How many.
func copySamples<Sample: BitwiseCopyable>(
  _ source: UnsafePointer<Sample>, _ output: UnsafeMutablePointer<Sample>, _ count: Int
) {
  output.update(from: source, count: count)
}
