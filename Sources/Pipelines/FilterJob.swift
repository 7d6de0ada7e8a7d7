import CMemory
import Codecs
import Files
import Filtering
import Pixels

/// Filters one image of a batch after the other.
struct FilterJob: Sendable {
  let settings: FilterSettings

  /// The folder of the page that is given the samples of images; nil without a page.
  let pageFolder: Path?

  /// Reads, filters and writes one image with all kernels; the file is decoded once.
  ///
  /// What fails is told in the result; an output that fails does not keep the others from being
  /// written.
  func run(_ item: OutputPlan.Item) -> ImageResult {
    if case .unusable(let error) = item.input.content { return failure(item, error) }
    let existing = item.outputs.map(isSkipped)
    if existing.allSatisfy({ $0 }) {
      return result(item, statuses: existing.map { _ in .skipped }, pixels: 0)
    }
    do throws(PipelineError) {
      let source = try FilterSource(item.input.path, settings: settings)
      var statuses: [OutputResult.Status] = []
      for bank in settings.banks {
        let places = statuses.count..<statuses.count + bank.resultNames.count
        if existing[places].allSatisfy({ $0 }) {
          statuses += places.map { _ in .skipped }
        } else {
          statuses += apply(
            bank, to: source, outputs: item.outputs[places], existing: existing[places])
        }
      }
      var result = result(item, statuses: statuses, pixels: source.pixels)
      result.hasPageInput = try writePageInput(source, of: item.input)
      return result
    } catch {
      return failure(item, error)
    }
  }

  /// Writes the samples for the page.
  ///
  /// - Returns: Whether there is a page, and they are few enough for it.
  private func writePageInput(
    _ source: FilterSource, of input: Input
  ) throws(PipelineError) -> Bool {
    guard let pageFolder, let values = PageInput(source.image) else { return false }
    let path = pageFolder.appending(FilterPage.script(of: input))
    let script = try pageScript(values)
    do throws(FileError) {
      try File.makeDirectories(path.parent)
      try File.write(script, to: path)
    } catch {
      throw .file(error)
    }
    return true
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

  private func apply(
    _ bank: KernelBank, to source: FilterSource, outputs: ArraySlice<Path>,
    existing: ArraySlice<Bool>
  ) -> [OutputResult.Status] {
    guard source.hasMemoryForResults else {
      return outputs.map { _ in .failed(.codec(source.path, .outOfMemory(source.format))) }
    }
    do throws(PipelineError) {
      let results = try source.results(of: bank, settings: settings)
      return zip(zip(outputs, existing), results).map { target, filtered in
        target.1 ? .skipped : write(filtered, to: target.0, source: source)
      }
    } catch {
      return outputs.map { _ in .failed(error) }
    }
  }

  private func write(
    _ result: FilterResult, to path: Path, source: FilterSource
  ) -> OutputResult.Status {
    do throws(PipelineError) {
      let bytes = try result.encoded(for: path, source: source, settings: settings)
      do throws(FileError) {
        try File.makeDirectories(path.parent)
        try File.write(bytes, to: path)
      } catch {
        throw .file(error)
      }
      return .written(result.summary)
    } catch {
      return .failed(error)
    }
  }

  private func failure(_ item: OutputPlan.Item, _ error: PipelineError) -> ImageResult {
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

extension FilterSource {
  /// Whether a result as large as the image can be had: `Float` values, and integers of them.
  fileprivate var hasMemoryForResults: Bool {
    let samples = image.width * image.height * image.channels
    return lenslet_can_allocate(samples * (MemoryLayout<Float>.stride + 2))
  }
}
