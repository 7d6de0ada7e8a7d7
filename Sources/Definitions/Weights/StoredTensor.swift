package import Files
package import Networks
import Pixels
import StoredNumbers
import Weights

/// An array in a file of tensors, of which only shape and type were read.
package struct StoredTensor: Sendable {
  /// Its extents, slowest first.
  package let shape: [Int]

  /// What it is called in the file.
  let name: String

  /// The file.
  package let path: Path

  private let type: ElementType
  private let file: any WeightsFile

  /// Opens a file of any container of weights.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - key: The name of a tensor; nil where the file has one.
  /// - Throws: `DefinitionError`: `file`, `weights` or `severalTensors`.
  package init(_ path: Path, key: String? = nil) throws(DefinitionError) {
    let file = try openWeights(path)
    let names = file.entries.map(\.name)
    guard let name = key ?? (names.count == 1 ? names.first : nil) else {
      throw .severalTensors(path, names)
    }
    let entry = try wrapping(file.entry(for: name)) { DefinitionError.weights(path, $0) }
    (self.path, self.file) = (path, file)
    (self.name, shape, type) = (entry.name, entry.shape, entry.type)
  }

  /// Reads the values in single precision.
  ///
  /// - Returns: As many as the shape holds.
  /// - Throws: `DefinitionError.weights`.
  package func values() throws(DefinitionError) -> [Float] {
    try wrapping(file.tensor(named: name).values) { DefinitionError.weights(path, $0) }
  }

  /// Reads the values as they are.
  ///
  /// - Returns: The tensor, of whole numbers or truth values if the file holds such.
  /// - Throws: `DefinitionError.weights`.
  package func tensor() throws(DefinitionError) -> Networks.Tensor {
    let type = NumberType(rawValue: type.rawValue) ?? .float32
    if type.isFloating {
      return Networks.Tensor(shape: shape, values: try values(), type: type)
    }
    let numbers = try wrapping(file.doubles(named: name)) { DefinitionError.weights(path, $0) }
    let integers = numbers.map { Int64(exactly: $0) ?? ($0 < 0 ? .min : .max) }
    return Networks.Tensor(shape: shape, integers: integers, type: type)
  }
}

extension [Int] {
  /// Whether an array of this shape can be a value of another: the same extents, those of 1 left out,
  /// or the maps that the value is written as.
  ///
  /// - Parameter expected: The shape of the value.
  /// - Returns: Whether both have their elements in one order.
  package func isShape(of expected: [Int]) -> Bool {
    let (found, maps) = (filter { $0 != 1 }, Shape(maps: expected).extents.filter { $0 != 1 })
    return found == expected.filter { $0 != 1 } || found == maps
  }
}
