package import Files
package import Pixels

/// Maps in a file of tensors, of which only the shape was read.
package struct StoredMaps {
  /// Channels, rows and columns.
  package let shape: Shape

  private let tensor: StoredTensor

  /// Opens a file of any container of weights.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - key: The name of a tensor `CxHxW`, `HxW` or `1xCxHxW`; nil where the file has one.
  /// - Throws: `DefinitionError`: `file`, `weights`, `severalTensors` or `tensorShape`.
  package init(_ path: Path, key: String?) throws(DefinitionError) {
    let tensor = try StoredTensor(path, key: key)
    guard let shape = Shape(storedMaps: tensor.shape) else {
      throw .tensorShape(path, name: tensor.name, shape: tensor.shape)
    }
    (self.tensor, self.shape) = (tensor, shape)
  }

  /// Reads the values.
  ///
  /// - Returns: One map a channel.
  /// - Throws: `DefinitionError.weights`.
  package func read() throws(DefinitionError) -> Activation {
    Activation(shape: shape, values: try tensor.values())
  }
}

extension Shape {
  /// The shape of maps that a tensor holds: `CxHxW`, `HxW` or `1xCxHxW`, none of them 0.
  fileprivate init?(storedMaps extents: [Int]) {
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
