public import Batches
import Codecs
public import Files
public import Networks
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

  /// Describes a run; the parameters are the properties.
  public init(
    _ network: ExplainedNetwork, path: Path, stage: InputStage, score: ScoreKind,
    methods: [ExplanationMethod], settings: ExplanationSettings, chosen: [ChosenClass],
    labels: [String], layer: (value: Graph.Value, name: String)?
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
  }

  /// One method on one picture.
  private struct Found {
    var record: ExplanationRecord
    let picture: Image
    let values: [Float]
    let isSigned: Bool
    let path: Path
  }

  /// Explains pictures and writes the results.
  ///
  /// - Parameters:
  ///   - inputs: The pictures.
  ///   - folder: The folder of the results.
  ///   - threads: How many gradients are computed at once.
  ///   - report: Is told of each picture: its records, or why it failed.
  /// - Throws: `ExplainingError` if nothing can be explained, or a result cannot be written.
  public func run(
    _ inputs: [PipelineInput], into folder: Path, threads: Int,
    report: (PipelineInput, Result<[ExplanationRecord], ExplainingError>) -> Void
  ) throws(ExplainingError) {
    var explainer: (shape: Shape, explainer: Explainer)?
    var found: [Found] = []
    var lines: [String] = []
    for input in inputs {
      do throws(ExplainingError) {
        guard input.isImage else { throw .tensor(input.path) }
        let shown = try read(input)
        if explainer?.shape != shown.maps.shape {
          explainer = (shown.maps.shape, try prepared(for: shown.maps.shape))
        }
        guard let explainer else { preconditionFailure("it was made") }
        let results = try explain(shown, input, explainer.explainer, folder, threads: threads)
        found += results
        report(input, .success(results.map(\.record)))
      } catch {
        if error.isUsage { throw error }
        lines.append(try line(ExplanationFailure(image: "\(input.path)", error: "\(error)")))
        report(input, .failure(error))
      }
    }
    for method in methods {
      let own = found.indices.filter { found[$0].record.method == method.rawValue }
      let limit = Self.limit(own.map { found[$0].values })
      for index in own {
        found[index].record.colourLimit = limit
        try draw(found[index], limit)
      }
    }
    for result in found { lines.append(try line(result.record)) }
    try write(Array((lines.joined(separator: "\n") + "\n").utf8), folder.appending("index.jsonl"))
    let page = ExplanationPage(records: found.map(\.record), network: "\(path)")
    try write(Array(page.text.utf8), folder.appending("index.html"))
  }

  private func read(_ input: PipelineInput) throws(ExplainingError) -> FieldInput {
    do throws(BatchError) { return try FieldInput(input.path, stage) } catch { throw .batch(error) }
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
    _ shown: FieldInput, _ input: PipelineInput, _ explainer: Explainer, _ folder: Path,
    threads: Int
  ) throws(ExplainingError) -> [Found] {
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
    let inputFile = input.relative.appending("input.npy")
    try write(NumpyEncoder.encode(shown.maps), folder.appending(inputFile))
    var found: [Found] = []
    for number in numbers {
      for method in methods {
        let explanation = try fitting { () throws(LayerError) in
          try explainer.explanation(of: shown.maps, class: number, by: method, threads: threads)
        }
        guard explanation.values.values.allSatisfy(\.isFinite) else {
          throw .notFinite(input.path, "the numbers of \(method.rawValue)")
        }
        // Several classes, which depend on the picture, have names of their own.
        let stem = chosen.count == 1 ? method.rawValue : "\(method.rawValue)-\(number)"
        let name = input.relative.appending("\(stem).npy")
        try write(NumpyEncoder.encode(explanation.values), folder.appending(name))
        let record = ExplanationRecord(
          explanation, image: "\(input.path)", number: number,
          label: labels.isEmpty ? nil : labels[number], score: score, value: scores[number],
          probability: classes.probabilities[number], file: "\(name)",
          picture: "\(input.relative.appending("\(stem).png"))")
        found.append(
          Found(
            record: record, picture: shown.picture, values: explanation.plane(shown.picture.size),
            isSigned: method.isSigned,
            path: folder.appending(input.relative.appending("\(stem).png"))))
      }
    }
    return found
  }

  private func fitting<Value>(
    _ body: () throws(LayerError) -> Value
  ) throws(ExplainingError) -> Value {
    do throws(LayerError) { return try body() } catch { throw .layers(path, error) }
  }

  /// Where colours end: 99 of 100 pixels of all pictures lie within.
  private static func limit(_ planes: [[Float]]) -> Float {
    let magnitudes = planes.flatMap { $0.map(\.magnitude) }.sorted()
    guard let largest = magnitudes.last else { return 0 }
    let limit = magnitudes[min(magnitudes.count - 1, magnitudes.count * 99 / 100)]
    return limit > 0 ? limit : largest
  }

  private func draw(_ found: Found, _ limit: Float) throws(ExplainingError) {
    let record = found.record
    let isNothing = found.values.allSatisfy { $0 == 0 }
    var notes = ["\(record.score) \(record.value), probability \(record.probability)"]
    if let layer = record.layer { notes.append("of \(layer)") }
    if let baseline = record.baseline { notes.append("baseline: \(baseline)") }
    if let steps = record.steps { notes.append("\(steps) steps") }
    if let error = record.completeness {
      notes.append("sum within \(Float(error * 100)) % of the score's difference")
    }
    notes += record.notes
    let channels = record.shape[1] > 1 ? ", sum of \(record.shape[1]) channels" : ""
    let picture = ExplanationPicture(
      found.picture, values: found.values, limit: isNothing ? 0 : limit, isSigned: found.isSigned,
      title: "\(record.method) of \(record.className)", notes: notes,
      unit: record.unit + channels + "; 99 % of the run's pixels lie within")
    let drawn: Image
    do throws(ReportError) {
      drawn = try picture.image()
    } catch {
      throw .picture(Path(record.picture), error)
    }
    let bytes: [UInt8]
    do throws(CodecError) {
      bytes = try ImageEncoder.encode(drawn, as: .png)
    } catch {
      throw .batch(.codec(Path(record.picture), error))
    }
    try write(bytes, found.path)
  }

  private func line(_ record: some Encodable) throws(ExplainingError) -> String {
    do throws(ReportError) {
      return try jsonLine(record)
    } catch {
      preconditionFailure("records are numbers and texts: \(error)")
    }
  }

  private func write(_ bytes: [UInt8], _ path: Path) throws(ExplainingError) {
    do throws(FileError) {
      try File.write(bytes, to: path, makesDirectories: true)
    } catch {
      throw .batch(.file(error))
    }
  }
}
