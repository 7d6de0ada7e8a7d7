import CommandLineKit
import Files
import Kernels

/// Where a made kernel goes.
struct KernelOutput: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The kernel file to write, in the format of its extension; one that exists is replaced. By \
      default standard output.
      """, valueName: "FILE"))
  var output: Path?
  @OptionGroup var format: KernelFormatOptions

  mutating func validate() throws {
    if output == nil, format.to == .numpy {
      throw ValidationError("--to npy writes bytes that are no text: name a file with --output")
    }
    _ = try target
  }

  /// The format to write; a name without extension says nothing.
  private var target: KernelFormat {
    get throws {
      guard let output, output.fileExtension != nil else { return format.to ?? .lenslet }
      return try format.format(for: output)
    }
  }

  /// Writes kernels as one kernel file.
  ///
  /// - Parameters:
  ///   - kernels: What is asked for, in the order of the file.
  ///   - isNormalised: Whether the absolute values of each kernel's weights shall sum to 1.
  /// - Throws: `ValidationError` where they are too large or empty, `FileError` for the file.
  func write<Generated: GeneratedKernel>(
    _ kernels: [Generated], isNormalised: Bool = false
  ) throws {
    let name = output.map { KernelFile.bankName(of: $0.text) } ?? "kernel"
    let target = try target
    let content = try checked { () throws(KernelError) in
      let bank = try Generated.bank(of: kernels, name: name, isNormalised: isNormalised)
      return try format.content(of: bank, as: target)
    }
    if let output {
      try format.write(content, as: target, to: output)
    } else {
      print(String(decoding: content, as: UTF8.self), terminator: "")
    }
  }
}

/// Turns what is wrong with the numbers of a kernel into a usage error.
///
/// - Parameter body: What is made of them.
/// - Returns: What the body returns.
/// - Throws: `ValidationError`.
func checked<Result>(_ body: () throws(KernelError) -> Result) throws -> Result {
  do throws(KernelError) {
    return try body()
  } catch {
    throw ValidationError(error.description)
  }
}
