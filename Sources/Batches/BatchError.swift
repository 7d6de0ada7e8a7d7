public import Codecs
public import Definitions
import Escaping
public import Files
public import Filtering
import Kernels
public import Page
public import Reports
public import Weights

/// Why a batch cannot start, or an image of it cannot be done.
public enum BatchError: Error, Equatable, Sendable {
  /// What the user has named is not what it should be, or does not fit an input.
  case definition(DefinitionError)

  /// A file cannot be read or written.
  case file(FileError)

  /// A file cannot be decoded, or the result of that name cannot be encoded.
  case codec(Path, CodecError)

  /// A file is damaged at a row, counted from 1, of so many.
  case row(Path, Int, of: Int, CodecError)

  /// An image needs so many bytes of memory, for a reason where it is not its size alone, and may
  /// take only so many.
  case memory(Path, need: Int, limit: Int, reason: String?)

  /// An input was not done within so many seconds.
  case timeout(Path, seconds: Double)

  /// A file was changed while it was read.
  case changed(Path)

  /// An image cannot be filtered with a kernel.
  case filtering(Path, kernel: String, FilteringError)

  /// A template for names is wrong.
  case template(String, TemplateProblem)

  /// A result would have the extension of another format.
  case misleadingExtension(Path, OutputFormat)

  /// The first path would be the output of two inputs, the second and the third path; some of them
  /// may be misnamed, which hides why.
  case sameOutput(Path, Path, Path, misnamed: [MisnamedFile] = [])

  /// The path would be the output of two kernels of these names for one input.
  case sameOutputOfKernels(Path, String, String)

  /// A result would take the place of a file that goes in.
  case outputReplacesInput(Path, input: Path)

  /// What goes in lies, under the first path, in the folder of the results of an input.
  case inputAmongResults(Path, input: Path, resultsOf: Path)

  /// A result of an earlier run, which this one would remove from the folder, goes in.
  case earlierResultIsInput(Path, input: Path, Path)

  /// A file has the name of the folder of the results of an input.
  case resultsAreFile(Path, input: Path)

  /// What has the name of an index was not written by lenslet.
  case foreignIndex(Path)

  /// What has the name of an index of filtered images is none.
  case noFilterIndex(Path)

  /// What is to be joined with other indices is none.
  case notMergeable(Path)

  /// Filtered images are recorded where an index of maps would be.
  case filterIndex(Path)

  /// What has the name of a result was not written by lenslet, as far as its indices tell.
  case foreignResult(Path)

  /// A result exists and lies behind a link, the second path, that leads out of the folder of
  /// results.
  case resultBehindLink(Path, link: Path)

  /// Another run writes into a folder.
  case folderInUse(Path)

  /// The results of two inputs, the second and the third path, would lie in the first path.
  case sameFolder(Path, Path, Path)

  /// A page would take the place of a file that lenslet has not written.
  case foreignPage(Path)

  /// A page of other commands, which are named, would be replaced.
  case pageOfOthers(Path, commands: String)

  /// A result of this name would be taken for a part of the page.
  case pageName(Path)

  /// A tour is none, or a stop of it, counted from 1, leads nowhere.
  case tour(Path, stop: Int?, String)

  /// No file can be named after a layer.
  case layerName(String)

  /// An array of maps cannot be encoded in the container of its file.
  case container(Path, WeightsError)

  /// An image does not suit what is done with it: what is wrong, and the reason where others may
  /// fail alike.
  case unsuitable(Path, String, SharedReason?)

  /// A picture of maps or a record cannot be made.
  case report(ReportError)

  /// A page or a script of it cannot be made or written.
  case page(PageError)
}

/// An image file with the extension of another format.
public struct MisnamedFile: Equatable, Sendable {
  /// The file.
  public let path: Path

  /// What it is.
  public let format: ImageFormat
}

/// What is wrong with a template for names.
public enum TemplateProblem: Equatable, Sendable {
  /// No placeholder has that name; `nearest` is one that may be meant.
  case unknownPlaceholder(String, nearest: String?)

  /// A brace without its partner.
  case unpairedBrace

  /// The name of the file is empty, or has a zero byte.
  case noFileName

  /// The path is absolute or has `..`.
  case leadsOutside
}

