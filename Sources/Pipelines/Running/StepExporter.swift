import Codecs
import Files
import Pixels

/// Writes the maps of steps in the forms that a pipeline file asks for.
struct StepExporter: Sendable {
  /// The folder of all results.
  let folder: Path

  /// What is written.
  let settings: ExportSettings

  /// The folder of the results of one input.
  func folder(of input: PipelineInput) -> Path { folder.appending(input.relative) }

  /// Writes the maps of one step of one input.
  ///
  /// - Parameters:
  ///   - maps: What the step produced.
  ///   - step: The name of the step.
  ///   - input: The image or tensor that went in.
  /// - Returns: The file that was written.
  /// - Throws: `PipelineError.file`.
  func write(
    _ maps: Activation, step: String, input: PipelineInput
  ) throws(PipelineError) -> Path {
    let path = folder(of: input).appending("\(step).npy")
    do throws(FileError) {
      try File.makeDirectories(path.parent)
      try File.write(NumpyEncoder.encode(maps), to: path)
    } catch {
      throw .file(error)
    }
    return path
  }
}
