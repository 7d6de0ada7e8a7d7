import CommandLineKit
import Definitions
import Networks
import Pixels

/// What `first-layer` has to be told, as a file of weights does not say it.
struct FirstLayerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The step from result to result in pixels: N, or X and Y as 2x1.", valueName: "N"))
  var stride: Step?
  @Option(help: ArgumentHelp("Rows and columns of zeros on each side.", valueName: "N"))
  var padding: Int?
  @Option(
    help: ArgumentHelp(
      "What is subtracted from samples of 0 to 255: one number, or three as 104,116.7,122.7.",
      valueName: "NUMBERS"))
  var mean: NumberList?
  @Option(
    help: ArgumentHelp(
      "What samples less the mean are multiplied by: one number, or three.", valueName: "NUMBERS"))
  var scale: NumberList?
  @Option(
    help: ArgumentHelp(
      """
      The size that images are cut to, after their shorter side was resized to it: N for N by N. \
      By default images keep their size.
      """, valueName: "N"))
  var size: Int?

  mutating func validate() throws {
    if let padding, !(0...65535).contains(padding) {
      throw ValidationError("--padding is 0 to 65535, not \(padding)")
    }
    if let size, !(1...65535).contains(size) {
      throw ValidationError("--size is 1 to 65535, not \(size)")
    }
    for (name, numbers) in [("mean", mean), ("scale", scale)] {
      if let count = numbers?.numbers.count, count != 1, count != 3 {
        throw ValidationError("--\(name) is one number or three, not \(count)")
      }
    }
  }

  /// Whether anything was said of the layer, not of its input.
  var isOfLayer: Bool { stride != nil || padding != nil }

  /// Whether any was given that other models know.
  var isUsed: Bool {
    stride != nil || padding != nil || mean != nil || scale != nil || size != nil
  }

  /// The first layer with these options.
  ///
  /// - Parameter colour: The channels that the filters take.
  /// - Returns: The layer without its filters.
  func layer(_ colour: InputColour) -> FirstLayer {
    var layer = FirstLayer()
    layer.stride = stride ?? .one
    layer.padding = padding ?? 0
    layer.input = InputStage(
      resize: size.map { InputResize(.shorterSide($0)) },
      crop: size.map { ImageSize(width: $0, height: $0) },
      colour: colour, mean: mean.map { .channels($0.numbers) },
      scale: scale?.numbers ?? [1])
    return layer
  }

  /// What is said of pictures.
  ///
  /// - Parameter order: The order of three channels; nil where it is not said.
  /// - Returns: The statements.
  func stated(order: ChannelOrder?) -> StatedInput {
    var stated = StatedInput()
    stated.mean = mean?.numbers
    stated.scale = scale?.numbers
    stated.size = size
    stated.order = order
    return stated
  }

  /// Says which option to change where images of `--size` do not fit.
  ///
  /// - Parameter error: What was found before any image was read.
  /// - Returns: A usage error; nil where no size was given, or something else is wrong.
  func mistake(_ error: DefinitionError) -> ValidationError? {
    guard size != nil else { return nil }
    switch error {
    case .input(_, let problem):
      return ValidationError("\(problem): choose a smaller --size")
    case .layers(let path, .step(let name, let problem)):
      let advice =
        if case .windowTooLarge = problem {
          "choose a larger --size or --padding"
        } else {
          "choose a smaller --size or --padding, or a larger --stride"
        }
      return ValidationError("\(path): layer '\(name)': \(problem): \(advice)")
    case .outOfMemory(let path, let name, let shape):
      return ValidationError(
        "\(path): layer '\(name)': there is not enough memory for maps of \(shape): "
          + "choose a smaller --size or --padding, or a larger --stride")
    default:
      return nil
    }
  }
}

/// Numbers with commas between them.
struct NumberList: ExpressibleByArgument {
  /// The numbers, all finite.
  let numbers: [Float]

  /// Reads `1.5` or `104,116.7,122.7`.
  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    numbers = words.compactMap { Float($0) }.filter(\.isFinite)
    guard numbers.count == words.count else { return nil }
  }

  /// What is expected.
  static var expectedArgument: String { "a number, or several with commas between them" }

  /// Not shown; no option of this type has a default.
  var defaultValueDescription: String { numbers.map { "\($0)" }.joined(separator: ",") }
}
