import Files
import Networks
import Weights

extension StepReader {
  /// A convolution whose weights were learned.
  func learned(
    _ fields: PlacedFields, _ value: PlacedValue
  ) throws(PipelineFileError) -> any Layer {
    try refuse(["border", "combine"], in: fields, besides: "a learned layer")
    let (weights, choice) = try filters(fields, value)
    let (numbers, bias) = try referring(value.place) { () throws(DefinitionError) in
      try weights.values(of: choice)
    }
    let shape = choice.shape
    let groups = try fields["groups"]?.integer(in: 1...Self.largest) ?? 1
    let (stride, dilation) = (try step(fields["stride"]), try step(fields["dilation"]))
    let padding = try padding(fields["padding"])
    return try made(value) { () throws(LayerError) in
      try ConvolutionLayer(
        weights: numbers, outputChannels: shape[0], groupChannels: shape[1],
        kernelHeight: shape[2], kernelWidth: shape[3], bias: bias, stride: stride,
        padding: padding, dilation: dilation, groups: groups)
    }
  }

  /// The filters of a learned step, and what was decided about them.
  ///
  /// - Parameters:
  ///   - fields: The settings of a convolution with the key `layer`.
  ///   - value: The same, with their place.
  /// - Returns: The file and the choice.
  /// - Throws: `PipelineFileError`.
  func filters(
    _ fields: PlacedFields, _ value: PlacedValue
  ) throws(PipelineFileError) -> (weights: ModelWeights, choice: FilterChoice) {
    let name = try fields.required("layer")
    let layer = try name.text()
    let axes = try fields["axes"]?.word(FilterAxes.self)
    let file = try resources.openWeights(fields["weights"], place: value.place)
    let weights = ModelWeights(file.path, file.file, stated: StatedFilters(axes: axes))
    let choice = try wrapping(weights.layer(layer)) {
      PipelineFileError.reference(place: name.place, $0)
    }
    guard choice.shape.count == 4 else {
      throw .weightsShape(place: name.place, tensor: choice.entry.name, shape: choice.shape)
    }
    return (weights, choice)
  }

  /// What was decided about the filters of a step; nil if it has no learned filters.
  ///
  /// - Parameters:
  ///   - kind: What the step does.
  ///   - value: Its settings, which make a layer.
  /// - Returns: The choice.
  /// - Throws: `PipelineFileError`.
  func choice(_ kind: StepKind, _ value: PlacedValue) throws(PipelineFileError) -> FilterChoice? {
    guard kind == .convolve else { return nil }
    let fields = try value.fields(Self.convolutionKeys)
    return fields["layer"] == nil ? nil : try filters(fields, value).choice
  }

  /// Says where the step stands if a file that it names cannot be read.
  private func referring<Value>(
    _ place: String, _ read: () throws(DefinitionError) -> Value
  ) throws(PipelineFileError) -> Value {
    try wrapping(read()) { PipelineFileError.reference(place: place, $0) }
  }

  /// A batch normalisation whose numbers stand in the file or were learned.
  func batchNormalisation(_ value: PlacedValue) throws(PipelineFileError) -> any Layer {
    let written = ["mean", "variance", "gamma", "beta"]
    let fields = try value.fields(["weights", "layer", "epsilon"] + written)
    let epsilon = try fields["epsilon"]?.number() ?? 1e-5
    var numbers: [String: [Float]] = [:]
    if let layer = fields["layer"] {
      try refuse(written, in: fields, besides: "a learned layer")
      numbers = try statistics(of: layer, weights: fields["weights"])
    } else {
      try refuse(["weights"], in: fields, besides: "numbers that are written out")
      for name in written { numbers[name] = try fields[name]?.numbers() }
    }
    guard let mean = numbers["mean"] else { throw .missing(place: value.place, name: "mean") }
    guard let variance = numbers["variance"] else {
      throw .missing(place: value.place, name: "variance")
    }
    return try made(value) { () throws(LayerError) in
      try BatchNormalisation(
        mean: mean, variance: variance, gamma: numbers["gamma"], beta: numbers["beta"],
        epsilon: epsilon)
    }
  }

  /// The numbers of a batch normalisation under PyTorch's names.
  private func statistics(
    of layer: PlacedValue, weights: PlacedValue?
  ) throws(PipelineFileError) -> [String: [Float]] {
    let name = try layer.text()
    let file = try resources.openWeights(weights, place: layer.place)
    let names = file.file.entries.map(\.name)
    var numbers: [String: [Float]] = [:]
    let endings = [
      ("mean", "running_mean"), ("variance", "running_var"), ("gamma", "weight"), ("beta", "bias"),
    ]
    for (role, ending) in endings {
      let wanted = "\(name).\(ending)"
      if let found = names.first(where: { $0 == wanted || $0.hasSuffix("." + wanted) }) {
        numbers[role] = try reading(file.path, layer.place) { () throws(WeightsError) in
          try file.file.tensor(named: found).values
        }
      } else if role == "mean" || role == "variance" {
        throw .weights(place: layer.place, file.path, .missing(wanted, among: names))
      }
    }
    return numbers
  }

  /// Reads from a file of weights, and says where the step stands if that fails.
  private func reading<Value>(
    _ path: Path, _ place: String, _ read: () throws(WeightsError) -> Value
  ) throws(PipelineFileError) -> Value {
    try wrapping(read()) { PipelineFileError.weights(place: place, path, $0) }
  }
}
