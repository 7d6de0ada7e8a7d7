import Networks

/// How the windows of a layer lie on the maps that go in, as far as rules for sizes ask.
struct LintedWindow {
  /// The windows along rows, or along columns.
  struct Axis {
    /// Whether the windows lie below each other, not beside.
    let isOfRows: Bool

    /// Positions that go in.
    let count: Int

    /// Windows.
    let outputs: Int

    /// Positions that a window covers.
    let extent: Int

    /// Positions of a kernel that have a weight; nil where nothing is learned.
    let taps: Int?

    /// Positions between windows.
    let stride: Int

    /// What is padded before, and what is stated to be padded behind.
    let before: Int
    let stated: Int

    /// Whether the last window hangs over what is padded.
    var isHanging: Bool { covered - before - count > stated }

    /// What is padded behind, with what the last window hangs over.
    var after: Int { max(stated, covered - before - count) }

    /// Positions from the first padded one to the last that a window covers.
    private var covered: Int { (outputs - 1) * stride + extent }

    /// Whether positions lie between windows.
    var hasGaps: Bool { stride > extent && outputs > 1 }

    /// Positions at the end that no window covers.
    var unread: Int { max(0, count + before - covered) }

    /// The number of positions, padding left aside, that as many windows fill.
    var fitting: Int { max(covered - before - stated, 1) }
  }

  /// Rows, then columns.
  let axes: [Axis]

  /// Whether something is learned: a kernel.
  let isKernel: Bool

  /// Whether the layer pools.
  let isPooling: Bool

  /// Takes a layer; nil unless it moves a window over maps and sees a part of them.
  ///
  /// - Parameters:
  ///   - summary: What is known of a node.
  ///   - operation: What it computes.
  init?(_ summary: NodeSummary, _ operation: any Operator) {
    guard let window = summary.window, let height = window.height, let width = window.width,
      let input = summary.inputs.first, input.count == 4, summary.outputs[0].count == 4
    else { return nil }
    isKernel = Self.kernels.contains(operation.kind)
    isPooling = Self.poolings.contains(operation.kind)
    guard isKernel || isPooling else { return nil }
    let output = summary.outputs[0]
    let settings = operation.record.settings
    let taps = isKernel && summary.inputs.count > 1 ? summary.inputs[1] : []
    let padding = Self.padding(settings)
    let extents = [height, width]
    let strides = [window.strideY, window.strideX]
    let before = [window.paddingTop, window.paddingLeft]
    axes = (0..<2).map { axis in
      let (count, outputs) = (input[axis + 2], output[axis + 2])
      let reached = (outputs - 1) * strides[axis] + extents[axis] - before[axis] - count
      return Axis(
        isOfRows: axis == 0, count: count, outputs: outputs, extent: extents[axis],
        taps: taps.count == 4 ? taps[axis + 2] : nil, stride: strides[axis], before: before[axis],
        // Without numbers as much is padded as windows need.
        stated: padding.map { $0[axis] } ?? max(reached, 0))
    }
  }

  /// What learns kernels, and what pools.
  private static let kernels: Set = ["convolution", "standardisedConvolution"]
  private static let poolings: Set = ["max", "average", "maxPool", "averagePool", "lpPool"]

  /// Rows that are padded below, and columns at the right; nil where the size decides.
  private static func padding(_ settings: [String: OperatorRecord.Setting]) -> [Int]? {
    if case .integers(let sides)? = settings["padding"], sides.count == 4 {
      return [sides[2], sides[3]]
    }
    guard let pads = settings["pads"] else { return nil }
    guard case .integers(let sides) = pads else { return nil }
    return sides.count == 4 ? [sides[2], sides[3]] : [0, 0]
  }
}
