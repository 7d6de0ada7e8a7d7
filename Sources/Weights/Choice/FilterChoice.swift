public import Pixels

/// The filters that a command takes from a file, and what was decided about them: one decision for
/// all commands.
public struct FilterChoice: Sendable {
  /// The name of the layer, without prefixes.
  public let layer: String

  /// The weights.
  public let weights: TurnedTensor

  /// The name in the file of the bias; nil if there is none.
  public let bias: String?

  /// The order of three channels; nil if the filters see another number of them.
  public let order: KnownChannelOrder?

  /// How the axes may lie as well, as nothing in the file tells.
  let otherAxes: [FilterAxes]

  /// Layers that would fit as well, where the file does not tell which is the first.
  public let alternatives: [String]

  /// Tensors of the same name behind a prefix, and of the same shape, that were left out.
  public let copies: [String]

  /// The weights as they are stored.
  public var entry: TensorEntry { weights.entry }

  /// How the weights' axes lie in the file.
  public var axes: FilterAxes { weights.axes }

  /// Filters, channels, rows and columns; tensors of other dimensions keep theirs.
  public var shape: [Int] { weights.shape }

  /// Reads the bias.
  ///
  /// - Parameter file: The file of the choice.
  /// - Returns: One number per filter; nil if there is none.
  /// - Throws: `WeightsError`.
  public func biases(in file: any WeightsFile) throws(WeightsError) -> [Float]? {
    guard let bias else { return nil }
    return try file.tensor(named: bias).values
  }
}

extension FilterChoice: CustomStringConvertible {
  /// What was chosen and why, in one line.
  public var description: String {
    let shape = shape
    guard shape.count == 4 else { return "\(entry.name): \(Self.text(shape))" }
    let noun = shape[0] == 1 ? "filter" : "filters"
    var text = "\(entry.name): \(shape[0]) \(noun) of \(shape[2])x\(shape[3])x\(shape[1])"
    if axes != .oihw { text += ", stored as \(axes)" }
    if let order { text += ", \(order)" }
    return text
  }

  /// What a user should look at: other layers that fit, axes that may lie otherwise.
  public var warnings: [String] {
    var warnings: [String] = []
    if !alternatives.isEmpty {
      let names = alternatives.prefix(5).joined(separator: ", ")
      warnings.append(
        "'\(layer)' is taken for the first layer, but \(names)"
          + (alternatives.count > 5 ? " and others" : "")
          + " would fit as well: name the layer to be sure")
    }
    if !otherAxes.isEmpty {
      let others = otherAxes.map { "\($0) as in \($0.frameworks)" }.joined(separator: ", or ")
      let words = ([axes] + otherAxes).map(\.rawValue).joined(separator: " or ")
      warnings.append(
        "'\(entry.name)' of shape \(Self.text(entry.shape)) is read as \(axes), but could be "
          + "\(others): --axes \(words) says which")
    }
    return warnings
  }

  /// What is good to know: that there are other tensors of the same name.
  public var notes: [String] {
    guard !copies.isEmpty else { return [] }
    let names = copies.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return [
      "\(names)\(copies.count > 5 ? " and others" : "") of the same name and shape "
        + "\(copies.count == 1 ? "is taken for a copy" : "are taken for copies") of "
        + "'\(entry.name)': name the layer to have another"
    ]
  }

  private static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "scalar" : shape.map(String.init).joined(separator: "x")
  }
}

/// A tensor of a file, brought to the axes filters, channels, rows and columns.
public struct TurnedTensor: Sendable {
  /// The tensor as it is stored.
  public let entry: TensorEntry

  /// How its axes lie in the file.
  public let axes: FilterAxes

  /// Whether each filter sees one channel of the layer's input.
  let isDepthwise: Bool

  /// Filters, channels, rows and columns; tensors of other dimensions keep theirs.
  public var shape: [Int] { axes.shape(entry.shape, isDepthwise: isDepthwise) }

  init(entry: TensorEntry, axes: FilterAxes, isDepthwise: Bool) {
    self.entry = entry
    self.axes = axes
    self.isDepthwise = isDepthwise
  }

  /// A tensor whose axes are left as they lie.
  ///
  /// - Parameter entry: The tensor.
  public init(keeping entry: TensorEntry) {
    self.init(entry: entry, axes: .oihw, isDepthwise: false)
  }

  /// Reads the values.
  ///
  /// - Parameter file: The file of the tensor.
  /// - Returns: The values in row-major order of `shape`.
  /// - Throws: `WeightsError`.
  /// - Complexity: O(values).
  public func values(in file: any WeightsFile) throws(WeightsError) -> [Float] {
    axes.turned(
      try file.tensor(named: entry.name).values, shape: entry.shape, isDepthwise: isDepthwise)
  }
}

/// What a user has said about the filters of a file; what is nil is decided from the file.
public struct StatedFilters: Equatable, Sendable {
  /// The layer.
  public var layer: String?

  /// The order of its three channels.
  public var order: ChannelOrder?

  /// The axes of all filters of the file.
  public var axes: FilterAxes?

  /// Creates statements.
  ///
  /// - Parameters:
  ///   - layer: The layer; nil for the first.
  ///   - order: The order of its three channels; nil to decide.
  ///   - axes: The axes of all filters of the file; nil to decide.
  public init(layer: String? = nil, order: ChannelOrder? = nil, axes: FilterAxes? = nil) {
    self.layer = layer
    self.order = order
    self.axes = axes
  }
}
