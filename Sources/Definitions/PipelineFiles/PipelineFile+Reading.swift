public import Files
import Networks

extension PipelineFile {
  /// The largest file that is read.
  private static let maximumBytes = 4 << 20

  /// Reads a pipeline file, its kernels and its weights.
  ///
  /// - Parameters:
  ///   - path: The file; relative paths in it start from its folder.
  ///   - kernels: Where kernels are looked up by name.
  ///   - weights: A file of weights that takes the place of those of the steps.
  /// - Throws: `DefinitionError`: `file`, or `pipelineFile` with the place of the first mistake.
  public init(
    reading path: Path, kernels: KernelCatalog, weights: Path? = nil
  ) throws(DefinitionError) {
    let bytes = try wrapping(File.read(path, limit: Self.maximumBytes), as: DefinitionError.file)
    do throws(PipelineFileError) {
      try self.init(
        FileValue(json5: bytes),
        resources: StepResources(folder: path.parent, kernels: kernels, weights: weights))
      files += [path, weights].compactMap { $0 }
    } catch {
      throw .pipelineFile(path, error)
    }
  }
}
