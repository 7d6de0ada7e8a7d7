import CommandLineKit
import Comparing
import Definitions
import Files
import Pixels

/// A network, or a file of weights, that another is compared with.
struct OtherNetwork: ParsableArguments {
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      """
      Another network, or a file of weights: the filters of both are matched. With --depth also the \
      linear CKA of every layer with every layer of it.
      """, valueName: "MODEL"))
  var model: String?
  @Option(
    name: .customLong("with-layer"),
    help: ArgumentHelp(
      "Its layer whose filters are matched, by default the first one.", valueName: "LAYER"))
  var layer: String?
  @Option(
    name: .customLong("with-depth-layer"),
    help: ArgumentHelp(
      "With --depth, a layer of it; by default all convolutions.",
      valueName: "LAYER"))
  var depthLayers: [String] = []
  @Option(
    name: .customLong("with-weights"),
    help: ArgumentHelp("Its file of weights.", valueName: "FILE"))
  var weights: Path?
  @Option(
    name: .customLong("with-channel-order"),
    help: ArgumentHelp("Its --channel-order.", valueName: "ORDER"))
  var order: ChannelOrder?
  @Option(
    name: .customLong("with-mean"), help: ArgumentHelp("Its --mean.", valueName: "NUMBERS"))
  var mean: NumberList?
  @Option(
    name: .customLong("with-scale"), help: ArgumentHelp("Its --scale.", valueName: "NUMBERS"))
  var scale: NumberList?
  @Option(name: .customLong("with-size"), help: ArgumentHelp("Its --size.", valueName: "N"))
  var size: Int?

  mutating func validate() throws {
    guard let problem = problem else { return }
    throw ValidationError(problem)
  }

  /// What is wrong where layers are compared by depth, or not; nil if nothing is.
  ///
  /// - Parameter isByDepth: Whether `--depth` was given.
  /// - Returns: The message of a usage error.
  func problem(isByDepth: Bool) -> String? {
    if !isByDepth { return depthLayers.isEmpty ? nil : "--with-depth-layer is for --depth" }
    guard let source, source.model == nil else { return nil }
    return
      "--depth needs a network with --with, not a file of weights alone: name the network, and the "
      + "file with --with-weights"
  }

  /// What is wrong with the options together; nil if nothing is.
  private var problem: String? {
    guard model != nil else {
      let isUsed =
        layer != nil || !depthLayers.isEmpty || weights != nil || order != nil || mean != nil
        || scale != nil || size != nil
      return isUsed ? "options that begin with --with- are for --with" : nil
    }
    if let size, !(1...65535).contains(size) { return "--with-size is 1 to 65535, not \(size)" }
    for (name, numbers) in [("mean", mean), ("scale", scale)] {
      if let count = numbers?.numbers.count, count != 1, count != 3 {
        return "--with-\(name) is one number or three, not \(count)"
      }
    }
    return source?.problem.map { "of --with: \($0)" }
  }

  /// The filters that are named; nil without `--with`.
  private var source: ComparedFilters? {
    guard let model else { return nil }
    let firstLayer = FirstLayerOptions()
    firstLayer.mean = mean
    firstLayer.scale = scale
    firstLayer.size = size
    let filters = FilterOptions()
    filters.channelOrder = order
    let path = Path(model)
    let isWeights =
      weights == nil && !NetworkFile.isNamed(path) && FileKind(of: path) == .regular
    return ComparedFilters(
      model: isWeights ? nil : model, weights: isWeights ? path : weights, layer: layer,
      firstLayer: firstLayer, filters: filters)
  }

  /// Reads the filters that are matched; nil without `--with`.
  ///
  /// - Throws: `DefinitionError`.
  func find() throws(DefinitionError) -> ComparedFilters.Found? { try source?.find() }
}
