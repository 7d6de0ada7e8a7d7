import Batches
import Codecs
import CommandLineKit
import Files

/// What is written, and where.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder of the results; made where it is missing.", valueName: "DIR"))
  var folder: Path
  @Option(
    help: ArgumentHelp(
      """
      The format of the results, by default that of each input; npy is Float32, signed and \
      unrounded, channels x height x width without alpha.
      """, valueName: "FORMAT"))
  var format: OutputFormat?
  @Option(help: ArgumentHelp("The quality of JPEG files, 1 to 100; by default 90.", valueName: "N"))
  var quality: Int?
  @Option(
    help: ArgumentHelp(
      """
      How many pixels of JPEG files share the samples of colours: none, two or four; by default \
      four, or none where --quality asks for 90 or more.
      """, valueName: "SUBSAMPLING"))
  var subsampling: ChromaSubsampling?
  @Option(
    help: ArgumentHelp(
      "How small PNG files are made: fastest, default or smallest, which takes many times longer.",
      valueName: "EFFORT"))
  var compression = PNGCompression.default
  @Option(
    help: ArgumentHelp(
      """
      How results are named: {dir} and {name} of the input below INPUT, {path} for both, {file} \
      for the name with its extension, {kernel}, {index} of the input from 1, {ext} of the result; \
      by default {path}-{kernel}.{ext}, or {path}.{ext} where an image has one result.
      """, valueName: "TEMPLATE"))
  var template: String?
  @Flag(
    help: """
      Write index.html as well, a page that shows inputs and results side by side and computes any \
      pixel step by step.
      """)
  var page = false
  @Flag(help: "Leave results that exist as they are.") var skipExisting = false
  @Flag(help: "Only print what would be written.") var dryRun = false

  mutating func validate() throws {
    if let quality, !(1...100).contains(quality) {
      throw ValidationError("--quality is 1 to 100, not \(quality)")
    }
    try checkFolder(folder)
  }

  /// How JPEG files are subsampled: whoever asks for a high quality wants colours too, and whoever
  /// asks for nothing a small file that is written quickly.
  var writtenSubsampling: ChromaSubsampling {
    if let subsampling { return subsampling }
    return quality.map { $0 >= 90 } == true ? .none : .quartered
  }

  /// The template, if one was given.
  func parsedTemplate() throws(BatchError) -> OutputTemplate? {
    guard let template else { return nil }
    return try OutputTemplate(template)
  }
}
