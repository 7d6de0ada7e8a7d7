import Pixels

/// What is known of the responses of two banks to images; its size does not depend on their number.
///
/// Statistics of single images, merged in the order of the images, give the same bits however many
/// threads made them.
public struct ResponseStatistics: Equatable, Sendable {
  /// How many learned filters there are.
  public let learnedCount: Int

  /// How many handcrafted filters there are.
  public let handcraftedCount: Int

  /// Strongest patches a learned filter, from the strongest on; none for filters that are zero or
  /// not finite.
  ///
  /// The windows of no two of a filter's patches share a pixel of an image.
  public internal(set) var patches: [[StrongestPatch]]

  /// The samples that regressions are fitted to: learned filters first.
  private(set) var training: ResponseMoments

  /// The samples that regressions are judged by.
  private(set) var heldOut: ResponseMoments

  let settings: ResponseSettings

  init(learnedCount: Int, handcraftedCount: Int, settings: ResponseSettings) {
    self.learnedCount = learnedCount
    self.handcraftedCount = handcraftedCount
    self.settings = settings
    patches = [[StrongestPatch]](repeating: [], count: learnedCount)
    training = ResponseMoments(width: learnedCount + handcraftedCount)
    heldOut = ResponseMoments(width: learnedCount + handcraftedCount)
  }

  /// The moments of all samples.
  var all: ResponseMoments {
    var all = training
    all.merge(heldOut)
    return all
  }

  /// How many positions of images were sampled.
  public var sampleCount: Int { training.count + heldOut.count }

  /// How many of the samples regressions are judged by.
  public var heldOutCount: Int { heldOut.count }

  /// Adds the statistics of later images.
  ///
  /// - Parameter other: Statistics of the same banks.
  public mutating func merge(_ other: ResponseStatistics) {
    precondition(
      learnedCount == other.learnedCount && handcraftedCount == other.handcraftedCount,
      "statistics of other banks do not add up")
    training.merge(other.training)
    heldOut.merge(other.heldOut)
    for filter in patches.indices {
      patches[filter] = Array(
        (patches[filter] + other.patches[filter]).sorted { $0.precedes($1) }
          .prefix(settings.patchCount))
    }
  }

  /// Stores what is known.
  ///
  /// - Parameter numbers: Where it is stored.
  public func store(in numbers: inout StoredSums) {
    training.store(in: &numbers)
    heldOut.store(in: &numbers)
    for ranked in patches {
      numbers.add(ranked.count)
      for patch in ranked {
        numbers.add([patch.image, patch.row, patch.column])
        numbers.add([patch.response])
        numbers.add([patch.field.x, patch.field.y, patch.field.width, patch.field.height])
      }
    }
  }

  /// Takes what was stored of the same banks in the place of what is known.
  ///
  /// - Parameter numbers: Where it was stored.
  /// - Returns: Whether it is there and fits; otherwise nothing is changed.
  public mutating func restore(from numbers: inout StoredSumsReader) -> Bool {
    guard let training = ResponseMoments(width: self.training.width, from: &numbers),
      let heldOut = ResponseMoments(width: self.heldOut.width, from: &numbers)
    else { return false }
    var patches: [[StrongestPatch]] = []
    for _ in 0..<learnedCount {
      guard let count = numbers.number(in: 0...settings.patchCount) else { return false }
      var ranked: [StrongestPatch] = []
      for _ in 0..<count {
        guard let place = numbers.numbers(3, of: Int.self),
          let response = numbers.numbers(1, of: Float.self),
          let field = numbers.numbers(4, of: Int.self)
        else { return false }
        ranked.append(
          StrongestPatch(
            image: place[0], row: place[1], column: place[2], response: response[0],
            field: .init(x: field[0], y: field[1], width: field[2], height: field[3])))
      }
      patches.append(ranked)
    }
    (self.training, self.heldOut, self.patches) = (training, heldOut, patches)
    return true
  }

  /// Adds the responses to the windows of an image, 1×filters×1×windows.
  mutating func add(_ responses: Activation, trainingCount: Int) {
    training.add(responses, samples: 0..<trainingCount)
    heldOut.add(responses, samples: trainingCount..<responses.shape.width)
  }
}
