public import Batches
import Codecs
public import Files
import Filtering
public import Kernels
public import Networks
public import Page
import Pixels
import Reports

/// Explains the scores of pictures: arrays at once, pictures when the scale of all is known.
public struct ExplanationBatch: Sendable {
  /// The network.
  public let network: ExplainedNetwork

  /// The file that messages name.
  public let path: Path

  /// How pictures go in.
  public let stage: InputStage

  /// Which number of a class is explained.
  public let score: ScoreKind

  /// The methods, in their order.
  public let methods: [ExplanationMethod]

  /// How they are run.
  public let settings: ExplanationSettings

  /// The classes, at least one.
  public let chosen: [ChosenClass]

  /// The names of the classes; none if nobody has said them.
  public let labels: [String]

  /// The layer of Grad-CAM; nil for the last one with feature maps.
  public let layer: (value: Graph.Value, name: String)?

  /// What is checked of each method.
  public var checks: Set<CheckKind> = []

  /// The kernels that each map is compared with.
  public var kernels: [KernelBank] = []

  /// What the page tells about the run.
  public let page: PageSettings

  /// What the run may take, and what of earlier runs stays.
  public var running = PictureRunSettings()

  /// Describes a run; the parameters are the properties.
  public init(
    _ network: ExplainedNetwork, path: Path, stage: InputStage, score: ScoreKind,
    methods: [ExplanationMethod], settings: ExplanationSettings, chosen: [ChosenClass],
    labels: [String], layer: (value: Graph.Value, name: String)?, page: PageSettings
  ) {
    self.network = network
    self.path = path
    self.stage = stage
    self.score = score
    self.methods = methods
    self.settings = settings
    self.chosen = chosen
    self.labels = labels
    self.layer = layer
    self.page = page
  }

  /// Explains pictures and writes the results.
  ///
  /// Results of earlier runs, but for those that stay, are removed before the first is written;
  /// where there are some and nothing comes of any picture, they stay, and nothing is written.
  ///
  /// - Parameters:
  ///   - inputs: The pictures.
  ///   - folder: The folder of the results.
  ///   - threads: How many gradients are computed at once.
  ///   - report: Is told of each picture: its records, or why it failed, and whether it was done
  ///     before.
  /// - Returns: Whether anything was written.
  /// - Throws: `ExplainingError` if nothing can be explained, or a result cannot be written.
  public func run(
    _ inputs: [PipelineInput], into folder: Path, threads: Int,
    report: (PipelineInput, Result<[ExplanationRecord], ExplainingError>, _ wasDone: Bool) -> Void
  ) throws(ExplainingError) -> Bool {
    let run = try PictureRun<ExplanationRecord>(
      .explain, inputs, into: folder, running, identity: identity())
    var explainer: (shape: Shape, explainer: Explainer)?
    var found: [FoundExplanation] = []
    var ends: [ExplainedInput] = []
    for (number, input) in inputs.enumerated() {
      if let held = run.held[number], let kept = kept(held, of: input, in: folder) {
        found += kept
        ends.append(held.end)
        report(input, .success(held.records), true)
        continue
      }
      let start = ContinuousClock.now
      let deadline = Deadline(for: input.path, running.limits)
      do throws(ExplainingError) {
        guard input.isImage else { throw .tensor(input.path) }
        let decoded = try run.decodedBytes(of: input)
        try run.check(input, need: decoded)
        let before = try? FileStatus(of: input.path)
        let shown = try read(input)
        let source = try run.stamp(of: input, since: before)
        if explainer?.shape != shown.maps.shape {
          explainer = (shown.maps.shape, try prepared(for: shown.maps.shape))
        }
        guard let explainer else { preconditionFailure("it was made") }
        let network = try fitting { () throws(LayerError) in
          try explainer.explainer.memoryBytes(for: shown.maps.shape, threads: threads)
        }
        try run.check(input, need: decoded.addingReportingOverflow(network).partialValue)
        let results = try explain(
          shown, input, explainer.explainer.until(deadline), run, threads: threads)
        let end = run.end(input, source: source, since: start)
        try run.record(results.map(\.record), end)
        found += results
        ends.append(end)
        report(input, .success(results.map(\.record)), false)
      } catch {
        if error.isUsage { throw error }
        let error = deadline.told(error)
        let end = run.failure(input, error)
        try run.record([], end)
        ends.append(end)
        report(input, .failure(error), false)
      }
    }
    if try run.leavesEarlier(ends, of: inputs) { return false }
    try write(&found, &ends, run, of: inputs)
    return true
  }

  /// Writes pictures, the page and the index.
  private func write(
    _ found: inout [FoundExplanation], _ ends: inout [ExplainedInput],
    _ run: PictureRun<ExplanationRecord>, of inputs: [PipelineInput]
  ) throws(ExplainingError) {
    let kept = Set(ends.flatMap(\.names))
    for method in methods {
      let own = found.indices.filter { found[$0].record.method == method.rawValue }
      let limit = FoundExplanation.limit(own.map { found[$0].values })
      for index in own {
        let path = found[index].picturePath
        // Of an earlier run, in the same colours.
        if kept.contains(path), found[index].record.colourLimit == limit { continue }
        found[index].record.colourLimit = limit
        try run.write(try found[index].drawn(limit), to: path)
      }
    }
    for file in try ExplanationPage(found, page, score: score).files()
    where !kept.contains(file.path) {
      try run.write(file.bytes, to: file.path)
    }
    var pictures: [(records: [ExplanationRecord], end: ExplainedInput)] = []
    for (number, input) in inputs.enumerated() {
      let records = found.filter { $0.folder == input.relative }.map(\.record)
      if ends[number].status == .done {
        let new = run.results.files(in: input.relative)
        let names = Set(new.map(\.file))
        ends[number].outputs =
          (ends[number].outputs.filter { !names.contains($0.file) } + new)
          .sorted { $0.file < $1.file }
      }
      pictures.append((records, ends[number]))
    }
    try run.finish(pictures, of: inputs)
  }

