import Filtering
public import Files
import Weights

/// What the steps of a pipeline file refer to: kernels and weights.
public struct StepResources: Sendable {
  /// The folder that relative paths start from: that of the pipeline file.
  public let folder: Path

  /// Where kernels are looked up by name.
  public let kernels: KernelCatalog

  /// The file of weights that takes the place of all that the steps name; nil where the steps tell.
  public let weights: Path?

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

  /// Reads a kernel; what has a slash is a path.
  func kernel(_ reference: PlacedValue) throws(PipelineFileError) -> KernelBank {
    let name = try path(reference)
    do throws(PipelineError) {
      return try kernels.load(name.hasSlash ? folder.appending(name) : name)
    } catch {
      throw .kernel(place: reference.place, error)
    }
  }

  /// Opens the weights of a step.
  ///
  /// - Parameters:
  ///   - reference: The file that the step names, if it does.
  ///   - place: The step.
  func openWeights(
    _ reference: PlacedValue?, place: String
  ) throws(PipelineFileError) -> (path: Path, file: any WeightsFile) {
    let path: Path
    if let weights {
      path = weights
    } else if let reference {
      path = folder.appending(try self.path(reference))
    } else {
      throw .missing(place: place, name: "weights")
    }
    let mapped: MappedFile
    do throws(FileError) { mapped = try MappedFile(path) } catch {
      throw .file(place: place, error)
    }
    do throws(WeightsError) {
      return (path, try WeightsReader.open(mapped, name: path.text))
    } catch {
      throw .weights(place: place, path, error)
    }
  }

  private func path(_ reference: PlacedValue) throws(PipelineFileError) -> Path {
    guard let path = Path(bytes: try reference.text().utf8), !path.bytes.isEmpty else {
      throw reference.mismatch("the name of a file")
    }
    return path
  }
}
