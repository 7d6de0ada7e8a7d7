public import Pixels

/// One result of a bank, computed from strips of an image from the top to the bottom.
///
/// The rows of a result are equal, bit for bit, to those of `Convolver.filter` and
/// `Convolver.responses`, however the image is cut into strips.
public struct StripFilter: Sendable {
  /// The size of the whole result.
  public let size: ImageSize

  /// Which plan and variant each kernel takes, one line a kernel.
  public let explanation: [String]

  private let run: BankRun
  private let range: OutputRange?
  private let bottoms: [Int]
  private var mapping: ValueMapping?

  /// Prepares the filter; without a range it gives unrounded responses.
  init(_ run: BankRun, range: OutputRange?) {
    self.run = run
    self.range = range
    size = run.size
    explanation = run.explanation
    bottoms = run.geometries.map(\.firstRowOfBottom)
    mapping = range.flatMap { $0.needsExtremes ? nil : run.mapping($0) }
  }

  /// Channels of the result without alpha.
  public var channels: Int { run.channels }

  /// The result that becomes black, in sample units of the image; nil for unrounded responses, and
  /// before `stretch`.
  public var black: Float? { mapping?.black }

  /// The result that becomes white, in the same units.
  public var white: Float? { mapping?.white }

  /// Whether the results of the whole image must be known before its first row can be mapped.
  public var needsExtremes: Bool { range?.needsExtremes == true && mapping == nil }

  /// How many rows above the next one must be kept, about; the height where all must be.
  public var keptRows: Int {
    let rows = zip(run.geometries, bottoms).map { max($0.y.extent, $0.y.count - $1) }.max() ?? 0
    return min(rows + run.rowsOfBand - 1, max(rows, run.geometries.first?.y.count ?? 0))
  }

  /// Rows of the result that are computed together; 1 where each can be computed alone.
  public var rowsOfBand: Int { run.rowsOfBand }

  /// Bytes that each computation works in, beside the rows of the image and the result.
  public var workingBytes: Int { run.workingBytes }

  /// The first row of the result that cannot be computed yet.
  ///
  /// - Parameters:
  ///   - start: A row of the result that cannot have been computed before: 0, or what this method has
  ///     returned.
  ///   - available: How many rows of the image are known, from the top.
  /// - Returns: `start` or more.
  public func end(from start: Int, available: Int) -> Int {
    var output = start
    while output < size.height,
      run.geometries.allSatisfy({ $0.lastRow(of: output) < available })
    { output += 1 }
    return output == size.height ? output : output - (output - start) % run.rowsOfBand
  }

  /// The row after the last of some that can be computed at once, where the whole image is known.
  ///
  /// - Parameters:
  ///   - start: The first row, 0 or what this method has returned.
  ///   - count: How many rows are wanted, 1 or more.
  /// - Returns: As many rows further, or a few more; the height at most.
  public func end(from start: Int, rows count: Int) -> Int {
    let band = run.rowsOfBand
    return min(size.height, start + (count + band - 1) / band * band)
  }

  /// The first row of the image that a row of the result needs, or any after it.
  ///
  /// - Parameter output: A row of the result, or the one after its last.
  /// - Returns: A row of the image, or its height.
  public func firstRow(from output: Int) -> Int {
    zip(run.geometries, bottoms).map { $0.firstRow(from: output, bottom: $1) }.min() ?? 0
  }

  /// Computes rows as a picture; see `Convolver.filter`.
  ///
  /// - Parameters:
  ///   - outputs: Rows of the result.
  ///   - strip: The rows of the image that they need.
  /// - Returns: A picture of those rows.
  /// - Complexity: O(output samples * non-zero weights).
  public func picture(_ outputs: Range<Int>, of strip: ImageStrip) -> Image {
    guard let range, let mapping else {
      preconditionFailure("a picture has a range, and its extremes are known")
    }
    let samples: Samples
    let areRounded = range.leavesIntegers(run.type) && run.rounding == .halfToEven
    if areRounded || outputs.isEmpty || size.width == 0 {
      samples = run.integers(outputs, of: strip, absolute: mapping.absolute)
    } else {
      samples = mapping.samples(
        from: run.values(outputs, of: strip), type: run.type, rounding: run.rounding,
        loops: run.loops)
    }
    return run.picture(samples, outputs, of: strip)
  }

  /// Computes rows as unrounded planes; see `Convolver.responses`.
  ///
  /// - Parameters:
  ///   - outputs: Rows of the result.
  ///   - strip: The rows of the image that they need.
  /// - Returns: 1×C×H×W values of those rows.
  /// - Complexity: O(output samples * non-zero weights).
  public func responses(_ outputs: Range<Int>, of strip: ImageStrip) -> Activation {
    run.activation(outputs, of: strip)
  }

  /// The least and the greatest of some rows.
  ///
  /// - Parameters:
  ///   - outputs: Rows of the result.
  ///   - strip: The rows of the image that they need.
  /// - Returns: The extremes of the unrounded results.
  /// - Complexity: O(output samples * non-zero weights).
  public func extremes(_ outputs: Range<Int>, of strip: ImageStrip) -> ResultExtremes {
    ResultExtremes(of: run.values(outputs, of: strip))
  }

  /// Fixes the map of a range that depends on the whole result.
  ///
  /// - Parameter extremes: The least and the greatest of all rows.
  public mutating func stretch(over extremes: ResultExtremes) {
    mapping = ValueMapping(
      extremes, symmetric: range == .symmetric, maximum: run.type.maximum)
  }
}
