public import Networks
public import Pixels

/// A learned and a handcrafted bank that are run on the same windows of images.
///
/// Every handcrafted filter sits in the middle of the learned window, zeros around; where an odd
/// number of rows or columns is left over, the larger part is below or at the right. A larger filter
/// loses what lies outside. What remains is scaled to length 1, so that no filter counts for more
/// because of its units. On learned filters with three channels a grey one does the same with each;
/// on those with one channel a colour filter does with grey what it does with equal red, green, blue.
public struct ResponseBanks: Sendable {
  /// How many learned filters there are.
  public let learnedCount: Int

  /// How many handcrafted filters there are.
  public let handcraftedCount: Int

  /// What is sampled and kept.
  public let settings: ResponseSettings

  /// Both banks on windows that lie side by side.
  private let strip: ConvolutionLayer

  /// The learned bank on whole images, sixteen filters at a time, which bounds the memory.
  private let learned: [ConvolutionLayer]

  /// Whether a learned filter is finite, its bias too, and not zero.
  private let isAlive: [Bool]

  /// Prepares two banks.
  ///
  /// - Parameters:
  ///   - learnedFilters: Filters of one shape.
  ///   - bias: One number a learned filter; without them 0.
  ///   - stride: Positions between windows.
  ///   - padding: Zeros around the images.
  ///   - handcraftedFilters: Filters of any size, on one or three channels.
  ///   - settings: What is sampled and kept.
  /// - Throws: `ComparisonError.emptyBank`; `layer` where a size or the padding is not possible.
  public init(
    learned learnedFilters: [Filter], bias: [Float]? = nil, stride: Step = .one,
    padding: Padding = .valid, handcrafted handcraftedFilters: [Filter],
    settings: ResponseSettings = ResponseSettings()
  ) throws(ComparisonError) {
    guard let first = learnedFilters.first else { throw .emptyBank(.learned) }
    guard !handcraftedFilters.isEmpty else { throw .emptyBank(.handcrafted) }
    let isUniform = learnedFilters.allSatisfy {
      $0.channels == first.channels && $0.height == first.height && $0.width == first.width
    }
    precondition(isUniform, "the filters of a layer have one shape")
    let bias = bias ?? [Float](repeating: 0, count: learnedFilters.count)
    precondition(bias.count == learnedFilters.count, "every filter has a bias")
    isAlive = zip(learnedFilters, bias).map { $0.isAlive && $1.isFinite }
    let zeros = [Float](repeating: 0, count: first.weights.count)
    let alive = isAlive
    let own = learnedFilters.indices.map { alive[$0] ? learnedFilters[$0].weights : zeros }
    let ownBias = bias.indices.map { alive[$0] ? bias[$0] : 0 }
    let others = handcraftedFilters.map { $0.inMiddle(of: first) }
    learnedCount = own.count
    handcraftedCount = others.count
    self.settings = settings
    do {
      strip = try ConvolutionLayer(
        weights: (own + others).flatMap { $0 }, outputChannels: own.count + others.count,
        groupChannels: first.channels, kernelHeight: first.height, kernelWidth: first.width,
        bias: ownBias + [Float](repeating: 0, count: others.count),
        stride: Step(x: first.width, y: 1))
      var blocks: [ConvolutionLayer] = []
      for start in Swift.stride(from: 0, to: own.count, by: 16) {
        let block = start..<min(start + 16, own.count)
        blocks.append(
          try ConvolutionLayer(
            weights: own[block].flatMap { $0 }, outputChannels: block.count,
            groupChannels: first.channels, kernelHeight: first.height, kernelWidth: first.width,
            bias: Array(ownBias[block]), stride: stride, padding: padding))
      }
      learned = blocks
    } catch {
      throw .layer(error)
    }
  }

  /// What no image gives: where merging starts.
  public var emptyStatistics: ResponseStatistics {
    ResponseStatistics(
      learnedCount: learnedCount, handcraftedCount: handcraftedCount, settings: settings)
  }

  /// Runs both banks on an image.
  ///
  /// - Parameters:
  ///   - image: One image, 1×C×H×W, its channels in the order of the filters: red, green, blue.
  ///   - number: The number of the image, from 0, kept with the patches.
  /// - Returns: The statistics of this image. Merged in the order of images they are the same to the
  ///   bit for any number of threads.
  /// - Throws: `ComparisonError.imageChannels`, `imageTooSmall`, `imageNotFinite`; `layer` where the
  ///   maps are too large.
  public func statistics(
    of image: Activation, number: Int
  ) throws(ComparisonError) -> ResponseStatistics {
    precondition(image.shape.batch == 1, "images are taken one at a time")
    guard image.shape.channels == strip.groupChannels else {
      throw .imageChannels(image: number, input: image.shape, expected: strip.groupChannels)
    }
    guard image.values.allSatisfy(\.isFinite) else { throw .imageNotFinite(image: number) }
    var statistics = emptyStatistics
    do {
      guard let window = try learned[0].window(on: image.shape) else { return statistics }
      let map = try learned[0].outputShape(for: image.shape)
      let samples = SampledWindows(
        image, window: window, map: map, kernelHeight: strip.kernelHeight,
        kernelWidth: strip.kernelWidth, count: settings.positionsPerImage)
      let responses = try strip.forward(samples.strip)
      statistics.add(responses, trainingCount: samples.trainingCount)
      guard settings.patchCount > 0 else { return statistics }
      for (block, layer) in learned.enumerated() {
        let maps = try layer.forward(image)
        for channel in 0..<maps.shape.channels where isAlive[16 * block + channel] {
          statistics.patches[16 * block + channel] = strongestPatches(
            maps, channel: channel, window: window, image: number, height: strip.kernelHeight,
            width: strip.kernelWidth, count: settings.patchCount)
        }
      }
    } catch .windowTooLarge(let height, let width, let input) {
      throw .imageTooSmall(image: number, input: input, height: height, width: width)
    } catch {
      throw .layer(error)
    }
    return statistics
  }
}

extension Filter {
  /// The filter in the middle of a window, zeros around, scaled to length 1.
  ///
  /// - Parameter window: A filter of the size and the channels of the window.
  /// - Returns: As many weights as the window has; zeros for a filter that is zero or not finite.
  func inMiddle(of window: Filter) -> [Float] {
    guard isAlive else { return [Float](repeating: 0, count: window.weights.count) }
    return placed(
      top: Self.centred(height, in: window.height), left: Self.centred(width, in: window.width),
      like: window
    ).scaledToLengthOne
  }

  /// Where the first row of a filter lies in a window so that it is in the middle.
  private static func centred(_ extent: Int, in window: Int) -> Int {
    let room = window - extent
    return room >= 0 ? room / 2 : -(-room / 2)
  }
}