  /// What an earlier run has found of a picture; nil where its numbers cannot be read.
  private func kept(
    _ held: EarlierPictures<ExplanationRecord>.Entry, of input: PipelineInput, in folder: Path
  ) -> [FoundExplanation]? {
    guard let shown = try? read(input) else { return nil }
    var found: [FoundExplanation] = []
    for record in held.records {
      guard let one = FoundExplanation(record, shown.picture, folder: input.relative, in: folder)
      else { return nil }
      found.append(one)
    }
    return found
  }

  private func read(_ input: PipelineInput) throws(ExplainingError) -> FieldInput {
    do throws(BatchError) {
      return try FieldInput(input.path, stage, limits: running.limits)
    } catch {
      throw .batch(error)
    }
  }

  /// The network for pictures of a shape, with the layer of Grad-CAM.
  private func prepared(for shape: Shape) throws(ExplainingError) -> Explainer {
    let layer = methods.contains(.gradCAM) ? try mapLayer(for: shape) : nil
    return try fitting { () throws(LayerError) in
      try Explainer(
        network, score, methods: methods, settings: settings, layer: layer, input: shape)
    }
  }

  /// The layer of Grad-CAM: the one that was named, which has to have maps, or the last that has.
  private func mapLayer(
    for shape: Shape
  ) throws(ExplainingError) -> (value: Graph.Value, name: String) {
    guard let layer else {
      let last = try fitting { () throws(LayerError) in try network.lastMaps(for: shape) }
      guard let last else { throw .noMaps(.gradCAM, layer: nil) }
      return (last, network.graph.names[last])
    }
    let (areMaps, isOnTheWay) = try fitting { () throws(LayerError) in
      try network.maps(of: layer.value, for: shape)
    }
    guard areMaps else { throw .noMaps(.gradCAM, layer: layer.name) }
    guard isOnTheWay else { throw .independentLayer(layer.name) }
    return layer
  }

  /// All methods on one picture.
  private func explain(
    _ shown: FieldInput, _ input: PipelineInput, _ explainer: Explainer,
    _ run: PictureRun<ExplanationRecord>, threads: Int
  ) throws(ExplainingError) -> [FoundExplanation] {
    let classes = try fitting { () throws(LayerError) in try explainer.scores(of: shown.maps) }
    let scores = classes.numbers(score)
    guard scores.allSatisfy(\.isFinite) else { throw .notFinite(input.path, "the scores") }
    if !labels.isEmpty, labels.count != scores.count {
      throw .labelCount(path, expected: scores.count, found: labels.count)
    }
    var numbers: [Int] = []
    for one in chosen {
      let number = try one.number(classes, labels: labels)
      if !numbers.contains(number) { numbers.append(number) }
    }
    let responses = try responses(shown.picture, input)
    let checker =
      checks.isEmpty
      ? nil
      : ExplanationChecker(
        explainer: explainer, methods: methods, threads: threads, kinds: checks)
    var found: [FoundExplanation] = []
    var arrays: [Activation] = []
    for number in numbers {
      var explanations: [Explanation] = []
      for method in methods {
        let explanation = try fitting { () throws(LayerError) in
          try explainer.explanation(of: shown.maps, class: number, by: method, threads: threads)
        }
        guard explanation.values.values.allSatisfy(\.isFinite) else {
          throw .notFinite(input.path, "the numbers of \(method.rawValue)")
        }
        explanations.append(explanation)
      }
      let checks = try checker.map { checker throws(ExplainingError) in
        try fitting { () throws(LayerError) in
          try checker.checks(explanations, shown.maps, class: number)
        }
      }
      for (place, explanation) in explanations.enumerated() {
        // Several classes, which depend on the picture, have names of their own.
        let method = explanation.method.rawValue
        let stem = input.relative.appending(chosen.count == 1 ? method : "\(method)-\(number)")
          .display
        var record = ExplanationRecord(
          explanation, input: "\(input.path)", number: number,
          label: labels.isEmpty ? nil : labels[number], score: score, value: scores[number],
          probability: classes.probabilities[number], file: "\(stem).npy", picture: "\(stem).png")
        record.checks = checks?[place]
        record.kernels = responses?.likeness(to: explanation.magnitudes(shown.picture.size))
        if checks?[place].dependsOnWeights == false {
          record.notes.append(
            "Does not depend on the weights: the map of a random network is nearly the same.")
        }
        found.append(
          FoundExplanation(record, explanation, shown.picture, folder: input.relative))
        arrays.append(explanation.values)
      }
    }
    // A picture that fails leaves nothing.
    let inputFile = input.relative.appending("input.npy")
    try run.write(NumpyEncoder.encode(shown.maps), to: inputFile)
    for (one, values) in zip(found, arrays) {
      try run.write(NumpyEncoder.encode(values), to: one.filePath)
    }
    return found
  }

  /// What the kernels make of a picture; nil without kernels.
  private func responses(
    _ picture: Image, _ input: PipelineInput
  ) throws(ExplainingError) -> KernelResponses? {
    if kernels.isEmpty { return nil }
    do throws(FilteringError) {
      return try KernelResponses(of: picture, kernels)
    } catch {
      throw .batch(.filtering(input.path, kernel: "grey", error))
    }
  }

  private func fitting<Value>(
    _ body: () throws(LayerError) -> Value
  ) throws(ExplainingError) -> Value {
    do throws(LayerError) { return try body() } catch { throw .layers(path, error) }
  }
}
