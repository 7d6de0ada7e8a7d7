/// Makes a tensor larger or smaller by interpolation: ONNX's `Resize`, and `Upsample` as a case of it.
///
/// The inputs are the tensor, a region (only for `cropAndResize`), scales and sizes; one of the last
/// two is given, and it must be known before anything is computed. Each axis is interpolated apart,
/// first to last, in `Double`; the result is rounded once. `nearest` copies. Costs the taps of each
/// axis per output of that axis.
public struct Resize: Operator {
  /// How values between positions are found.
  public enum Mode: Hashable, Sendable {
    /// That of a position nearby.
    case nearest(Rounding)

    /// Between the two neighbours.
    case linear

    /// A cubic over four neighbours, with its coefficient: Keys, "Cubic convolution interpolation for
    /// digital image processing" (1981).
    case cubic(coefficient: Float)
  }

  /// Which position is near.
  public enum Rounding: Hashable, Sendable {
    /// The nearest, of two the lower or the upper.
    case preferFloor, preferCeil

    /// The one before or after.
    case floor, ceil

    /// As `Upsample` and opset 10: the one after where the axis shrinks, otherwise the one before.
    case simple
  }

  /// Which position of the input an output position stands for.
  public enum Coordinates: String, Hashable, Sendable, CaseIterable {
    /// `(x + 0.5) / scale - 0.5`.
    case halfPixel = "half_pixel"

    /// `halfPixel` around the middle of an output whose size was rounded.
    case halfPixelSymmetric = "half_pixel_symmetric"

    /// `halfPixel`, but -0.5 for an output of one position.
    case halfPixelOfPyTorch = "pytorch_half_pixel"

    /// `(x + 0.5) / scale`.
    case halfPixelOfNearest = "tf_half_pixel_for_nn"

    /// The first and last positions stand for each other.
    case alignCorners = "align_corners"

    /// `x / scale`.
    case asymmetric

    /// Positions of a region, which is given as an input.
    case cropAndResize = "tf_crop_and_resize"
  }

  /// What sizes mean where proportions are kept.
  public enum AspectRatio: Hashable, Sendable {
    /// They are reached, whatever becomes of proportions.
    case stretch

    /// No axis becomes larger, or smaller, than its size.
    case notLarger, notSmaller
  }

  /// How values between positions are found.
  public let mode: Mode

  /// Which position of the input an output position stands for.
  public let coordinates: Coordinates

  /// Whether taps outside the input have no weight, instead of the value at the edge.
  public let excludesOutside: Bool

  /// What stands for positions of a region outside the input.
  public let extrapolation: Float

  /// Whether the taps spread over all positions that an output stands for where an axis shrinks.
  public let antialiases: Bool

  /// The axes that scales, sizes and region are given for; nil for all.
  public let axes: [Int]?

  /// What sizes mean.
  public let aspectRatio: AspectRatio

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - mode: How values between positions are found.
  ///   - coordinates: Which position of the input an output position stands for.
  ///   - excludesOutside: Whether taps outside the input have no weight.
  ///   - extrapolation: What stands for positions of a region outside the input.
  ///   - antialiases: Whether the taps spread where an axis shrinks; `nearest` takes no notice.
  ///   - axes: The axes that scales, sizes and region are given for; nil for all.
  ///   - aspectRatio: What sizes mean.
  public init(
    _ mode: Mode = .nearest(.preferFloor), coordinates: Coordinates = .halfPixel,
    excludesOutside: Bool = false, extrapolation: Float = 0, antialiases: Bool = false,
    axes: [Int]? = nil, aspectRatio: AspectRatio = .stretch
  ) {
    self.mode = mode
    self.coordinates = coordinates
    self.excludesOutside = excludesOutside
    self.extrapolation = extrapolation
    self.antialiases = antialiases
    self.axes = axes
    self.aspectRatio = aspectRatio
  }

  /// `resize`.
  public var kind: String { "resize" }

  /// How values between positions are found.
  public var record: OperatorRecord {
    var settings: [String: OperatorRecord.Setting] = [
      "coordinates": .word(coordinates.rawValue), "excludesOutside": .flag(excludesOutside),
      "antialiases": .flag(antialiases), "stretches": .flag(aspectRatio == .stretch),
    ]
    settings["axes"] = axes.map { .integers($0) }
    let name: String
    switch mode {
    case .nearest(let rounding):
      name = "nearest"
      settings["rounding"] = .word("\(rounding)")
    case .linear: name = "linear"
    case .cubic(let coefficient):
      name = "cubic"
      settings["coefficient"] = .number(coefficient)
    }
    settings["mode"] = .word(name)
    return OperatorRecord(note: "another size, \(name)", settings: settings)
  }

  /// The new extents.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    if case .nearest = mode {
    } else if input.type == .bool || input.type == .uint64 {
      throw .type(input.type)
    }
    var extents = input.shape
    // What is computed axis by axis must be held, too.
    for axis in try resizedAxes(for: inputs) {
      extents[axis.place] = axis.output
      try extents.checkedCount()
    }
    return [Fact(shape: extents, type: input.type)]
  }

  /// Interpolates every axis that changes.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let input = try inputs.required(0)
    let passes = try passes(on: input.shape, inputs)
    switch (mode, input.elements) {
    case (.nearest, .integers(let integers)):
      let value = input.type.wholeNumber(Double(extrapolation))
      let values = passes.reduce(integers) { $1.copied($0, extrapolation: value) }
      return [Tensor(shape: fact.shape, integers: values, type: input.type)]
    case (.nearest, .floats(let floats)):
      let values = passes.reduce(floats) { $1.copied($0, extrapolation: extrapolation) }
      return [Tensor(shape: fact.shape, values: values, type: input.type)]
    case (.linear, _), (.cubic, _):
      let values = passes.reduce(input.floats.map(Double.init)) {
        $1.interpolated($0, extrapolation: Double(extrapolation))
      }
      guard input.type.isFloating else {
        return [
          Tensor(
            shape: fact.shape, integers: values.map(input.type.wholeNumber), type: input.type)
        ]
      }
      return [Tensor(shape: fact.shape, values: values.map { Float($0) }, type: input.type)]
    }
  }

  /// The axes that change, one after the other.
  ///
  /// - Parameters:
  ///   - shape: The shape of the tensor before.
  ///   - inputs: Region, scales and sizes at their places; what stands first is not looked at.
  /// - Returns: What is done along each axis.
  /// - Throws: `LayerError` if region, scales or sizes are not possible.
  func passes(on shape: [Int], _ inputs: [Tensor?]) throws(LayerError) -> [ResizePass] {
    var axes = try resizedAxes(for: [Fact(shape: shape)] + inputs.facts.dropFirst())
    if coordinates == .cropAndResize {
      let region = inputs.optional(1)?.floats ?? []
      try checkRegion(region, count: axes.count)
      for index in axes.indices {
        axes[index].region = (Double(region[index]), Double(region[axes.count + index]))
      }
    }
    var shape = shape
    return axes.filter { !$0.isUnchanged }.map { axis in
      let pass = ResizePass(shape, along: axis, for: self)
      shape[axis.place] = axis.output
      return pass
    }
  }

  /// Everything: outputs need not lie whole positions apart.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }

  private func checkRegion(_ region: [Float], count: Int) throws(LayerError) {
    guard region.count == 2 * count else {
      throw .parameterCount(parameter: "region", expected: 2 * count, found: region.count)
    }
    guard region.allSatisfy(\.isFinite) else { throw .unsuitable("the region is not finite") }
  }
}
