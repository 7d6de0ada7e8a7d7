public import Batches
public import Codecs
public import Files
public import Networks
public import Page
public import Reports

/// Why nothing can be found that a layer looks for.
public enum DreamingError: Error, Equatable, Sendable {
  /// A network has no such layer; one that may be meant.
  case unknownLayer(String, network: Path, nearest: String?)

  /// A layer has no such channel; how many it has.
  case unknownChannel(Int, layer: String, count: Int)

  /// A place is outside the maps of a layer, of so many columns and rows.
  case unknownPlace(column: Int, row: Int, layer: String, columns: Int, rows: Int)

  /// Nothing is called so: a class, where classes have names, and the one that may be meant.
  case unknownClass(String, layer: String, nearest: String?)

  /// Classes have no names, so that one cannot be named.
  case unnamedClasses(String, layer: String, count: Int)

  /// Channels are not written as they have to be.
  case channels(String)

  /// The network does not fit, or cannot be differentiated: its file, and the step.
  case layers(Path, LayerError)

  /// Pictures do not fit the input stage of a network.
  case input(Path, InputError)

  /// Pictures of linear light are not searched for.
  case linearLight(Path)

  /// A photograph cannot be read, or a file not be written.
  case batch(BatchError)

  /// The page cannot be written.
  case page(PageError)

  /// A sheet cannot be drawn, or a record not written.
  case report(ReportError)

  /// A picture cannot be encoded.
  case codec(Path, CodecError)

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .unknownLayer, .unknownChannel, .unknownPlace, .unknownClass, .unnamedClasses, .channels:
      true
    case .batch(let error): error.isUsage
    case .layers, .input, .linearLight, .page, .report, .codec: false
    }
  }
}

extension DreamingError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .unknownLayer(let layer, let network, let nearest):
      "\(network): there is no layer '\(layer)': "
        + (nearest.map { "is '\($0)' meant?" } ?? "'lenslet maps -m \(network) --list' shows all")
    case .unknownChannel(let channel, let layer, let count):
      "'\(layer)' has the channels 0 to \(count - 1), not \(channel)"
    case .unknownPlace(let column, let row, let layer, let columns, let rows):
      "\(column),\(row) is outside the maps of '\(layer)', which are \(columns)x\(rows): 0,0 to "
        + "\(columns - 1),\(rows - 1)"
    case .unknownClass(let name, let layer, let nearest):
      "'\(layer)' has no class '\(name)'" + (nearest.map { ": is '\($0)' meant?" } ?? "")
    case .unnamedClasses(let name, let layer, let count):
      "'\(name)' is no channel of '\(layer)': give a number from 0 to \(count - 1), or the names of the "
        + "classes with --labels"
    case .channels(let text):
      "'\(text)' are no channels: write them as 7, 0-15,40 or all, a place of a map as 7@3,4 or "
        + "7@middle"
    case .layers(let path, let error): "\(path): \(error)"
    case .input(let path, let error): "\(path): \(error)"
    case .linearLight(let path):
      "\(path): the network takes linear light, of which no pictures can be searched for yet"
    case .batch(let error): error.description
    case .page(let error): error.description
    case .report(let error): error.description
    case .codec(let path, let error): "\(path): \(error)"
    }
  }
}
