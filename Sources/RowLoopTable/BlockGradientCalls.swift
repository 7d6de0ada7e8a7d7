/// The bounds between which values let gradients pass.
package struct BlockGate: Sendable {
  /// Values pass above this, and at it if `isClosed`.
  package let low: Float

  /// Values pass below this, and at it if `isClosed`.
  package let high: Float

  /// Whether the gradient passes at the bounds.
  package let isClosed: Bool

  /// What gradients elsewhere are multiplied by.
  package let slope: Float

  /// Creates bounds; the parameters are the properties.
  package init(low: Float, high: Float, isClosed: Bool, slope: Float) {
    self.low = low
    self.high = high
    self.isClosed = isClosed
    self.slope = slope
  }
}

/// A row of pixels whose gradient goes back through a normalisation across channels.
///
/// Of values `v` that were divided by the power 3/4 of `d = k + weight * Σ v²` it is
/// `g / d^¾ - factor * v * Σ g * v / d^(7/4)`, the second sum over those that have `v` among theirs.
package struct BlockNormalisationBack {
  /// The first block of the gradient of the results, and values between its blocks.
  package var gradients: UnsafePointer<Float>
  package var gradientDistance: Int

  /// The first block of the values, and values between its blocks.
  package var values: UnsafePointer<Float>
  package var distance: Int

  /// How many blocks.
  package var blocks: Int

  /// How many pixels.
  package var count: Int

  /// Neighbours before and after, 15 or fewer each.
  package var before: Int
  package var after: Int

  /// The numbers of the formula.
  package var weight: Float
  package var k: Float
  package var factor: Float

  /// Room for three times the channels, and 64 numbers more.
  package var scratch: UnsafeMutablePointer<Float>

  /// The first block of the gradient of the values, and values between its blocks.
  package var output: UnsafeMutablePointer<Float>
  package var outputDistance: Int

  /// Creates the arguments; the parameters are the properties.
  package init(
    gradients: UnsafePointer<Float>, gradientDistance: Int, values: UnsafePointer<Float>,
    distance: Int, blocks: Int, count: Int, before: Int, after: Int, weight: Float, k: Float,
    factor: Float, scratch: UnsafeMutablePointer<Float>, output: UnsafeMutablePointer<Float>,
    outputDistance: Int
  ) {
    self.gradients = gradients
    self.gradientDistance = gradientDistance
    self.values = values
    self.distance = distance
    self.blocks = blocks
    self.count = count
    self.before = before
    self.after = after
    self.weight = weight
    self.k = k
    self.factor = factor
    self.scratch = scratch
    self.output = output
    self.outputDistance = outputDistance
  }
}
