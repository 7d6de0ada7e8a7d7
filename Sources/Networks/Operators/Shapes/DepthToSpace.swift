import Pixels

/// Channels laid out as squares of rows and columns: N×C×H×W becomes N×C/b²×bH×bW.
public struct DepthToSpace: Operator {
  /// Which of the channels go into one square.
  public enum Mode: String, Sendable {
    /// Those that lie C/b² apart: depth, column, row.
    case dcr

    /// Those that follow each other: column, row, depth.
    case crd
  }

  /// Rows and columns of a square.
  public let blockSize: Int

  /// Which of the channels go into one square.
  public let mode: Mode

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - blockSize: Rows and columns of a square, 1 or more.
  ///   - mode: Which of the channels go into one square.
  /// - Throws: `LayerError.invalid`.
  public init(blockSize: Int, mode: Mode = .dcr) throws(LayerError) {
    try check(blockSize, "block size", in: 1...1 << 15)
    self.blockSize = blockSize
    self.mode = mode
  }

  /// `depthToSpace`.
  public var kind: String { "depthToSpace" }

  /// The size of a square.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "squares of \(blockSize)",
      settings: ["blockSize": .integer(blockSize), "mode": .word(mode.rawValue)])
  }

  /// Larger maps.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let maps = try input.maps()
    let channels = blockSize * blockSize
    guard maps.channels % channels == 0 else {
      throw .unsuitable("\(maps.channels) channels are not a multiple of \(channels)")
    }
    let shape = [
      maps.batch, maps.channels / channels, maps.height.multiplied(by: blockSize),
      maps.width.multiplied(by: blockSize),
    ]
    try shape.checkedCount()
    return [Fact(shape: shape, type: input.type)]
  }

  /// Copies the channels.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let input = try inputs.required(0)
    let (batch, channels, block) = (shape[0], shape[1], blockSize)
    let (height, width) = (input.shape[2], input.shape[3])
    let parts =
      switch mode {
      case .dcr:
        input.reshaped([batch, block, block, channels, height, width])
          .transposed([0, 3, 4, 1, 5, 2])
      case .crd:
        input.reshaped([batch, channels, block, block, height, width])
          .transposed([0, 1, 4, 2, 5, 3])
      }
    return [parts.reshaped(shape)]
  }

  /// All of the input, as neighbours may see the same place.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    blockSize == 1 ? nil : .everything
  }
}
