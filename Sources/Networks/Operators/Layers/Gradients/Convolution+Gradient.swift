import Pixels

extension Convolution: Differentiable {
  /// The gradient of the maps is a convolution of the gradient with the turned kernels, that of the
  /// weights a convolution of the maps with the gradient, that of the bias its sum.
  ///
  /// With a stride the turned kernels are taken apart by phases: input positions that lie a stride
  /// apart see the same weights, so that `s · s` small kernels of stride 1 give `s · s` maps, which
  /// are laid between each other. Of groups each phase is a convolution of its own, so that each has
  /// a kernel per map where the way forward has.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (input, weights) = (try call.input(0), try call.input(1))
    let upstream = try call.upstream()
    let (inputShape, weightsShape) = (builder.shape(of: input), builder.shape(of: weights))
    let (maps, kernels) = (Shape(maps: inputShape), Shape(maps: weightsShape))
    var gradients: [Graph.Value?] = call.inputs.map { _ in nil }
    if call.wanted.contains(0) {
      let turned = try TurnedConvolution(self, input: maps, weights: kernels)
      var found: [Graph.Value] = []
      for part in groups > 1 ? turned.phases.map(turned.only) : [turned] {
        let kernels = try builder.add(part, [weights])
        found.append(try builder.add(part.convolution, [upstream, kernels]))
      }
      let parts = found.count == 1 ? found[0] : try builder.add(Concat(axis: 1), found)
      if turned.isWhole {
        gradients[0] = parts
      } else {
        let interleaving = Interleaving(
          steps: (turned.y.phases, turned.x.phases),
          starts: (turned.y.firstKept, turned.x.firstKept), shape: inputShape)
        gradients[0] = try builder.add(interleaving, [parts])
      }
    }
    if call.wanted.contains(1) {
      let sums = ConvolutionWeightGradient(convolution: self, shape: weightsShape)
      gradients[1] = try builder.add(sums, [input, upstream])
    }
    if call.wanted.contains(2) {
      let axes = inputShape.indices.filter { $0 != 1 }
      gradients[2] = try builder.add(
        Reduction(.sum, keepsAxes: false), [upstream, builder.list(axes)])
    }
    return gradients
  }
}

/// The kernels of a convolution as those of the convolution that goes back: turned by half a turn,
/// inputs and outputs exchanged, and taken apart by the phases of the stride.
///
/// The input are the weights, out × in/groups × rows × columns. What comes out has one kernel per map
/// of the input and phase; those of a phase of a group lie together.
struct TurnedConvolution: Operator {
  /// One axis of the way back.
  struct Axis: Equatable {
    /// How many kernels the taps are divided among: the stride.
    let phases: Int

    /// Weights of each.
    let taps: Int

    /// Positions between the taps of a phase.
    let dilation: Int

    /// Positions of the forward direction between weights, where phases take them apart.
    let spread: Int

    /// Zeros before and after the gradient.
    let before: Int
    let after: Int

    /// The first position that is kept of those that come out.
    let firstKept: Int

    /// Whether what comes out is the axis of the input as it is.
    let isWhole: Bool

    /// Works out an axis.
    ///
    /// With `y + before = q · stride + r`, position `y` sees weight `r + stride · m` of output
    /// `q - m`.
    init(_ axis: WindowAxis, taps: Int, dilation: Int) {
      let stride = axis.stride
      phases = stride
      spread = stride == 1 ? 1 : dilation
      self.taps = stride == 1 ? taps : (axis.extent + stride - 1) / stride
      self.dilation = stride == 1 ? dilation : 1
      let extent = (self.taps - 1) * self.dilation + 1
      let first = min(axis.before / stride, extent - 1)
      let end = (axis.count - 1 + axis.before) / stride + 1
      before = extent - 1 - first
      after = max(0, end - axis.outputs)
      firstKept = axis.before - first * stride
      isWhole = stride == 1 && firstKept == 0 && max(end, axis.outputs) - first == axis.count
    }
  }

  let y: Axis
  let x: Axis
  let groups: Int

  /// The phases whose kernels are given, rows first.
  private(set) var phases: Range<Int>

  /// The convolution of the gradient with what comes out.
  let convolution: Convolution

  init(_ forward: Convolution, input: Shape, weights: Shape) throws(LayerError) {
    let geometry = try forward.geometry(for: input, weights: weights)
    y = Axis(geometry.y, taps: weights.height, dilation: forward.dilation.y)
    x = Axis(geometry.x, taps: weights.width, dilation: forward.dilation.x)
    groups = forward.groups
    phases = 0..<y.phases * x.phases
    convolution = try Convolution(
      padding: .margins(
        Margins(top: y.before, left: x.before, bottom: y.after, right: x.after)),
      dilation: Step(x: x.dilation, y: y.dilation), groups: groups)
  }

  /// The same for one phase.
  func only(_ phase: Int) -> TurnedConvolution {
    var one = self
    one.phases = phase..<phase + 1
    return one
  }

  /// Whether the convolution gives the gradient as it is.
  var isWhole: Bool { y.isWhole && x.isWhole }

