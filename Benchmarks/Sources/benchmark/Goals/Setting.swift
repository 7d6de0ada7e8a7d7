import BenchmarkCases
import Definitions
import Files
import Kernels
import Foundation

/// What the works are done with.
struct Setting {
  /// The folder of pictures that was given.
  let pictures: Path

  /// The folder of photographs, with `jpg` and `png` in it.
  let photographs: Path

  /// A folder for everything that is made, removed at the end.
  let folder: Path

  /// The file of AlexNet's weights; nil where none was given.
  let weights: String?

  /// The ONNX file of Caffe's GoogLeNet; nil where none was given.
  let network: String?

  /// The Python of the peers; nil where none was given.
  let python: String?

  /// How often each program is timed.
  let runs: Int

  /// Whether `vips` can be run.
  let hasVips: Bool

  /// The kernels that folders are filtered with, under their names in the list of cases.
  static let folderKernels = ["sharpen3", "edge3", "gaussian5"]

  /// Writes the kernels that folders are filtered with, as lenslet and as libvips reads them.
  ///
  /// - Throws: `KernelError`, `FileError`.
  func writeKernels() throws {
    try File.makeDirectories(folder)
    for bank in Self.banks(Self.folderKernels) {
      for format in [KernelFormat.lenslet, .vips] {
        try File.write(
          Array(try bank.text(in: format).utf8), to: kernelFile(bank.name, as: format))
      }
    }
  }

  /// The file of a kernel.
  ///
  /// - Parameters:
  ///   - name: Its name in the list of cases.
  ///   - format: The program that reads it.
  /// - Returns: The file's path.
  func kernelFile(_ name: String, as format: KernelFormat = .lenslet) -> Path {
    folder.appending("\(name).\(format.fileExtension)")
  }

  /// Kernels of the list of cases.
  ///
  /// - Parameter names: Their names.
  /// - Returns: The kernels, in the order of the list.
  static func banks(_ names: [String]) -> [KernelBank] {
    TimedKernels.all.filter { names.contains($0.name) }
  }

  /// `lenslet filter` on files.
  ///
  /// - Parameters:
  ///   - input: A file or a folder.
  ///   - kernels: Names in the list of cases.
  ///   - output: The name of the folder of the results.
  ///   - options: Further options.
  ///   - verify: Looks at the results; by default the first of a folder is compared.
  /// - Returns: The program.
  /// - Throws: `BenchmarkError.noProgram`.
  func lenslet(
    _ input: Path, _ kernels: [String], output: String, options: [String] = [],
    verify: (() throws -> Void)? = nil
  ) throws(BenchmarkError) -> Contestant {
    let results = folder.appending(output)
    let kernelWords = kernels.flatMap { ["-k", kernelFile($0).display] }
    let words = ["filter", input.display, "-q", "-o", results.display] + kernelWords + options
    let check = FilteredFolder(input: input, output: results, banks: Self.banks(kernels))
    return Contestant(
      words: [try Programs.lenslet] + words, output: results, verify: verify ?? check.verify)
  }

  /// OpenCV on a folder.
  ///
  /// - Parameters:
  ///   - input: The folder.
  ///   - kernels: Names in the list of cases.
  /// - Returns: The program; nil without a Python.
  func openCV(_ input: Path, _ kernels: [String]) -> Contestant? {
    guard let python else { return nil }
    let output = folder.appending("opencv")
    let matrices = kernels.map { kernelFile($0, as: .vips).display }
    let check = FilteredFolder(input: input, output: output, banks: Self.banks(kernels))
    return Contestant(
      words: [python, Programs.script("opencv_folder.py"), input.display, output.display]
        + matrices, output: output, verify: check.verifyCount)
  }

  /// `vips conv` on a folder, a process a processor.
  ///
  /// - Parameters:
  ///   - input: The folder.
  ///   - kernel: A name in the list of cases.
  /// - Returns: The program; nil where there is no `vips`.
  func vips(_ input: Path, _ kernel: String) -> Contestant? {
    guard hasVips else { return nil }
    let output = folder.appending("vips")
    let check = FilteredFolder(input: input, output: output, banks: Self.banks([kernel]))
    return Contestant(
      words: [
        Programs.script("vips_folder"), input.display, output.display,
        kernelFile(kernel, as: .vips).display,
      ], output: output, verify: check.verifyCount)
  }
}
