import Pixels

/// How windows slide over one to three spatial dimensions.
struct SpatialWindows: Hashable, Sendable {
  /// Positions between windows, one number per dimension; none for 1.
  let strides: [Int]

  /// Positions between the taps of a window, one number per dimension; none for 1.
  let dilations: [Int]

  /// What is padded.
  let padding: SpatialPadding

  /// Whether a last window may hang over the end.
  let roundsUp: Bool

  /// Checks how windows slide.
  ///
  /// - Parameters:
  ///   - strides: Positions between windows.
  ///   - dilations: Positions between the taps of a window.
  ///   - padding: What is padded.
  ///   - roundsUp: Whether a last window may hang over the end.
  /// - Throws: `LayerError.invalid`.
  init(
    strides: [Int], dilations: [Int], padding: SpatialPadding, roundsUp: Bool = false
  ) throws(LayerError) {
    for stride in strides { try check(stride, "stride", in: 1...Int(Int32.max)) }
    for dilation in dilations {
      try check(dilation, "dilation", in: 1...WindowGeometry.maximumExtent)
    }
    if case .numbers(let before, let after) = padding {
      for count in before + after {
        try check(count, "padding", in: 0...WindowGeometry.maximumExtent)
      }
    }
    self.strides = strides
    self.dilations = dilations
    self.padding = padding
    self.roundsUp = roundsUp
  }

  /// Works out where windows lie.
  ///
  /// - Parameters:
  ///   - extents: The spatial extents of the input, one to three.
  ///   - taps: The spatial extents of the window, as many.
  /// - Returns: Three axes, slowest first; those that the input lacks have one position.
  /// - Throws: `LayerError` if a list has another length, or nothing fits.
  func axes(on extents: [Int], taps: [Int]) throws(LayerError) -> [TapAxis] {
    guard (1...3).contains(extents.count) else {
      throw .unsuitable("windows have one to three dimensions, the input has \(extents.count)")
    }
    guard taps.count == extents.count else { throw .unequalShapes(taps, extents) }
    var axes = [TapAxis](repeating: .single, count: 3 - extents.count)
    for (index, extent) in extents.enumerated() {
      try check(extent, "extent of the input", in: 0...Int(Int32.max))
      try check(taps[index], "extent of a window", in: 1...WindowGeometry.maximumExtent)
      let dilation = try number(of: dilations, index, extents.count, without: 1)
      let margin: WindowAxis.Margin =
        switch padding {
        case .same: .same
        case .sameLower: .sameLower
        case .numbers(let before, let after):
          .numbers(
            before: try number(of: before, index, extents.count, without: 0),
            after: try number(of: after, index, extents.count, without: 0))
        }
      let axis = WindowAxis(
        count: extent, extent: (taps[index] - 1) * dilation + 1,
        stride: try number(of: strides, index, extents.count, without: 1), margin: margin,
        ceil: roundsUp)
      axes.append(TapAxis(axis: axis, taps: taps[index], dilation: dilation))
    }
    guard axes.allSatisfy({ $0.axis.outputs > 0 }) else {
      let window = axes.suffix(extents.count).map(\.axis.extent)
      throw .unsuitable(
        "a window of \(window.dimensions) does not fit an input of "
          + "\(extents.dimensions), padding included")
    }
    return axes
  }

  private func number(
    of numbers: [Int], _ index: Int, _ count: Int, without standard: Int
  ) throws(LayerError) -> Int {
    if numbers.isEmpty { return standard }
    guard numbers.count == count else {
      throw .dimensions(count, found: numbers.count)
    }
    return numbers[index]
  }
}

extension SpatialWindows {
  /// How windows slide, for records.
  var settings: [String: OperatorRecord.Setting] {
    var settings: [String: OperatorRecord.Setting] = ["roundsUp": .flag(roundsUp)]
    if !strides.isEmpty { settings["strides"] = .integers(strides) }
    if !dilations.isEmpty { settings["dilations"] = .integers(dilations) }
    switch padding {
    case .numbers(let before, let after): settings["pads"] = .integers(before + after)
    case .same: settings["pads"] = .word("same")
    case .sameLower: settings["pads"] = .word("lower")
    }
    return settings
  }
}

/// The taps of windows along one axis.
struct TapAxis: Equatable {
  /// The windows.
  let axis: WindowAxis

  /// How many positions a window looks at.
  let taps: Int

  /// Positions between them.
  let dilation: Int

  /// An axis that an input lacks.
  static let single = TapAxis(
    axis: WindowAxis(count: 1, extent: 1, stride: 1, margin: .numbers(before: 0, after: 0)),
    taps: 1, dilation: 1)

  /// The taps of a window that lie inside the input.
  ///
  /// - Parameter output: The number of the window.
  /// - Returns: The position of the first, and how many there are.
  func inside(_ output: Int) -> (first: Int, count: Int) {
    let start = output * axis.stride - axis.before
    let skipped = start < 0 ? (dilation - 1 - start) / dilation : 0
    let end = start < axis.count ? min(taps, (axis.count - 1 - start) / dilation + 1) : 0
    return (start + skipped * dilation, max(0, end - skipped))
  }

  /// The taps of a window that lie inside the input or its padding.
  ///
  /// - Parameter output: The number of the window.
  /// - Returns: How many there are.
  func padded(_ output: Int) -> Int {
    let start = output * axis.stride - axis.before
    return min(taps, (axis.count + axis.after - 1 - start) / dilation + 1)
  }
}

extension [TapAxis] {
  /// The spatial extents of what comes out.
  ///
  /// - Parameter rank: How many dimensions the input has.
  /// - Returns: As many extents.
  func outputs(rank: Int) -> [Int] { suffix(rank).map(\.axis.outputs) }

  /// What an output sees; of volumes everything.
  ///
  /// - Parameter rank: How many dimensions the input has.
  /// - Returns: The window.
  func window(rank: Int) -> Window {
    guard rank < 3 else { return .everything }
    let (y, x) = (self[1].axis, self[2].axis)
    return Window(
      height: y.extent, width: x.extent, strideY: y.stride, strideX: x.stride,
      paddingTop: y.before, paddingLeft: x.before)
  }
}

extension LayerError {
  /// A list has more or fewer numbers than there are spatial dimensions.
  static func dimensions(_ dimensions: Int, found: Int) -> LayerError {
    .unsuitable("one number per spatial dimension is expected: \(dimensions), not \(found)")
  }
}
