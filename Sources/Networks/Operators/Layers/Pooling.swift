import Loops
public import Pixels
import RowLoopTable

/// The largest or the mean value under each window of a map.
///
/// Maximum: padding never wins, and not-a-number always does. Mean: summed in `Double` and rounded
/// once; cells of a hanging window (`roundsUp`) beyond the padding never count.
public struct Pooling: MapOperator {
  /// What becomes of the values under a window.
  public enum Kind: Hashable, Sendable {
    /// The largest; padding counts as minus infinity.
    case max

    /// The mean, with padding as zeros among the values or left aside.
    case average(countsPadding: Bool)
  }

  /// What becomes of the values under a window.
  public let poolingKind: Kind

  /// Rows of a window.
  public let height: Int

  /// Columns of a window.
  public let width: Int

  /// Positions between windows.
  public let stride: Step

  /// What is padded.
  public let padding: Padding

  /// Whether a last window may hang over the end (ceil mode, as in Caffe); one that would start in
  /// the padding below or at the right is dropped.
  public let roundsUp: Bool

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - kind: What becomes of the values under a window.
  ///   - height: Rows of a window.
  ///   - width: Columns of a window.
  ///   - stride: Positions between windows.
  ///   - padding: What is padded, less than the window on each side.
  ///   - roundsUp: Whether a last window may hang over the end.
  /// - Throws: `LayerError.invalid`.
  public init(
    _ kind: Kind, height: Int, width: Int, stride: Step, padding: Padding = .valid,
    roundsUp: Bool = false
  ) throws(LayerError) {
    try check(height, "window height", in: 1...WindowGeometry.maximumExtent)
    try check(width, "window width", in: 1...WindowGeometry.maximumExtent)
    try padding.check(limits: (height - 1, width - 1))
    poolingKind = kind
    self.height = height
    self.width = width
    self.stride = stride
    self.padding = padding
    self.roundsUp = roundsUp
  }

  /// `max` or `average`.
  public var kind: String {
    if case .max = poolingKind { "max" } else { "average" }
  }

  /// The window and how it moves.
  public var record: OperatorRecord {
    var record = OperatorRecord(
      note: "the \(poolingKind == .max ? "largest" : "mean") of \(height) × \(width), "
        + "stride \(stride.y)")
    if case .average(let countsPadding) = poolingKind {
      record.settings["countsPadding"] = .flag(countsPadding)
    }
    record.settings["shape"] = .integers([height, width])
    record.settings["stride"] = stride.setting
    record.settings["roundsUp"] = .flag(roundsUp)
    record.settings["padding"] = padding.setting
    return record
  }

  /// As many maps as go in, of the same type.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type.isFloating else { return try general().outputs(for: inputs) }
    return [
      Fact(shape: try outputShape(for: try input.maps()).extents, type: input.type)
    ]
  }

  /// Pools every map; bytes by the plain loop.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    guard input.type.isFloating else { return try general().compute(inputs) }
    let shape = try Fact(shape: input.shape).maps()
    let output = try forward(Activation(shape: shape, values: input.floats))
    return [Tensor(shape: output.shape.extents, values: output.values, type: input.type)]
  }

  /// The same windows without fast loops.
  private func general() throws(LayerError) -> SpatialPooling {
    let kind: SpatialPooling.Kind =
      switch poolingKind {
      case .max: .max
      case .average(let countsPadding): .average(countsPadding: countsPadding)
      }
    return try SpatialPooling(
      kind, shape: [height, width], strides: [stride.y, stride.x], padding: padding.spatial,
      roundsUp: roundsUp)
  }

  /// As many maps as go in, each a value a window.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape {
    try geometry(for: input).outputShape(channels: input.channels)
  }

  /// The window that is pooled.
  public func window(on input: Shape) throws(LayerError) -> Window? {
    try geometry(for: input).window
  }

  /// Pools every map.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    let geometry = try geometry(for: input.shape)
    let shape = try geometry.outputShape(channels: input.shape.channels)
    let loops = Variant.best.loops
    return Activation(shape: shape) { output in
      input.values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress else { return }
        for map in 0..<shape.batch * shape.channels {
          let source = values + map * geometry.inputPlane
          let target = output + map * geometry.outputPlane
          switch poolingKind {
          case .max: maxima(of: source, geometry, loops, to: target)
          case .average(let countsPadding):
            means(of: source, geometry, countsPadding: countsPadding, to: target)
          }
        }
      }
    }
  }

  /// Takes the largest values of sixteen maps whose values lie side by side.
  ///
  /// - Parameters:
  ///   - block: Sixteen values a pixel, row by row.
  ///   - geometry: Where windows lie on it.
  ///   - floor: What smaller values are raised to before.
  ///   - loops: The loops to run.
  ///   - output: Room for sixteen values a window.
  func pool(
    block: UnsafePointer<Float>, _ geometry: WindowGeometry, floor: Float, _ loops: RowLoops,
    to output: UnsafeMutablePointer<Float>
  ) {
    let pitch = 16 * geometry.x.count
    var target = output
    for row in 0..<geometry.y.outputs {
      let rows = geometry.y.inside(row)
      for column in 0..<geometry.x.outputs {
        let columns = geometry.x.inside(column)
        loops.blockMaximum(
          block + rows.lowerBound * pitch + 16 * columns.lowerBound, rows.count, columns.count,
          pitch, floor, target)
        target += 16
      }
    }
  }

  /// The largest of rows first, then of columns: both only compare, so the order is free.
  private func maxima(
    of map: UnsafePointer<Float>, _ geometry: WindowGeometry, _ loops: RowLoops,
    to output: UnsafeMutablePointer<Float>
  ) {
    let (y, x) = (geometry.y, geometry.x)
    // A row with its padding; columns that windows do not reach are left aside.
    let tallest = Scratch(repeating: -Float.infinity, count: max(x.needed, x.before + x.count))
    let columns = Scratch((0..<width).map { UnsafePointer(tallest.start + $0) })
    let taps = Scratch<UnsafePointer<Float>>(count: height)
    for row in 0..<y.outputs {
      let rows = y.inside(row)
      for (index, row) in rows.enumerated() {
        (taps.start + index).initialize(to: map + row * x.count)
      }
      loops.maximumOfTaps(taps.start, rows.count, 1, tallest.start + x.before, x.count)
      loops.maximumOfTaps(columns.start, width, x.stride, output + row * x.outputs, x.outputs)
    }
  }

  private func means(
    of map: UnsafePointer<Float>, _ geometry: WindowGeometry, countsPadding: Bool,
    to output: UnsafeMutablePointer<Float>
  ) {
    let (y, x) = (geometry.y, geometry.x)
    for row in 0..<y.outputs {
      let rows = y.inside(row)
      for column in 0..<x.outputs {
        let columns = x.inside(column)
        var sum = 0.0
        for row in rows {
          for column in columns { sum += Double(map[row * x.count + column]) }
        }
        let cells =
          countsPadding ? y.padded(row) * x.padded(column) : rows.count * columns.count
        output[row * x.outputs + column] = Float(sum / Double(cells))
      }
    }
  }

  /// Where windows lie on maps of a shape.
  func geometry(for input: Shape) throws(LayerError) -> WindowGeometry {
    try WindowGeometry(
      input: input, height: height, width: width, stride: stride, padding: padding,
      ceil: roundsUp)
  }
}