extension BatchError: CustomStringConvertible {
  /// The file or name and what is wrong with it.
  public var description: String {
    switch self {
    case .definition(let error): error.description
    case .file(let error): error.description
    case .codec(let path, let error): "\(path): \(error)"
    case .row(let path, let row, let height, let error):
      "\(path): row \(row) of \(height): \(error)"
    case .memory(let path, let need, let limit, let reason):
      "\(path): needs about \(need.bytesText) of memory"
        + (reason.map { " because \($0)" } ?? "")
        + ", --max-memory allows \(limit.bytesText): raise it, or use a smaller image"
    case .timeout(let path, let seconds):
      "\(path): was not done within \(seconds.decimal) s, as --timeout asks: allow more, or leave it out"
    case .changed(let path):
      "\(path): was changed while it was read: run again when nothing writes to it"
    case .filtering(let path, let kernel, let error): "\(path): kernel '\(kernel)': \(error)"
    case .template(let text, let problem):
      "template '\(escapedForTerminal(text))': \(problem)"
    case .misleadingExtension(let output, let format):
      "\(output) would be \(format.article): end the template with {ext}, "
        + "or choose another --format"
    case .sameOutput(let output, let first, let second, let misnamed):
      "\(first) and \(second) would both be written to \(output)"
        + misnamed.map { ", as \($0.path) is a \($0.format.name) file" }.joined()
        + (misnamed.isEmpty ? ": " : ": rename it, or ")
        + "choose other names with --template, for example with {dir}, {file} or {index}"
    case .sameOutputOfKernels(let output, let first, let second):
      first == second
        ? "two kernels are named '\(first)' and would both be written to \(output): leave one out or rename its file"
        : "the kernels '\(first)' and '\(second)' would both be written to \(output): "
          + "put {kernel} into the template"
    case .outputReplacesInput(let output, let input):
      output == input
        ? "\(input): would be replaced by its result: choose another folder with --output"
        : "\(input): would be replaced by the result \(output): choose another folder with --output"
    case .inputAmongResults(let place, let input, let source):
      (place == input ? "\(input): lies" : "\(input): lies as \(place)")
        + " among the results of \(source) and could be replaced: "
        + "choose another folder with --output"
    case .earlierResultIsInput(let result, let input, let folder):
      (result == input ? "\(input): is" : "\(input): is \(result),")
        + " a result of an earlier run, which a new one removes from \(folder): "
        + "choose another folder with --output"
    case .resultsAreFile(let file, let input):
      "\(file): is a file where the folder of the results of \(input) should be: "
        + "choose another folder with --output"
    case .foreignIndex(let path):
      "\(path) exists and is no index of lenslet: choose another folder with --output"
    case .noFilterIndex(let path):
      "\(path) exists and is no index of filtered images: choose another folder with --output"
    case .notMergeable(let path):
      "\(path): is no index of lenslet: leave it out"
    case .filterIndex(let path):
      "\(path) is the index of filtered images: choose another folder with --output"
    case .foreignResult(let path):
      "\(path) exists, and no index tells that lenslet has written it: "
        + "choose another folder with --output, or remove what is there"
    case .resultBehindLink(let path, let link):
      "\(path) exists behind the link \(link), which leads out of the folder of the results: "
        + "remove the link, or choose another folder with --output"
    case .folderInUse(let folder):
      "\(folder): another run of lenslet writes here: wait for its end, or choose another folder "
        + "with --output"
    case .sameFolder(let folder, let first, let second):
      "the results of \(first) and \(second) would both be written to \(folder): "
        + "name the folder above both, or run them apart"
    case .foreignPage(let page):
      "\(page) exists and is no page of lenslet: choose another folder with --output, or leave the "
        + "page out"
    case .pageOfOthers(let page, let commands):
      "\(page) is the page of \(commands): choose another folder with --output, or leave the page "
        + "out"
    case .pageName(let output):
      "\(output) is a name that the page needs: choose others with --template, or leave out --page"
    case .layerName(let name):
      "no file can be named after the layer '\(escapedForTerminal(name))': use letters, digits, "
        + "'-', '_', '.' and '/', no part that is empty or starts with a dot"
    case .tour(let path, let stop, let problem):
      "\(path): \(stop.map { "stop \($0): " } ?? "")\(escapedForTerminal(problem))"
    case .container(let path, let error): "\(path): \(escapedForTerminal(error.description))"
    case .unsuitable(let path, let problem, _): "\(path): \(problem)"
    case .report(let error): error.description
    case .page(let error): error.description
    }
  }

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .template, .misleadingExtension, .sameOutput,
      .sameOutputOfKernels, .outputReplacesInput, .inputAmongResults, .earlierResultIsInput,
      .resultsAreFile, .foreignIndex, .noFilterIndex, .notMergeable, .filterIndex, .foreignResult,
      .resultBehindLink, .sameFolder, .layerName,
      .foreignPage, .pageOfOthers, .pageName, .tour:
      true
    case .definition(let error): error.isUsage
    case .folderInUse, .file, .codec, .row, .memory, .timeout, .changed, .filtering, .container,
      .unsuitable,
      .report,
      .page:
      false
    }
  }
}

/// Writes a file of results, in a folder that is made where it is missing.
///
/// - Parameters:
///   - bytes: The whole content.
///   - path: The file; it appears whole or not at all.
/// - Throws: `BatchError.file`.
package func writeResult(_ bytes: [UInt8], to path: Path) throws(BatchError) {
  try wrapping(File.write(bytes, to: path, makesDirectories: true), as: BatchError.file)
}
