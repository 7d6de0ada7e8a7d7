public import Codecs

/// How far a batch is.
public struct BatchProgress: Equatable, Sendable {
  /// Images of the batch.
  public let total: Int

  /// Images whose outputs were all written, or would be.
  public private(set) var done = 0

  /// Images that failed, wholly or in part.
  public private(set) var failed = 0

  /// Images whose outputs all existed before.
  public private(set) var skipped = 0

  /// Files that were written, or would be.
  public private(set) var files = 0

  /// Pixels of the images that were decoded.
  public private(set) var pixels = 0

  /// Images that could be used though they are not by the book.
  public private(set) var noticed = 0

  /// In how many images each notice was found.
  public private(set) var notices: [ImageNotice: Int] = [:]

  /// Creates the progress of a batch that has not begun.
  ///
  /// - Parameter total: Images of the batch.
  public init(total: Int) { self.total = total }

  /// Images that need no more work.
  public var finished: Int { done + failed + skipped }

  /// Counts an image.
  ///
  /// - Parameter result: What became of it.
  public mutating func add(_ result: ImageResult) {
    switch result.outcome {
    case .done: done += 1
    case .failed: failed += 1
    case .skipped: skipped += 1
    }
    files += result.outputs.reduce(0) { $0 + $1.files }
    pixels += result.pixels
    if !result.notices.isEmpty { noticed += 1 }
    for notice in result.notices { notices[notice, default: 0] += 1 }
  }

  /// The seconds that the rest will take if it goes on as before.
  ///
  /// Skipped images count as nothing, as they take no time.
  ///
  /// - Parameter elapsed: The seconds since the start.
  /// - Returns: 0 or more; nil before an image was done or failed.
  public func secondsLeft(elapsed: Double) -> Double? {
    let worked = done + failed
    guard worked > 0 else { return nil }
    return elapsed / Double(worked) * Double(total - finished)
  }
}
