import Kernels
public import Files
import Pixels
import Synchronization
import Weights

/// What the steps of a pipeline file refer to: kernels and weights.
public struct StepResources: Sendable {
  /// The folder that relative paths start from: that of the pipeline file.
  public let folder: Path

  /// Where kernels are looked up by name.
  public let kernels: KernelCatalog

  /// The file of weights that takes the place of all that the steps name; nil where the steps tell.
  public let weights: Path?

  /// Where every file that is read is noted.
  let files = FileList()

  /// Says where things are.
  ///
  /// - Parameters:
  ///   - folder: The folder that relative paths start from.
  ///   - kernels: Where kernels are looked up by name.
  ///   - weights: A file of weights that takes the place of those of the steps.
  public init(folder: Path, kernels: KernelCatalog, weights: Path? = nil) {
    self.folder = folder
    self.kernels = kernels
    self.weights = weights
  }

  /// Reads a kernel.
  ///
  /// - Parameter reference: A path where it has a slash, else a name.
  /// - Returns: The kernel or bank.
  /// - Throws: `PipelineFileError`.
  func kernel(_ reference: PlacedValue) throws(PipelineFileError) -> KernelBank {
    let name = try path(reference)
    do throws(DefinitionError) {
      let path = try kernels.locate(name.hasSlash ? folder.appending(name) : name)
      files.add(path)
      return try readKernelFile(path)
    } catch {
      throw .reference(place: reference.place, error)
    }
  }

  /// Opens the weights of a step.
  ///
  /// - Parameters:
  ///   - reference: The file that the step names, if it does.
  ///   - place: The step.
  /// - Returns: The file that was opened, and its path.
  /// - Throws: `PipelineFileError`.
  func openWeights(
    _ reference: PlacedValue?, place: String
  ) throws(PipelineFileError) -> (path: Path, file: any WeightsFile) {
    let path: Path
    if let weights {
      path = weights
    } else if let reference {
      path = folder.appending(try self.path(reference))
    } else {
      throw .noWeights(place: place)
    }
    files.add(path)
    return try wrapping((path, Definitions.openWeights(path))) {
      PipelineFileError.reference(place: place, $0)
    }
  }

  /// Reads a mean image.
  ///
  /// - Parameter reference: The file.
  /// - Returns: The maps of its one tensor.
  /// - Throws: `PipelineFileError`.
  func meanImage(_ reference: PlacedValue) throws(PipelineFileError) -> Activation {
    let path = folder.appending(try path(reference))
    files.add(path)
    return try wrapping(StoredMaps(path, key: nil).read()) {
      PipelineFileError.reference(place: reference.place, $0)
    }
  }

  private func path(_ reference: PlacedValue) throws(PipelineFileError) -> Path {
    guard let path = Path(bytes: try reference.text().utf8), !path.bytes.isEmpty else {
      throw reference.mismatch("the name of a file")
    }
    return path
  }
}

/// Files in the order in which they were opened.
final class FileList: Sendable {
  private let opened = Mutex<[Path]>([])

  /// The files so far.
  var paths: [Path] { opened.withLock { $0 } }

  /// Notes a file.
  func add(_ path: Path) { opened.withLock { $0.append(path) } }
}
