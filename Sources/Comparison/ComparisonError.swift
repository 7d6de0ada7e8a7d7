public import Networks
public import Pixels

/// Why banks of filters cannot be compared.
public enum ComparisonError: Error, Equatable, Sendable {
  /// There is no filter in a bank.
  case emptyBank(Bank)

  /// An image, padding included, is smaller than the filters; images count from 0.
  case imageTooSmall(image: Int, input: Shape, height: Int, width: Int)

  /// An image has another number of channels than the filters; images count from 0.
  case imageChannels(image: Int, input: Shape, expected: Int)

  /// An image has values that are infinite or no numbers; images count from 0.
  case imageNotFinite(image: Int)

  /// There are too few samples for a measure to mean anything.
  case tooFewSamples(samples: Int, needed: Int, features: Int)

  /// All responses of a bank are constant.
  case constantResponses(Bank)

  /// There are too few positions to predict a layer from so many filters.
  case tooFewPositions(Int, needed: Int, filters: Int)

  /// There are too few pictures to hold some out.
  case tooFewPictures(Int, needed: Int)

  /// A unit of a layer sees all of the input, and lies nowhere in it.
  case fieldOfAll

  /// What a layer gives are no maps of one picture.
  case notMaps(layer: String, shape: [Int])

  /// The maps of a layer have values that are infinite or no numbers.
  case mapsNotFinite(layer: String)

  /// Filters or maps are larger than a layer takes.
  case layer(LayerError)

  /// Which of the two banks is meant.
  public enum Bank: String, Equatable, Sendable {
    /// The filters of a network.
    case learned
    /// The filters that it is compared with.
    case handcrafted
  }
}

extension ComparisonError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .emptyBank(let bank):
      "the \(bank.rawValue) bank has no filter: give it at least one that is not zero"
    case .imageTooSmall(_, let input, let height, let width):
      "an input of \(input), padding included, is smaller than a filter of \(height)x\(width): "
        + "use larger images"
    case .imageChannels(_, let input, let expected):
      "the input is \(input), the filters see \(expected) channels"
    case .imageNotFinite:
      "the input has values that are infinite or no numbers"
    case .tooFewSamples(let samples, let needed, let features):
      // Of one sample nothing varies, so that no filter counts.
      "\(samples) sample\(samples == 1 ? " is" : "s are") too few"
        + (features == 0 ? ", at least" : " for \(features) filter\(features == 1 ? "" : "s"),")
        + " \(needed) are needed: give more or larger images"
    case .constantResponses(let bank):
      "the responses of the \(bank.rawValue) bank are constant"
    case .tooFewPositions(let count, let needed, let filters):
      "\(count) training position\(count == 1 ? " is" : "s are") too few for \(filters) filters, "
        + "\(needed) are needed: give more pictures"
    case .tooFewPictures(let count, let needed):
      "\(count) picture\(count == 1 ? " is" : "s are") too few, \(needed) are needed: give more"
    case .fieldOfAll:
      "its units see the whole picture"
    case .notMaps(let layer, let shape):
      "'\(layer)' gives \(shape.map(String.init).joined(separator: "x")), which are no maps of one "
        + "picture: choose other layers"
    case .mapsNotFinite(let layer):
      "the maps of '\(layer)' have values that are infinite or no numbers"
    case .layer(let error):
      "\(error)"
    }
  }
}
