public import CommandLineKit
import Definitions
import Files
public import Kernels

/// The format of a kernel file that is written.
struct KernelFormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The format to write; by default that of the extension of the output: .kernel, .mat, .txt \
      or .npy.
      """, valueName: "FORMAT"))
  var to: KernelFormat?
  @Flag(
    help: """
      Multiply the scale into the weights, which rounds them, for formats that have none: \
      ImageMagick's and NumPy's.
      """)
  var foldScale = false

  /// The format for a file of a name.
  ///
  /// - Parameter output: The file.
  /// - Returns: The format of `--to`, else that of the extension.
  /// - Throws: `ValidationError` for an extension of no format.
  func format(for output: Path) throws -> KernelFormat {
    let named = output.fileExtension?.lowercased()
    if let format = to ?? KernelFormat.allCases.first(where: { $0.fileExtension == named }) {
      return format
    }
    throw ValidationError(
      "the extension of '\(output.display)' is that of no kernel format, which are .kernel, .mat, "
        + ".txt and .npy; choose one with --to")
  }

  /// The content of a file.
  ///
  /// - Parameters:
  ///   - bank: The kernels.
  ///   - format: The format.
  /// - Returns: The bytes of the file.
  /// - Throws: `KernelError` for what the format cannot hold.
  func content(of bank: KernelBank, as format: KernelFormat) throws(KernelError) -> [UInt8] {
    try kernelFile(of: foldScale ? bank.foldingScale() : bank, format: format)
  }

  /// Writes a file, unless its name would have it read in another format.
  ///
  /// - Parameters:
  ///   - content: The bytes of the file.
  ///   - format: Their format.
  ///   - output: The file; one that exists is replaced.
  /// - Throws: `ValidationError` for such a name, `FileError` for the file.
  func write(_ content: [UInt8], as format: KernelFormat, to output: Path) throws {
    let read = KernelFormat.detect(name: output.text, bytes: content)
    guard read == format else {
      throw ValidationError(
        "'\(output.display)' would be read as a file of the format "
          + "'\(read.defaultValueDescription)': end its name in .\(format.fileExtension)")
    }
    try File.write(content, to: output)
  }
}

extension KernelFormat: ExpressibleByArgument {
  /// Finds a format by its name on the command line.
  ///
  /// - Parameter argument: One of `allValueStrings`.
  public init?(argument: String) {
    let format = KernelFormat.allCases.first { $0.defaultValueDescription == argument }
    guard let format else { return nil }
    self = format
  }

  /// The name on the command line; NumPy's is that of its extension.
  public var defaultValueDescription: String { self == .numpy ? fileExtension : rawValue }
}
