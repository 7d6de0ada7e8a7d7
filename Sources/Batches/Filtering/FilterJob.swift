import Files
import Threads

/// Filters one image of a batch after the other.
struct FilterJob: Sendable {
  let settings: FilterSettings

  /// Who takes part.
  let crew: Crew

  /// What all images together may take.
  let budget: MemoryBudget

  /// The folder of the page that is given the samples of images; nil without a page.
  let pageFolder: Path?

  /// For each result of an image, the hash of all that it depends on beside the image.
  let identities: [String]

  /// Whether it is recorded what files held.
  let isRecorded: Bool

  private let folder: Path
  private let earlier: EarlierRecords?

  /// Prepares the work on a number of images.
  ///
  /// - Parameters:
  ///   - settings: What is done to each.
  ///   - images: How many there are.
  ///   - threads: How many threads work.
  ///   - folder: The folder of the results.
  ///   - isRecorded: Whether it is recorded what files held.
  ///   - hasPage: Whether a page in it is given the samples of images.
  /// - Throws: `BatchError`: `noFilterIndex` where results of an earlier run are to stay and the
  ///   index does not tell of them, `file` or `report`.
  init(
    settings: FilterSettings, images: Int, threads: Int, folder: Path,
    isRecorded: Bool, hasPage: Bool
  ) throws(BatchError) {
    self.settings = settings
    self.folder = folder
    self.isRecorded = isRecorded
    pageFolder = hasPage ? folder : nil
    identities = try wrapping(settings.identities(), as: BatchError.report)
    earlier = settings.resumption == nil ? nil : try EarlierRecords(in: folder)
    crew = Crew(images: images, threads: threads)
    budget = MemoryBudget(limit: settings.maxMemory)
  }

  /// Reads, filters and writes one image with all kernels; the file is decoded once.
  ///
  /// What fails is told in the result; an output that fails does not keep the others from being
  /// written.
  func run(_ item: OutputPlan.Item) -> ImageResult {
    defer { crew.imageIsDone() }
    let start = ContinuousClock.now
    if case .unusable(let error) = item.input.content { return failure(item, error) }
    let existing = skipped(of: item)
    // Without results there is a page, which wants the samples.
    if !existing.isEmpty, existing.allSatisfy({ $0 }) {
      return result(item, statuses: existing.map { _ in .skipped }, pixels: 0)
    }
    do throws(BatchError) {
      let done = try ImageRun(item, existing: existing, job: self).run()
      var result = result(item, statuses: done.statuses, pixels: done.pixels)
      result.hasPageInput = done.hasPageInput
      result.notices = done.notices.sorted()
      result.source = done.source
      result.seconds = start.duration(to: .now) / .seconds(1)
      return result
    } catch {
      return failure(item, error)
    }
  }

  /// Leaves an image out, of which nothing is told.
  func leaveOut() -> ImageResult? {
    crew.imageIsDone()
    return nil
  }

  /// What would be done, as far as that is known without decoding.
  func plan(_ item: OutputPlan.Item) -> ImageResult {
    if case .unusable(let error) = item.input.content { return failure(item, error) }
    let statuses = skipped(of: item).map { isSkipped -> OutputResult.Status in
      isSkipped ? .skipped : .planned
    }
    return result(item, statuses: statuses, pixels: 0)
  }

  /// For each output, whether it is to be left as it is.
  private func skipped(of item: OutputPlan.Item) -> [Bool] {
    zip(item.outputs, identities).map { output, identity in
      if settings.skipsExisting, FileIdentity(of: output) != nil { return true }
      guard let earlier, let resumption = settings.resumption else { return false }
      return earlier.hold(
        output, in: folder, of: item.input.path, settings: identity,
        readsContent: resumption == .verified)
    }
  }

  private func failure(_ item: OutputPlan.Item, _ error: BatchError) -> ImageResult {
    ImageResult(input: item.input.path, outputs: [], error: error, pixels: 0)
  }

  private func result(
    _ item: OutputPlan.Item, statuses: [OutputResult.Status], pixels: Int
  ) -> ImageResult {
    let outputs = zip(zip(settings.resultNames, item.outputs), statuses).map {
      OutputResult(kernel: $0.0, path: $0.1, status: $1)
    }
    return ImageResult(input: item.input.path, outputs: outputs, error: nil, pixels: pixels)
  }
}
