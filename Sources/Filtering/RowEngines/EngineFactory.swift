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

  private var grid: TapGrid {
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
    case (.float(let sum), .uint8(let start)):
      return floatEngine(sum, start, convert: loops.convertUInt8)
    case (.float(let sum), .uint16(let start)):
      return floatEngine(sum, start, convert: loops.convertUInt16)
    case (.float(let sum), .float32(let start)):
      return floatEngine(sum, start, convert: copy)
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
    guard let shift = sum.shift, kernel.channels == 1 else {
      return integerEngine(sum, samples, rows, loops.sumUInt8Int16, results)
    }
    var taps = grid.taps(sum.weights.map { Int16($0) })
    let fused: RowEngine.FusedSum<UInt8, Int16>
    if let uniform = UniformTaps(taps) {
      taps = uniform.taps
      let loop = loops.uniformSum
      fused = { loop($0, $2, uniform.weight, uniform.otherWeight, $3, shift, $5, $6) }
    } else {
      let loop = loops.roundedSum
      fused = { loop($0, $1, $2, $3, shift, $4, $5, $6) }
    }
    let tapSum = TapSum(
      source: imageRows(samples, rows), taps: taps, rowOffsets: grid.rowOffsets,
      start: Int16(sum.start), loop: loops.sumUInt8Int16)
    return RowEngine(tapSum, axis: geometry.y, results: results, fused: fused)
  }

  private func integerEngine<Sample: FixedWidthInteger & BitwiseCopyable, Sum>(
    _ sum: ExactSum, _ samples: UnsafePointer<Sample>, _ rows: Range<Int>,
    _ loop: @escaping RowLoops.Sum<Sample, Sum>, _ results: SumResults<Sum>
  ) -> RowEngine where Sum: FixedWidthInteger & BitwiseCopyable {
    let weights = sum.weights.map { Sum($0) }
    if kernel.channels == 1 {
      let taps = TapSum(
        source: imageRows(samples, rows), taps: grid.taps(weights), rowOffsets: grid.rowOffsets,
        start: Sum(sum.start), loop: loop)
      return RowEngine(taps, axis: geometry.y, results: results)
    }
    let planes = ConvertedRows<Sample, Sample>(
      samples, channels: channels, planar: true, geometry: geometry,
      constant: Sample(constant), convert: copy)
    let taps = TapSum(
      source: planes, taps: grid.taps(weights, planeWidth: planes.planeWidth),
      rowOffsets: grid.rowOffsets, start: Sum(sum.start), loop: loop)
    return RowEngine(taps, axis: geometry.y, results: results)
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
        start: 0, loop: rowLoop), axis: geometry.y)
    let taps = TapSum(
      source: summed, taps: grid.columnTaps(factors.column.map { Sum(truncatingIfNeeded: $0) }),
      rowOffsets: grid.rowOffsets, start: Sum(sum.start), loop: columnLoop)
    return RowEngine(taps, axis: geometry.y, results: results)
  }

  private func floatEngine<Sample: BitwiseCopyable>(
    _ sum: FloatSum, _ samples: UnsafePointer<Sample>, convert: @escaping RowLoops.Convert<Sample>
  ) -> RowEngine {
    let planar = kernel.channels > 1
    let rows = ConvertedRows<Sample, Float>(
      samples, channels: channels, planar: planar, geometry: geometry, constant: Float(constant),
      convert: convert)
    let taps = TapSum(
      source: rows, taps: grid.taps(sum.weights, planeWidth: planar ? rows.planeWidth : nil),
      rowOffsets: grid.rowOffsets, start: sum.start, loop: loops.sumFloat)
    return RowEngine(
      taps, axis: geometry.y, results: SumResults(loops, bias: Float(bias)))
  }

  private func imageRows<Sample: FixedWidthInteger & BitwiseCopyable>(
    _ samples: UnsafePointer<Sample>, _ rows: Range<Int>
  ) -> ImageRows<Sample> {
    ImageRows(
      samples, rows: rows, channels: channels, geometry: geometry, constant: Sample(constant))
  }

  /// What stands outside a constant border, in the units of the kernel's samples.
  private let constant: Double

  /// Creates a factory.
  ///
  /// - Parameters:
  ///   - loops: The build of the row loops.
  ///   - kernel: The kernel, turned already if it is to be turned.
  ///   - geometry: Where the kernel lies; at least one output.
  ///   - channels: Interleaved channels of the image.
  ///   - type: The samples of the image.
  ///   - bias: What is added to every result.
  init(
    loops: RowLoops, kernel: Kernel, geometry: ConvolutionGeometry, channels: Int,
    type: SampleType, bias: Int
  ) {
    self.loops = loops
    self.kernel = kernel
    self.geometry = geometry
    self.channels = channels
    self.bias = bias
    constant = geometry.border.constant(for: type)
  }
}

/// Copies samples that need no conversion.
///
/// - Parameters:
///   - source: The samples.
///   - output: Room for them.
///   - count: How many.
private func copy<Sample: BitwiseCopyable>(
  _ source: UnsafePointer<Sample>, _ output: UnsafeMutablePointer<Sample>, _ count: Int
) {
  output.update(from: source, count: count)
}
