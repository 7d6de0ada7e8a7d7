import Batches
public import CommandLineKit
public import Definitions
import Files
import Reports

/// What is written of feature maps, and where.
struct ExportOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder of the results; made where it is missing.", valueName: "DIR"))
  var given: Path?
  @Option(
    name: [.customLong("form")],
    help: ArgumentHelp(
      """
      A form, by default png (a picture a map), sheet (one labelled picture of all) and npy; \
      svg (that picture as a drawing, whose text is text), npz and safetensors as well.
      """, valueName: "FORM"))
  var forms: [ExportSettings.Form] = []
  @Option(help: ArgumentHelp("The colours of pictures.", valueName: "COLOURS"))
  var colours = ColourMap.grey
  @Option(
    help: ArgumentHelp(
      """
      Which values the colours span: map (each map its own range, the default), layer, symmetric, \
      percentile, percentile:LOWER:UPPER, the last three also with :layer, or LOW:HIGH.
      """, valueName: "SCALING"))
  var scaling = MapScaling.perMap
  @Option(
    help: ArgumentHelp(
      "Pictures of the N most active maps only; arrays hold all.", valueName: "N"))
  var top: Int?
  @Option(
    help: ArgumentHelp(
      """
      Pixels along the side of a value in the picture of one map, 1 to 128; by default small maps \
      are enlarged to about 128 pixels.
      """, valueName: "N"))
  var enlarge: Int?
  @Flag(help: "Write no index.html, and no index.js and input.js for it.") var noPage = false
  @Flag(help: "Only print what would be written.") var dryRun = false

  mutating func validate() throws {
    if let top, top < 1 { throw ValidationError("--top is at least 1, not \(top)") }
    if let enlarge, !(1...128).contains(enlarge) {
      throw ValidationError("--enlarge is 1 to 128, not \(enlarge)")
    }
    if let given { try checkFolder(given) }
  }

  /// The folder of the results; only to be asked for where something is written.
  var folder: Path {
    guard let given else { preconditionFailure("a run that writes was checked for its folder") }
    return given
  }

  /// What is written.
  var settings: MapExportSettings {
    var settings = MapExportSettings(
      style: MapStyle(colours: colours, scaling: scaling), top: top, enlargement: enlarge)
    if !forms.isEmpty {
      settings.forms = ExportSettings.Form.allCases.filter(forms.contains)
    }
    return settings
  }
}

extension ExportSettings.Form: ExpressibleByArgument {}
