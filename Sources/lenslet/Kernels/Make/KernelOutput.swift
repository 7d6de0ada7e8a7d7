import CommandLineKit
import Files
import Filtering

/// Where a made kernel goes.
struct KernelOutput: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The kernel file to write; one that exists is replaced. By default standard output.",
      valueName: "FILE"))
  var output: Path?

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
    let text = try checked { () throws(KernelError) in
      try Generated.bank(of: kernels, name: name, isNormalised: isNormalised).text(in: .lenslet)
    }
    if let output {
      try File.write(Array(text.utf8), to: output)
    } else {
      print(text, terminator: "")
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
