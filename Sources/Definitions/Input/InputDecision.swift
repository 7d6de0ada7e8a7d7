public import Networks
public import Pixels

/// How pictures become the input of a network, and what says so.
public struct InputDecision: Sendable {
  /// The steps.
  public let stage: InputStage

  /// What says each part, one phrase each: `size from the file`.
  public let sources: [String]

  /// What says the order of three channels; nil if nothing does.
  public let orderSource: String?

  /// What the file says and is not followed, one line each.
  public let warnings: [String]

  /// Takes what somebody has decided.
  ///
  /// - Parameters:
  ///   - stage: The steps.
  ///   - sources: What says each part.
  ///   - orderSource: What says the order of three channels.
  ///   - warnings: What is not followed.
  public init(
    _ stage: InputStage, sources: [String], orderSource: String? = nil, warnings: [String] = []
  ) {
    (self.stage, self.sources, self.warnings) = (stage, sources, warnings)
    self.orderSource = orderSource
  }
}

/// What a user says about how pictures become the input of a network.
public struct StatedInput: Sendable {
  /// What is subtracted from samples of 0 to 255.
  public var mean: [Float]?

  /// What samples less the mean are multiplied with.
  public var scale: [Float]?

  /// Rows and columns that are cut out.
  public var size: Int?

  /// The order of three channels.
  public var order: ChannelOrder?

  /// Says nothing.
  public init() {}
}

extension NetworkFile {
  /// Decides how pictures become the input: what the user says counts first, then what the file does,
  /// then a network of the catalogue that has the same weights, by their shapes.
  ///
  /// A size that the file fixes is that of the pictures. Where nothing says anything, samples are 0
  /// to 255, red, green, blue.
  ///
  /// - Parameters:
  ///   - input: The input that pictures go into; nil for the first.
  ///   - stated: What the user says.
  /// - Returns: The decision.
  public func inputDecision(
    for input: Graph.Input? = nil, stated: StatedInput = StatedInput()
  ) -> InputDecision {
    let pictures = (input ?? graph.inputs.first)?.pictures ?? (channels: 3, height: nil, width: nil)
    var parts =
      stage.map { InputParts(text: $0, stated: stated) }
      ?? InputParts(
        InputMetadata(metadata, channels: pictures.channels), isGrey: pictures.channels == 1,
        stated: stated, catalogue: { Model.like(graph) })
    parts.fixSize(height: pictures.height, width: pictures.width, stated: stated.size)
    return InputDecision(
      parts.stage, sources: parts.sources, orderSource: parts.colour, warnings: parts.warnings)
  }
}

extension Pipeline {
  /// The same pipeline, whose images become its input as was decided.
  ///
  /// - Parameter decision: The steps, and what says them.
  /// - Returns: The pipeline.
  public func following(_ decision: InputDecision) -> Pipeline {
    var pipeline = self
    (pipeline.input, pipeline.inputSources) = (decision.stage, decision.sources)
    return pipeline
  }
}

/// The parts of an input stage, and what says each.
private struct InputParts {
  var stage: InputStage
  var warnings: [String] = []
  private var light: String?
  private var size: String?
  private(set) var colour: String?
  private var numbers: String?

  /// Takes the steps that the text of a network states, as far as the user states no others.
  init(text: InputStage, stated: StatedInput) {
    let source = "the text of the network"
    stage = text
    (size, colour, numbers) = (text.crop == nil ? nil : source, source, source)
    if let order = stated.order, stage.colour.order != nil {
      (stage.colour, colour) = (.colour(order), "--channel-order")
    }
    take(stated)
  }

  /// Takes each part from whatever says it first.
  init(
    _ metadata: InputMetadata, isGrey: Bool, stated: StatedInput, catalogue: () -> Model?
  ) {
    stage = InputStage()
    warnings = metadata.warnings
    let isToldFully = metadata.numbers != nil || (stated.mean != nil && stated.scale != nil)
    let model =
      isToldFully && (metadata.order != nil || stated.order != nil || isGrey)
      ? nil : catalogue()
    let like = model.map { "the catalogue, whose '\($0.name)' has filters of the same shapes" }
    if isGrey {
      stage.colour = .grey()
    } else if let order = stated.order {
      (stage.colour, colour) = (.colour(order), "--channel-order")
    } else if let order = metadata.order {
      (stage.colour, colour) = (.colour(order.value), Self.text(order.keys))
    } else if let model, metadata.numbers == nil {
      (stage.colour, colour) = (model.input.colour, like)
    }
    if let told = metadata.numbers {
      let order = stage.colour.order ?? .rgb
      let (mean, scale) = (order.redFirst(told.value.mean), order.redFirst(told.value.scale))
      stage.mean = mean.isEmpty || mean.allSatisfy { $0 == 0 } ? nil : .channels(mean)
      stage.scale = scale
      numbers = Self.text(told.keys)
    } else if let model, model.input.colour.channels == stage.colour.channels {
      let input = stage.colour.order.map(model.input.reordered) ?? model.input
      (stage.mean, stage.scale, stage.arithmetic) = (input.mean, input.scale, input.arithmetic)
      numbers = like
    }
    if let told = metadata.size {
      stage.resize = InputResize(
        told.value.width == told.value.height ? .shorterSide(told.value.height) : .exact(told.value)
      )
      (stage.crop, size) = (told.value, Self.text(told.keys))
    } else if let model {
      (stage.resize, stage.crop, size) = (model.input.resize, model.input.crop, like)
    }
    if let told = metadata.isLinear {
      (stage.isLinear, light) = (told.value, Self.text(told.keys))
    }
    take(stated)
  }

  private mutating func take(_ stated: StatedInput) {
    if let mean = stated.mean { stage.mean = .channels(mean) }
    if let scale = stated.scale { stage.scale = scale }
    let options = [stated.mean.map { _ in "--mean" }, stated.scale.map { _ in "--scale" }]
      .compactMap(\.self)
    guard !options.isEmpty else { return }
    let others = options.count == 2 ? nil : numbers
    numbers = options.joined(separator: " and ") + (others.map { ", else from \($0)" } ?? "")
  }

  /// Brings pictures to the size that the user states, or the file fixes.
  mutating func fixSize(height: Int?, width: Int?, stated: Int?) {
    guard let height = stated ?? height, let width = stated ?? width else { return }
    let cut = ImageSize(width: width, height: height)
    if stated == nil, stage.crop == cut { return }
    stage.resize = InputResize(height == width ? .shorterSide(height) : .exact(cut))
    (stage.crop, size) = (cut, stated == nil ? "the file" : "--size")
  }

  /// What says each part, one phrase for parts that one thing says.
  var sources: [String] {
    var sources: [(parts: String, source: String)] = []
    let parts = [
      ("linear light", light), ("size", size), ("channels", colour), ("mean and scale", numbers),
    ]
    for (part, source) in parts {
      guard let source else { continue }
      if let last = sources.last, last.source == source {
        sources[sources.count - 1].parts += ", \(part)"
      } else {
        sources.append((part, source))
      }
    }
    return sources.map { "\($0.parts) from \($0.source)" }
      + (numbers == nil ? ["nothing says mean and scale: samples are 0 to 255"] : [])
  }

  private static func text(_ keys: [String]) -> String {
    "the metadata " + keys.map { "'\($0)'" }.joined(separator: " and ")
  }
}
