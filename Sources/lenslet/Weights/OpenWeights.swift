import CommandLineKit
import Escaping
import Files
import Weights

/// A weights file that was opened, with errors that name it.
struct OpenWeights {
  /// Where it lies.
  let path: Path

  /// What it holds.
  let file: any WeightsFile

  /// Its names sorted by layers.
  let keys: WeightsKeys

  /// Opens a file; values are read when they are asked for.
  init(_ path: Path) throws {
    self.path = path
    let mapped = try MappedFile(path)
    do throws(WeightsError) {
      file = try WeightsReader.open(mapped, name: path.text)
    } catch {
      throw WeightsFileError(path: path, problem: error)
    }
    keys = WeightsKeys(file.entries.map(\.name))
  }

  /// The tensor of a name, or of what another file would call it.
  func entry(named name: String) throws -> TensorEntry {
    try entry { () throws(WeightsError) in try keys.name(for: name) }
  }

  /// The weights of a layer.
  func weight(ofLayer layer: String) throws -> TensorEntry {
    try entry { () throws(WeightsError) in try keys.layer(layer).weight }
  }

  /// The bias of a layer, where it has one.
  func bias(ofLayer layer: String) throws -> TensorEntry? {
    guard let bias = try? keys.layer(layer).bias else { return nil }
    return try entry(named: bias)
  }

  /// Reads the values of a tensor.
  func tensor(_ entry: TensorEntry) throws -> Tensor {
    do throws(WeightsError) {
      return try file.tensor(named: entry.name)
    } catch {
      throw WeightsFileError(path: path, problem: error)
    }
  }

  /// A name that the file does not have is a mistake on the command line.
  private func entry(_ name: () throws(WeightsError) -> String) throws -> TensorEntry {
    do throws(WeightsError) {
      let name = try name()
      if let entry = file.entry(named: name) { return entry }
      throw .missing(name: name, nearest: nil)
    } catch {
      throw ValidationError("\(WeightsFileError(path: path, problem: error))")
    }
  }
}

/// A weights file and what is wrong with it.
struct WeightsFileError: Error, CustomStringConvertible {
  let path: Path
  let problem: WeightsError

  /// One line; names in the file may hold anything.
  var description: String { "\(path): \(escapedForTerminal(problem.description))" }
}
