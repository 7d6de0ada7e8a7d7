import Comparing
import Definitions
import Escaping
import Files
import Networks
import Pixels
import Weights

/// Which filters a user has named, and how.
struct ComparedFilters {
  let model: String?
  let weights: Path?
  let layer: String?
  let firstLayer: FirstLayerOptions
  let filters: FilterOptions

  /// What is wrong with the options together; nil if nothing is.
  var problem: String? {
    guard let model else {
      return weights == nil
        ? "name a network with --model, or a file of weights with --weights" : nil
    }
    if model == Model.firstLayerName {
      return "--model is a network; --weights alone takes any file"
    }
    if firstLayer.isOfLayer {
      return "--stride and --padding are not for --model, which knows them"
    }
    guard NetworkFile.isNamed(Path(model)) else { return nil }
    if filters.axes != nil { return "--axes is not for a network's own file" }
    if weights != nil, !NetworkFile.takesWeights(Path(model)) {
      return "--weights is not for an ONNX file, which has them in it"
    }
    return nil
  }

  /// Filters with what the comparison needs to know of them.
  struct Found {
    /// The file that errors name.
    let path: Path

    /// Other files that were read.
    var files: [Path] = []

    let bank: LearnedBank
    let record: LearnedFilterRecord
    let stride: Step
    let padding: Padding

    /// How pictures become what the filters see, in the order red, green, blue.
    let input: InputStage

    /// The network; nil for a file of weights alone.
    var network: (file: NetworkFile, input: InputStage, reason: String?)?

    /// What is told about the choice.
    let lines: [String]

    /// How the filters are applied, as it is told.
    var step: String {
      let stride = stride.x == stride.y ? "\(stride.x)" : "\(stride.x)x\(stride.y)"
      return "stride \(stride), padding \(padding.text)"
    }
  }

  /// Reads the filters.
  ///
  /// - Throws: `DefinitionError`.
  func find() throws(DefinitionError) -> Found {
    if let model { return try find(in: try network(model)) }
    guard let weights else { throw .model(.weightsNotNamed(model: "weights", first: nil)) }
    return try find(in: weights)
  }

  /// Opens a network.
  ///
  /// - Parameter model: Its file or its name.
  /// - Returns: The network, and how the order of its three channels is known.
  /// - Throws: `DefinitionError`.
  func network(
    _ model: String
  ) throws(DefinitionError) -> (file: NetworkFile, input: InputStage, reason: String?) {
    if NetworkFile.isNamed(Path(model)) {
      let file = try NetworkFile(Path(model), weights: weights)
      let decision = decision(for: file, order: filters.channelOrder)
      let reason =
        filters.channelOrder == nil ? decision.orderSource.map { "from \($0)" } : "as asked for"
      return (file, decision.stage, reason)
    }
    let known: Model
    do throws(ModelError) { known = try Model.named(model) } catch { throw .model(error) }
    let path = try known.weightsFile(weights)
    let opened = try ModelWeights(path, stated: filters.stated())
    let file = try NetworkFile(known, weights: opened)
    let choice = known.layerNames.first.flatMap { try? opened.layer($0) }
    return (
      file, decision(for: file, order: file.stage?.colour.order).stage, choice?.order?.reason
    )
  }

  private func decision(for file: NetworkFile, order: ChannelOrder?) -> InputDecision {
    file.inputDecision(stated: firstLayer.stated(order: order))
  }

  private func find(
    in network: (file: NetworkFile, input: InputStage, reason: String?)
  ) throws(DefinitionError) -> Found {
    let order = network.input.colour.order ?? .rgb
    let found = try ComparedLayer(of: network.file, layer: layer, order: order)
    let shape = found.bank.shape
    let reason = network.reason ?? "a guess: nothing in the file tells"
    let isColour = shape[1] == 3
    var lines = [
      "\(found.bank.layer): \(shape[0]) \(shape[0] == 1 ? "filter" : "filters") of "
        + "\(shape[2])x\(shape[3])x\(shape[1])"
        + (isColour
          ? ", channel order \(order.name), \(reason); --channel-order \(order.other.rawValue) is for the other"
          : "")
    ]
    if !found.seesPictures {
      lines.append(
        "warning: '\(found.bank.layer)' does not see pictures in the network: what its filters respond "
          + "to pictures is not what the network computes")
    }
    return Found(
      path: network.file.path, files: Array(network.file.files.dropFirst()), bank: found.bank,
      record: LearnedFilterRecord(
        tensor: found.tensor, shape: shape,
        order: isColour ? (order, reason, network.reason == nil) : nil),
      stride: found.stride, padding: found.padding,
      input: network.input.reordered(.rgb).taking(channels: shape[1]), network: network,
      lines: lines.map(escapedForTerminal))
  }

  private func find(in path: Path) throws(DefinitionError) -> Found {
    let opened = try ModelWeights(path, stated: filters.stated(layer: layer))
    let choice = try LearnedBank.choice(in: opened)
    let bank = try LearnedBank(choice, in: opened)
    let order = choice.order?.order ?? .rgb
    let stated = StatedGeometry(opened.metadata, order: order)
    return Found(
      path: path, bank: bank, record: LearnedFilterRecord(choice),
      stride: firstLayer.stride ?? stated.stride.map { Step(x: $0, y: $0) } ?? .one,
      padding: .all(firstLayer.padding ?? stated.padding ?? 0),
      input: input(stated, isGrey: bank.shape[1] == 1, order: order), lines: choice.lines)
  }

  /// How pictures become what the filters see: by the options, else by what the file says.
  private func input(_ stated: StatedGeometry, isGrey: Bool, order: ChannelOrder) -> InputStage {
    let side = firstLayer.size ?? stated.side
    var input = InputStage(
      resize: side.map { InputResize(.shorterSide($0)) },
      crop: side.map { ImageSize(width: $0, height: $0) }, colour: isGrey ? .grey() : .rgb,
      scale: firstLayer.scale.map { order.redFirst($0.numbers) } ?? [1])
    // What is said of three channels does not suit one.
    if let mean = firstLayer.mean.map({ order.redFirst($0.numbers) }) ?? stated.mean,
      !isGrey || mean.count == 1
    {
      input.mean = .channels(mean)
    }
    return input
  }
}

extension InputStage {
  /// The stage for filters that see so many channels: what is said of three does not suit one.
  fileprivate func taking(channels: Int) -> InputStage {
    guard channels != colour.channels else { return self }
    var stage = self
    stage.colour = channels == 1 ? .grey() : .rgb
    if stage.scale.count != 1 { stage.scale = [1] }
    if case .channels(let numbers) = mean, numbers.count == 1 { return stage }
    stage.mean = nil
    return stage
  }
}
