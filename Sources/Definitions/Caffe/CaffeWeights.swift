import Escaping
import Files
import Networks
import Spelling
import StoredNumbers
import Weights

/// The learned blobs of a Caffe network, in their file.
struct CaffeWeights {
  private let path: Path
  private let file: any WeightsFile
  private let entries: [ExactName: TensorEntry]

  /// Where a blob is that layers share, by the name under which they do.
  private let shared: [String: String]

  /// Opens the file.
  ///
  /// - Parameters:
  ///   - path: A `.caffemodel`, or another file of weights with the names of its blobs.
  ///   - layers: The layers of the network.
  /// - Throws: `DefinitionError`: `file` or `weights`.
  init(_ path: Path, for layers: [CaffeLayer]) throws(DefinitionError) {
    self.path = path
    let file = try openWeights(path)
    self.file = file
    let entries = Dictionary(
      file.entries.map { (ExactName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    self.entries = entries
    var shared: [String: String] = [:]
    for layer in layers {
      for (place, name) in layer.sharedNames.enumerated() where !name.isEmpty {
        let blob = caffeBlobName(layer: layer.name, place: place)
        if shared[name] == nil, entries[ExactName(blob)] != nil { shared[name] = blob }
      }
    }
    self.shared = shared
  }

  /// A blob of a layer, or that which it shares with others.
  ///
  /// - Parameters:
  ///   - place: The place among the blobs of the layer.
  ///   - layer: The layer.
  ///   - extents: The extents that are needed; nil for any.
  /// - Returns: The blob, which is not touched before it is needed.
  /// - Throws: `CaffeProblem.layer` if there is none, or none of that shape.
  func blob(
    _ place: Int, of layer: CaffeLayer, extents: [Int?]
  ) throws(CaffeProblem) -> StoredParameter {
    let own = caffeBlobName(layer: layer.name, place: place)
    let sharedName = layer.sharedNames.indices.contains(place) ? layer.sharedNames[place] : ""
    let name = entries[ExactName(own)] == nil ? shared[sharedName] ?? own : own
    guard let entry = entries[ExactName(name)] else {
      throw .layer("\(path) has no blob '\(escapedForTerminal(name))'")
    }
    guard let shape = entry.shape.fitted(to: extents) else {
      throw .layer(
        "the blob '\(escapedForTerminal(name))' of \(path) is \(Self.text(entry.shape)), "
          + "not \(Self.text(extents))")
    }
    let file = file
    return StoredParameter(shape: shape, type: .float32) { () throws(LayerError) in
      do throws(WeightsError) {
        return Networks.Tensor(shape: shape, values: try file.tensor(named: name).values)
      } catch {
        throw .unreadable(error.description)
      }
    }
  }

  private static func text(_ extents: [Int?]) -> String {
    extents.map { $0.map(String.init) ?? "?" }.joined(separator: "x")
  }
}

extension [Int] {
  /// This shape with as many extents as are needed: ones are left out in front, as older files have
  /// them, or else behind.
  fileprivate func fitted(to extents: [Int?]) -> [Int]? {
    var shape = self[...]
    while shape.count > extents.count, shape.first == 1 { shape.removeFirst() }
    while shape.count > extents.count, shape.last == 1 { shape.removeLast() }
    guard shape.count == extents.count else { return nil }
    return zip(shape, extents).allSatisfy { $1 == nil || $0 == $1 } ? Array(shape) : nil
  }
}
