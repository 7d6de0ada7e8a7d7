import Files
import Pixels
import Weights

/// Maps in a file of tensors, of which only the shape was read.
struct StoredMaps {
  /// Channels, rows and columns.
  let shape: Shape

  private let path: Path
  private let file: any WeightsFile
  private let name: String

  /// Opens a file of any container of weights.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - key: The name of a tensor `CxHxW`, `HxW` or `1xCxHxW`; nil where the file has one.
  /// - Throws: `PipelineError`: `file`, `weights`, `severalTensors` or `tensorShape`.
  init(_ path: Path, key: String?) throws(PipelineError) {
    let file = try openWeights(path)
    let names = file.entries.map(\.name)
    guard let name = key ?? (names.count == 1 ? names.first : nil) else {
      throw .severalTensors(path, names)
    }
    let entry: TensorEntry
    do throws(WeightsError) { entry = try file.entry(for: name) } catch {
      throw .weights(path, error)
    }
    guard let shape = Shape(maps: entry.shape) else {
      throw .tensorShape(path, name: entry.name, shape: entry.shape)
    }
    (self.path, self.file, self.name, self.shape) = (path, file, entry.name, shape)
  }

  /// Reads the values.
  ///
  /// - Returns: One map a channel.
  /// - Throws: `PipelineError.weights`.
  func read() throws(PipelineError) -> Activation {
    do throws(WeightsError) {
      return Activation(shape: shape, values: try file.tensor(named: name).values)
    } catch {
      throw .weights(path, error)
    }
  }
}

/// Opens a file of weights or tensors.
///
/// - Parameter path: The file.
/// - Returns: Its names and shapes; values are read on demand.
/// - Throws: `PipelineError`: `file` or `weights`.
func openWeights(_ path: Path) throws(PipelineError) -> any WeightsFile {
  let mapped: MappedFile
  do throws(FileError) { mapped = try MappedFile(path) } catch { throw .file(error) }
  do throws(WeightsError) {
    return try WeightsReader.open(mapped, name: path.text)
  } catch {
    throw .weights(path, error)
  }
}

extension Shape {
  /// The shape of maps that a tensor holds: `CxHxW`, `HxW` or `1xCxHxW`, none of them 0.
  fileprivate init?(maps extents: [Int]) {
    guard extents.allSatisfy({ $0 > 0 }) else { return nil }
    switch extents.count {
    case 2: self.init(channels: 1, height: extents[0], width: extents[1])
    case 3: self.init(channels: extents[0], height: extents[1], width: extents[2])
    case 4 where extents[0] == 1:
      self.init(channels: extents[1], height: extents[2], width: extents[3])
    default: return nil
    }
  }
}
