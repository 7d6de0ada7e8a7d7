import Files
import Weights

/// Opens a file of weights or tensors.
///
/// - Parameter path: The file.
/// - Returns: Its names and shapes; values are read on demand.
/// - Throws: `DefinitionError`: `file` or `weights`.
func openWeights(_ path: Path) throws(DefinitionError) -> any WeightsFile {
  let mapped = try wrapping(MappedFile(path), as: DefinitionError.file)
  return try wrapping(WeightsReader.open(mapped, name: path.text)) {
    DefinitionError.weights(path, $0)
  }
}