  var kind: String { "turnedKernels" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let weights = try inputs.required(0)
    let maps = weights.shape[1] * groups * phases.count
    let rows = weights.shape.count == 3 ? [] : [y.taps]
    return [Fact(shape: [maps, weights.shape[0] / groups] + rows + [x.taps])]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let weights = try inputs.required(0)
    let shape = try outputs(for: inputs.facts)[0].shape
    let forward = Shape(maps: weights.shape)
    let (outputs, channels) = (forward.batch / groups, forward.channels)
    let values = weights.floats
    var turned = [Float](repeating: 0, count: try shape.checkedCount())
    var place = 0
    for group in 0..<groups {
      for phase in phases {
        for channel in 0..<channels {
          let (rowPhase, columnPhase) = phase.quotientAndRemainder(dividingBy: x.phases)
          for output in group * outputs..<(group + 1) * outputs {
            let kernel = (output * channels + channel) * forward.height * forward.width
            for row in (0..<y.taps).reversed() {
              let i = tap(rowPhase + row * y.phases, y, of: forward.height)
              for column in (0..<x.taps).reversed() {
                let j = tap(columnPhase + column * x.phases, x, of: forward.width)
                if let i, let j { turned[place] = values[kernel + i * forward.width + j] }
                place += 1
              }
            }
          }
        }
      }
    }
    return [Tensor(shape: shape, values: turned)]
  }

  /// The weight at a position of the kernel; nil where it has none.
  private func tap(_ position: Int, _ axis: Axis, of count: Int) -> Int? {
    let (tap, rest) = position.quotientAndRemainder(dividingBy: axis.spread)
    return rest == 0 && tap < count ? tap : nil
  }
}

/// Maps of phases laid between each other, and cut to a shape.
///
/// The input has a map per map and phase, those of a phase together; row `r` of a map that comes out
/// is row `(r + start) / step` of the map of phase `(r + start) % step`, and the same along columns.
struct Interleaving: Operator {
  /// Phases along rows and columns.
  let steps: (y: Int, x: Int)

  /// Positions that are left out before the first.
  let starts: (y: Int, x: Int)

  /// The shape that comes out, of three or four extents.
  let shape: [Int]

  var kind: String { "interleaving" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    _ = try inputs.required(0)
    return [Fact(shape: shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let (from, to) = (Shape(maps: input.shape), Shape(maps: shape))
    let plane = from.height * from.width
    let members = to.channels
    let columns = (0..<to.width).map { (column: Int) -> Int in
      let (place, phase) = (column + starts.x).quotientAndRemainder(dividingBy: steps.x)
      return phase * members * plane + place
    }
    let reach = from.width * steps.x - starts.x
    let values = [Float](count: try shape.checkedCount()) { output in
      input.floats.withUnsafeBufferPointer { numbers in
        var target = output
        for map in 0..<to.batch * to.channels {
          for row in 0..<to.height {
            let (place, phase) = (row + starts.y).quotientAndRemainder(dividingBy: steps.y)
            let lead = (map / members * steps.y + phase) * steps.x * members + map % members
            let first = lead * plane + place * from.width
            for column in 0..<to.width {
              // Beyond the last window nothing depends on the input.
              target[column] =
                place < from.height && column < reach ? numbers[first + columns[column]] : 0
            }
            target += to.width
          }
        }
      }
    }
    return [Tensor(shape: shape, values: values)]
  }
}

/// The gradient of the weights of a convolution, from the maps and the gradient of what came out.
///
/// Weight `(o, c, i, j)` gets the sum of what came out of map `o` times what the weight saw of map
/// `c`: a convolution of the maps, images as channels, with the gradient as kernels, in which stride
/// and dilation change places. Costs as many multiply-adds as the convolution.
struct ConvolutionWeightGradient: Operator {
  let convolution: Convolution

  /// The shape of the weights.
  let shape: [Int]

  var kind: String { "convolutionWeightGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    _ = try inputs.required(0)
    return [Fact(shape: shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (input, upstream) = (try inputs.required(0).maps, try inputs.required(1).maps)
    let weights = Shape(maps: shape)
    let geometry = try convolution.geometry(for: input.shape, weights: weights)
    let groups = convolution.groups
    let (channels, outputs) = (weights.channels, weights.batch / groups)
    var result = [Float](repeating: 0, count: try shape.checkedCount())
    // As many zeros as the last weight of the last window needs, and no more.
    let sums = try Convolution(
      stride: convolution.dilation,
      padding: .margins(
        Margins(
          top: geometry.y.before, left: geometry.x.before,
          bottom: max(0, geometry.y.needed - geometry.y.before - input.shape.height),
          right: max(0, geometry.x.needed - geometry.x.before - input.shape.width))),
      dilation: convolution.stride)
    let kernel = weights.height * weights.width
    for group in 0..<groups {
      let maps = input.exchanged(group * channels..<(group + 1) * channels)
      let kernels = upstream.exchanged(group * outputs..<(group + 1) * outputs)
      let found = try sums.compute([Tensor(maps), Tensor(kernels)])[0].maps
      for channel in 0..<channels {
        for output in 0..<outputs {
          let from = (channel * outputs + output) * found.plane
          let to = ((group * outputs + output) * channels + channel) * kernel
          for row in 0..<weights.height {
            for column in 0..<weights.width {
              result[to + row * weights.width + column] =
                found.values[from + row * found.shape.width + column]
            }
          }
        }
      }
    }
    return [Tensor(shape: shape, values: result)]
  }
}

extension Activation {
  /// Some maps of all images, images and maps exchanged.
  fileprivate func exchanged(_ channels: Range<Int>) -> Activation {
    let shape = Shape(
      batch: channels.count, channels: self.shape.batch, height: self.shape.height,
      width: self.shape.width)
    var values: [Float] = []
    values.reserveCapacity(channels.count * self.shape.batch * plane)
    for channel in channels {
      for image in 0..<self.shape.batch {
        let start = (image * self.shape.channels + channel) * plane
        values += self.values[start..<start + plane]
      }
    }
    return Activation(shape: shape, values: values)
  }
}
