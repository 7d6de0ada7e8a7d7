/// The inner loops of networks on maps in blocks, as one build for one level of processors offers
/// them.
///
/// A block holds sixteen channels, which lie side by side for each pixel. Every loop gives the same
/// bits in every build: a sum is one chain of fused multiply-adds, however many are computed at once.
/// Outputs may not overlap inputs. Counts are 0 or more.
package struct BlockLoops: Sendable {
  /// Sums of the taps of windows: `start + Σ weights[t] * input[windows[i] + offsets[t]]`, in the
  /// order of the taps, block by block.
  package typealias Sum = @Sendable (BlockSum) -> Void

  /// What becomes of values, without sums: `input[windows[i]]` is finished and stored.
  ///
  /// Arguments: the input; where each pixel lies; how many pixels; where they go.
  package typealias Value =
    @Sendable (UnsafePointer<Float>, UnsafePointer<Int>, Int, BlockOutput) -> Void

  /// The largest values of sixteen channels under each window of a row; not-a-number above all.
  ///
  /// Arguments: the first window; how many there are; values from window to window; their rows and
  /// columns; values between rows; sixteen results a window.
  package typealias Maxima =
    @Sendable (
      UnsafePointer<Float>, Int, Int, Int, Int, Int, UnsafeMutablePointer<Float>
    ) -> Void

  /// The means of sixteen channels under a window, summed row by row in `Double` and rounded once.
  ///
  /// Arguments: the first pixel of the window; its rows and columns; values between rows; what the sum
  /// is divided by; sixteen results.
  package typealias Mean =
    @Sendable (
      UnsafePointer<Float>, Int, Int, Int, Double, UnsafeMutablePointer<Float>
    ) -> Void

  /// Values divided by the power 3/4 of `k + weight * Σ squares` of neighbouring channels.
  ///
  /// Arguments: the first block of a row of pixels; values between its blocks; how many blocks; how
  /// many pixels; neighbours before and after, 15 or fewer each; the weight; k; room for sixteen
  /// values more a side than a pixel has; the output; values between its blocks.
  package typealias Normalise =
    @Sendable (
      UnsafePointer<Float>, Int, Int, Int, Int, Int, Float, Float, UnsafeMutablePointer<Float>,
      UnsafeMutablePointer<Float>, Int
    ) -> Void

  /// The 36 values that Winograd's products take of a patch of 6x6 pixels.
  ///
  /// Arguments: the first pixel; values between rows; the output; values between its 36 vectors.
  package typealias WinogradInput =
    @Sendable (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>, Int) -> Void

  /// The 4x4 pixels that come of 36 products.
  ///
  /// Arguments: the products; values between the 36 vectors; sixteen numbers to start from; the number
  /// of the first pixel, pixels between rows, rows and columns that are wanted, 4 or fewer; where they
  /// go.
  package typealias WinogradOutput =
    @Sendable (
      UnsafePointer<Float>, Int, UnsafePointer<Float>, Int, Int, Int, Int, BlockOutput
    ) -> Void

  /// A gradient that passes where a value lies between bounds.
  ///
  /// Arguments: the values; the gradient; how many numbers, a multiple of 16; the bounds; the output,
  /// which may be the gradient.
  package typealias Gate =
    @Sendable (
      UnsafePointer<Float>, UnsafePointer<Float>, Int, BlockGate, UnsafeMutablePointer<Float>
    ) -> Void

  /// Adds gradients to the first of the largest values of sixteen channels under each window of a row;
  /// not-a-number is the largest.
  ///
  /// Arguments: sixteen gradients a window; the first window; how many there are; values from window
  /// to window; their rows and columns; values between rows; where the gradient of the first window
  /// goes; values between its rows.
  package typealias MaximaGradient =
    @Sendable (
      UnsafePointer<Float>, UnsafePointer<Float>, Int, Int, Int, Int, Int,
      UnsafeMutablePointer<Float>, Int
    ) -> Void

  /// The gradient of values that were normalised across channels.
  package typealias NormaliseBack = @Sendable (BlockNormalisationBack) -> Void

  /// Sums over values that are spread to all channels: convolution.
  package let sum: Sum

  /// Sums channel by channel: depthwise convolution; one block.
  package let depthwiseSum: Sum

  /// What becomes of values, without sums.
  package let value: Value

  /// The largest values of a block under windows.
  package let maxima: Maxima

  /// The means of a block under a window.
  package let mean: Mean

  /// Normalisation across channels.
  package let normalise: Normalise

  /// A gradient that passes where a value lies between bounds.
  package let gate: Gate

  /// The gradient of the largest values under windows.
  package let maximaGradient: MaximaGradient

  /// The gradient of normalisation across channels.
  package let normaliseBack: NormaliseBack

  /// What Winograd's products take.
  package let winogradInput: WinogradInput

  /// What comes of Winograd's products.
  package let winogradOutput: WinogradOutput

  /// Creates the table of one build; the parameters are the properties.
  package init(
    sum: @escaping Sum, depthwiseSum: @escaping Sum, value: @escaping Value,
    maxima: @escaping Maxima, mean: @escaping Mean, normalise: @escaping Normalise,
    gate: @escaping Gate, maximaGradient: @escaping MaximaGradient,
    normaliseBack: @escaping NormaliseBack, winogradInput: @escaping WinogradInput,
    winogradOutput: @escaping WinogradOutput
  ) {
    self.sum = sum
    self.depthwiseSum = depthwiseSum
    self.value = value
    self.maxima = maxima
    self.mean = mean
    self.normalise = normalise
    self.gate = gate
    self.maximaGradient = maximaGradient
    self.normaliseBack = normaliseBack
    self.winogradInput = winogradInput
    self.winogradOutput = winogradOutput
  }
}

