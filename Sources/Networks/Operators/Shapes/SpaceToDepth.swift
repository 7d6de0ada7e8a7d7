import Pixels

/// Squares of rows and columns laid out as channels: N×C×bH×bW becomes N×b²C×H×W.
public struct SpaceToDepth: Operator {
  /// Rows and columns of a square.
  public let blockSize: Int

  /// Creates an operator.
  ///
  /// - Parameter blockSize: Rows and columns of a square, 1 or more.
  /// - Throws: `LayerError.invalid`.
  public init(blockSize: Int) throws(LayerError) {
    try check(blockSize, "block size", in: 1...1 << 15)
    self.blockSize = blockSize
  }

  /// `spaceToDepth`.
  public var kind: String { "spaceToDepth" }

  /// The size of a square.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "squares of \(blockSize)", settings: ["blockSize": .integer(blockSize)])
  }

  /// Smaller maps.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let maps = try input.maps()
    guard maps.height % blockSize == 0, maps.width % blockSize == 0 else {
      throw .unsuitable(
        "maps of \(maps.height)x\(maps.width) are not cut into squares of \(blockSize)")
    }
    let shape = [
      maps.batch, maps.channels.multiplied(by: blockSize * blockSize), maps.height / blockSize,
      maps.width / blockSize,
    ]
    try shape.checkedCount()
    return [Fact(shape: shape, type: input.type)]
  }

  /// Copies the squares.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let input = try inputs.required(0)
    let (channels, block) = (input.shape[1], blockSize)
    let parts = input.reshaped([shape[0], channels, shape[2], block, shape[3], block])
    return [parts.transposed([0, 3, 5, 1, 2, 4]).reshaped(shape)]
  }

  /// A square.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    Window(height: blockSize, width: blockSize, strideY: blockSize, strideX: blockSize)
  }
}
