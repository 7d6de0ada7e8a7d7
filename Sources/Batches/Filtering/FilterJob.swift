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

  /// Prepares the work on a number of images.
  init(settings: FilterSettings, images: Int, threads: Int, pageFolder: Path?) {
    self.settings = settings
    self.pageFolder = pageFolder
    crew = Crew(images: images, threads: threads)
    budget = MemoryBudget(limit: settings.maxMemory)
  }

  /// Reads, filters and writes one image with all kernels; the file is decoded once.
  ///
  /// What fails is told in the result; an output that fails does not keep the others from being
  /// written.
  func run(_ item: OutputPlan.Item) -> ImageResult {
    defer { crew.imageIsDone() }
    if case .unusable(let error) = item.input.content { return failure(item, error) }
    let existing = item.outputs.map(isSkipped)
    // Without results there is a page, which wants the samples.
    if !existing.isEmpty, existing.allSatisfy({ $0 }) {
      return result(item, statuses: existing.map { _ in .skipped }, pixels: 0)
    }
    do throws(BatchError) {
      let done = try ImageRun(item, existing: existing, job: self).run()
      var result = result(item, statuses: done.statuses, pixels: done.pixels)
      result.hasPageInput = done.hasPageInput
      result.notices = done.notices.sorted()
      return result
    } catch {
      return failure(item, error)
    }
  }

  /// What would be done, as far as that is known without decoding.
  func plan(_ item: OutputPlan.Item) -> ImageResult {
    if case .unusable(let error) = item.input.content { return failure(item, error) }
    let statuses = item.outputs.map { output -> OutputResult.Status in
      isSkipped(output) ? .skipped : .planned
    }
    return result(item, statuses: statuses, pixels: 0)
  }

  /// Whether an output exists and is to be left as it is.
  private func isSkipped(_ output: Path) -> Bool {
    settings.skipsExisting && FileIdentity(of: output) != nil
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
