import Files
import Weights

/// Opens a file of weights or tensors.
///
/// - Parameter path: The file.
/// - Returns: Its names and shapes; values are read on demand.
/// - Throws: `DefinitionError`: `file` or `weights`.
func openWeights(_ path: Path) throws(DefinitionError) -> any WeightsFile {
  let mapped: MappedFile
  do throws(FileError) { mapped = try MappedFile(path) } catch { throw .file(error) }
  do throws(WeightsError) {
    return try WeightsReader.open(mapped, name: path.text)
  } catch {
    throw .weights(path, error)
  }
}