/// Sums of blocks of channels.
///
/// The taps of a sum may be divided over several calls: each goes on from what the one before stored,
/// so that the chain of sums, and every bit, is the same.
package struct BlockSum {
  /// What the windows lie in.
  package var input: UnsafePointer<Float>

  /// Where each window starts.
  package var windows: UnsafePointer<Int>

  /// How many windows.
  package var count: Int

  /// Where each tap lies in a window.
  package var offsets: UnsafePointer<Int>

  /// How many taps.
  package var tapCount: Int

  /// Sixteen weights a tap, block by block.
  package var weights: UnsafePointer<Float>

  /// What the sums start from, sixteen numbers a block.
  package var start: UnsafePointer<Float>

  /// How many blocks are summed.
  package var blocks: Int

  /// Where the sums go.
  package var output: BlockOutput

  /// Whether the sums go on from those that lie where they go.
  package var goesOn = false

  /// Whether these are the last taps, after which the sums are finished.
  package var isLast = true

  /// Creates the arguments of sums of all taps; the parameters are the properties.
  package init(
    input: UnsafePointer<Float>, windows: UnsafePointer<Int>, count: Int,
    offsets: UnsafePointer<Int>, tapCount: Int, weights: UnsafePointer<Float>,
    start: UnsafePointer<Float>, blocks: Int, output: BlockOutput
  ) {
    self.input = input
    self.windows = windows
    self.count = count
    self.offsets = offsets
    self.tapCount = tapCount
    self.weights = weights
    self.start = start
    self.blocks = blocks
    self.output = output
  }
}

/// Where the pixels of blocks go, and what becomes of them on the way.
///
/// First they are normalised, `(value - mean) * factor + offset`, then something is added, then what
/// lies below the floor or above the ceiling is cut off; not-a-number stays.
package struct BlockOutput {
  /// The first block.
  package var start: UnsafeMutablePointer<Float>

  /// Where each pixel lies in a block.
  package var places: UnsafePointer<Int>

  /// Values between blocks.
  package var distance: Int

  /// Sixteen means, factors and offsets a block; nil for values that are not normalised.
  package var normalisation: UnsafePointer<Float>?

  /// The first block of what is added; nil for nothing.
  package var addend: UnsafePointer<Float>?

  /// Where what is added to each pixel lies in a block.
  package var addendPlaces: UnsafePointer<Int>

  /// Values between blocks of what is added.
  package var addendDistance: Int

  /// What smaller values become.
  package var floor: Float

  /// What larger values become.
  package var ceiling: Float

  /// Pixels that are stored as they are.
  ///
  /// - Parameters:
  ///   - start: The first block.
  ///   - places: Where each pixel lies in a block.
  ///   - distance: Values between blocks.
  package init(
    start: UnsafeMutablePointer<Float>, places: UnsafePointer<Int>, distance: Int
  ) {
    self.start = start
    self.places = places
    self.distance = distance
    addendPlaces = places
    addendDistance = 0
    floor = -.infinity
    ceiling = .infinity
  }
  /// The output of later blocks and pixels.
  ///
  /// - Parameters:
  ///   - block: How many blocks later.
  ///   - pixel: How many pixels later.
  /// - Returns: The output.
  package func advanced(blocks block: Int, pixels pixel: Int = 0) -> BlockOutput {
    var output = self
    output.start += block * distance
    output.places += pixel
    output.normalisation = normalisation.map { $0 + block * 48 }
    if let addend {
      output.addend = addend + block * addendDistance
      output.addendPlaces += pixel
    }
    return output
  }
}
