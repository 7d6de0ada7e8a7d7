import CommandLineKit
import Files

/// What is done with the layers of a network beside writing their maps.
struct LayerOptions: ParsableArguments {
  @Flag(
    help: """
      Print the layers instead: the number for '-l #N', the name, the kind and the shape; no INPUT is \
      read.
      """)
  var list = false
  @Option(
    name: [.customLong("set")],
    help: ArgumentHelp(
      """
      A layer or an input that is not computed, but taken from an .npy file; without --layer what \
      changes with it is written, and in no case a page.
      """, valueName: "LAYER=FILE"))
  var given: [GivenLayer] = []
  @Option(
    help: ArgumentHelp(
      """
      A folder of .npy files named after layers, of another program or an earlier run: they are \
      compared with the maps layer by layer, in the order of the network. Nothing is written.
      """, valueName: "DIR"))
  var against: Path?
  @Option(
    help: ArgumentHelp(
      "With --against, the largest difference that is none, as a share of the largest value.",
      valueName: "SHARE"))
  var bound = 1e-4

  mutating func validate() throws {
    guard bound >= 0, bound.isFinite else {
      throw ValidationError("--bound is 0 or more, not \(bound)")
    }
    if list, against != nil { throw ValidationError("--list and --against are two commands") }
    let names = given.map(\.layer)
    if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("--set is given twice for '\(name)': leave one out")
    }
    if let against, FileKind(of: against) != .directory {
      throw ValidationError("'\(against)' is no folder; --against takes one")
    }
  }

  /// Checks what is given beside them.
  ///
  /// - Parameters:
  ///   - inputs: Images and tensors.
  ///   - output: The folder of the results.
  /// - Throws: `ValidationError`.
  func check(inputs: [InputName], output: Path?) throws {
    if list {
      if !inputs.isEmpty {
        throw ValidationError(
          "--list reads no INPUT: leave '\(inputs[0].defaultValueDescription)' out")
      }
      if output != nil { throw ValidationError("--list writes nothing: leave --output out") }
      return
    }
    if inputs.isEmpty { throw ValidationError("INPUT is missing: name images, folders or tensors") }
    if against == nil, output == nil {
      throw ValidationError("missing option '--output DIR': name a folder for the results")
    }
    if against != nil, output != nil {
      throw ValidationError("--against writes nothing: leave --output out")
    }
  }
}

/// A layer and the file of its values.
struct GivenLayer: ExpressibleByRawArgument {
  /// The layer, as the user names it.
  let layer: String

  /// The file.
  let path: Path

  /// Takes `conv1=file.npy`; the last sign counts, as names of values may hold one.
  init?(rawArgument: RawArgument) {
    let bytes = rawArgument.bytes
    guard let sign = bytes.lastIndex(of: UInt8(ascii: "=")), sign > 0,
      let layer = RawArgument(bytes: Array(bytes[..<sign])).text,
      let path = Path(bytes: bytes[(sign + 1)...]), !path.bytes.isEmpty
    else { return nil }
    (self.layer, self.path) = (layer, path)
  }

  /// What is expected.
  static var expectedArgument: String { "a layer and a file, as in conv1=file.npy" }

  /// The argument again.
  var defaultValueDescription: String { "\(layer)=\(path)" }
}
