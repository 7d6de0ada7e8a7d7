import Kernels
import Pixels
import RowLoopTable

/// Engines of sums in `Float`.
extension EngineFactory {
  /// Whether dense sums in `Float` are exact, which are quicker than those of 32-bit integers.
  func isExactInFloat(_ sum: ExactSum) -> Bool {
    sum.fitsFloat && isDense(sum.weights)
  }

  /// The engine of exact sums in `Float`.
  func exactEngine<Sample: BitwiseCopyable>(
    _ sum: ExactSum, _ samples: UnsafePointer<Sample>, convert: @escaping RowLoops.Convert<Sample>
  ) -> RowEngine {
    let source = ConvertedRows<Sample, Float>(
      samples, channels: channels, planar: false, geometry: geometry,
      rows: geometry.y.extent + denseRowsTogether - 1, constant: Float(constant), convert: convert)
    let sums = denseSum(
      source, sum.weights.map { Float($0) }, start: Float(sum.start), loops.denseSumFloat)
    return RowEngine(sums, results: SumResults<Float>(loops, sum, pieceCount: sums.pieceCount))
  }

  /// The engine of `Float` sums of integer samples, which are converted a row at a time.
  func floatEngine<Sample: BitwiseCopyable>(
    _ sum: FloatSum, _ samples: UnsafePointer<Sample>, convert: @escaping RowLoops.Convert<Sample>
  ) -> RowEngine {
    let planar = kernel.channels > 1
    // A weight of zero adds nothing to a sum of finite samples, unless that is zero with a sign.
    let dense = isDense(sum.weights) && (sum.start != 0 || sum.start.sign == .plus)
    let rows = ConvertedRows<Sample, Float>(
      samples, channels: channels, planar: planar, geometry: geometry,
      rows: geometry.y.extent + (dense ? denseRowsTogether - 1 : 0), constant: Float(constant),
      convert: convert)
    let planeWidth = planar ? rows.planeWidth : nil
    return floatEngine(sum, rows, dense: dense, planeWidth: planeWidth)
  }

  /// The engine of `Float` sums of integer samples in two passes.
  func floatEngine<Sample: BitwiseCopyable>(
    _ sum: FloatSum, _ factors: SeparableReals, _ samples: UnsafePointer<Sample>,
    convert: @escaping RowLoops.Convert<Sample>
  ) -> RowEngine {
    let rows = ConvertedRows<Sample, Float>(
      samples, channels: channels, planar: false, geometry: geometry, rows: 1,
      constant: Float(constant), convert: convert)
    let summed = SummedRows(
      horizontal: TapSum(
        source: rows, taps: grid.rowTaps(factors.row), rowOffsets: [0], axis: .singleRows,
        start: 0, loop: loops.sumFloat), axis: geometry.y)
    let taps = TapSum(
      source: summed, taps: grid.columnTaps(factors.column), rowOffsets: grid.rowOffsets,
      axis: geometry.y, start: sum.start, loop: loops.sumFloat)
    return RowEngine(taps, results: SumResults(loops, bias: Float(bias)))
  }

  /// The engine of `Float` sums of `Float` samples.
  func floatEngine(
    _ sum: FloatSum, _ samples: UnsafePointer<Float>, _ rows: Range<Int>
  ) -> RowEngine {
    if kernel.channels > 1 { return floatEngine(sum, samples, convert: copySamples) }
    let source = ImageRows(
      samples, rows: rows, channels: channels, geometry: geometry, constant: Float(constant),
      edge: 48)
    // A weight of zero would spread samples that are infinite or not-a-number.
    let dense = isDense(sum.weights) && !sum.weights.contains(0)
    return floatEngine(sum, source, dense: dense, planeWidth: nil)
  }

  private func floatEngine<Source: RowSource>(
    _ sum: FloatSum, _ source: Source, dense: Bool, planeWidth: Int?
  ) -> RowEngine where Source.Sample == Float {
    let results = SumResults<Float>(loops, bias: Float(bias))
    // Sums to which something is added are read again.
    let streams = streams && results.areValues
    if dense {
      let loop = streams ? loops.streamedDenseSumFloat : loops.denseSumFloat
      let sums = denseSum(source, sum.weights, start: sum.start, loop)
      return RowEngine(sums, results: results)
    }
    let taps = TapSum(
      source: source, taps: grid.taps(sum.weights, planeWidth: planeWidth),
      rowOffsets: grid.rowOffsets, axis: geometry.y, start: sum.start,
      loop: streams ? loops.streamedSumFloat : loops.sumFloat)
    return RowEngine(taps, results: results)
  }
}
