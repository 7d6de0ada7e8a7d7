import Pixels
import Files
import Networks

/// Makes layers of the steps of a pipeline file.
struct StepReader {
  /// What steps refer to.
  let resources: StepResources

  /// The largest extent, stride, padding, dilation and number of groups.
  static let largest = 65535

  /// Makes the layer of one step.
  ///
  /// - Parameters:
  ///   - kind: What the step does.
  ///   - value: The settings.
  /// - Returns: The layer.
  /// - Throws: `PipelineFileError` for the first mistake.
  func layer(_ kind: StepKind, _ value: PlacedValue) throws(PipelineFileError) -> any Layer {
    switch kind {
    case .convolve: return try convolution(value)
    case .relu: return try plain(value, ReLU())
    case .sigmoid: return try plain(value, Sigmoid())
    case .tanh: return try plain(value, Tanh())
    case .globalAverage: return try plain(value, GlobalAveragePooling())
    case .leaky:
      return ReLU(slope: try value.fields(["slope"])["slope"]?.number() ?? 0.01)
    case .max: return try maximum(value)
    case .average: return try average(value)
    case .lrn: return try localResponseNormalisation(value)
    case .batchnorm: return try batchNormalisation(value)
    case .minmax:
      let extent = try value.fields(["over"])["over"]?.word(MinMaxExtent.self) ?? .map
      return MinMaxNormalisation(over: extent == .map ? .map : .image)
    case .meanScale:
      let fields = try value.fields(["mean", "scale"])
      let (mean, scale) = (try fields["mean"]?.numbers(), try fields["scale"]?.numbers())
      return try made(value) { () throws(LayerError) in
        try MeanScale(mean: mean ?? [0], scale: scale ?? [1])
      }
    }
  }

  /// A layer without settings.
  private func plain(_ value: PlacedValue, _ layer: any Layer) throws(PipelineFileError)
    -> any Layer
  {
    guard case .object(let values) = value.value, values.isEmpty else {
      if case .object(let values) = value.value, let key = values.keys.min() {
        throw .unknownKey(place: "\(value.place).\(key)", nearest: nil, known: ["{}"])
      }
      throw value.mismatch("an object in braces, {},")
    }
    return layer
  }

  private func localResponseNormalisation(
    _ value: PlacedValue
  ) throws(PipelineFileError) -> any Layer {
    let fields = try value.fields(["size", "alpha", "beta", "k"])
    let size = try fields["size"]?.integer(in: 1...Self.largest) ?? 5
    let alpha = try fields["alpha"]?.number() ?? 1e-4
    let beta = try fields["beta"]?.number() ?? 0.75
    let k = try fields["k"]?.number() ?? 1
    return try made(value) { () throws(LayerError) in
      try LocalResponseNormalisation(size: size, alpha: alpha, beta: beta, k: k)
    }
  }

  /// Makes a layer, and says where its step stands if that cannot be.
  func made<Made: Layer>(
    _ value: PlacedValue, _ make: () throws(LayerError) -> Made
  ) throws(PipelineFileError) -> Made {
    try wrapping(make()) { PipelineFileError.layer(place: value.place, $0) }
  }

  /// Rows and columns, 1 by 1 where nothing is written.
  func step(_ value: PlacedValue?) throws(PipelineFileError) -> Step {
    guard let pair = try value?.pair(in: 1...Self.largest) else { return .one }
    return Step(x: pair.columns, y: pair.rows)
  }

  /// `same`, `valid`, a number, `[rows, columns]` or `[top, left, bottom, right]`.
  func padding(_ value: PlacedValue?) throws(PipelineFileError) -> Padding {
    guard let value else { return .valid }
    let allowed = 0...Self.largest
    switch value.value {
    case .text: return try value.word(PaddingWord.self) == .same ? .same : .valid
    case .list(let values) where values.count == 4:
      let sides = try value.list()
      return .margins(
        Margins(
          top: try sides[0].integer(in: allowed), left: try sides[1].integer(in: allowed),
          bottom: try sides[2].integer(in: allowed), right: try sides[3].integer(in: allowed)))
    case .number, .list:
      let pair = try value.pair(in: allowed)
      return .margins(
        Margins(top: pair.rows, left: pair.columns, bottom: pair.rows, right: pair.columns))
    case .null, .flag, .object:
      throw value.mismatch("'same', 'valid', a whole number or a list of two or four")
    }
  }

  private enum PaddingWord: String, CaseIterable {
    case same
    case valid
  }

  private enum MinMaxExtent: String, CaseIterable {
    case map
    case image
  }
}

/// What a step does, as its key in a pipeline file.
enum StepKind: String, CaseIterable, Sendable {
  case convolve
  case relu
  case leaky
  case sigmoid
  case tanh
  case max
  case average
  case globalAverage
  case lrn
  case batchnorm
  case minmax
  case meanScale
}
