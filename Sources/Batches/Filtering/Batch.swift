public import Files
public import Page
import Reports
import Synchronization
public import Threads

/// A batch of images, fully named and checked, that can be filtered.
public struct Batch: Sendable {
  /// The inputs and their outputs.
  public let plan: OutputPlan

  /// What is done to every image.
  public let settings: FilterSettings

  /// The page of an earlier run that stays in the folder of the results, which this one has none for.
  public var earlierPage: Path? {
    let path = folder.appending(PageFile.name)
    return page == nil && ResultsMark.isPageOfFilter(path) ? path : nil
  }

  private let folder: Path
  private let page: PageSettings?
  private let isMarked: Bool

  /// Whether results are recorded: where that is asked for, and where earlier ones are.
  private let keepsIndex: Bool

  /// Names all outputs and checks them before any work.
  ///
  /// - Parameters:
  ///   - inputs: The files to filter.
  ///   - folder: The folder of the results; it is made when the first is written.
  ///   - template: How results are named; without one `{path}.{ext}` for a single result of an
  ///     image, else `{path}-{kernel}.{ext}`.
  ///   - settings: What is done to every image.
  ///   - page: What the page `index.html` tells about the run; nil for no page.
  ///   - files: What goes in beside the inputs: the files of the kernels.
  ///   - isMarked: Whether the folder gets a hidden mark, so that a later run does not take the results
  ///     for inputs: where it lies in a folder of inputs.
  /// - Throws: `BatchError`: `template` where a name would be empty or lead outside the folder,
  ///   `sameOutput` or `sameOutputOfKernels` where two results have one name,
  ///   `outputReplacesInput` where a result, or a file of the page, is an input or a kernel under
  ///   any name, `resultBehindLink` where a file elsewhere would be replaced, `foreignPage` or
  ///   `pageOfOthers` where a file of the page would replace one of somebody else's, `tour`
  ///   where a stop leads nowhere, `noFilterIndex` where the index is not one of filtered images.
  public init(
    inputs: [Input], folder: Path, template: OutputTemplate? = nil, settings: FilterSettings,
    page: PageSettings? = nil, files: [Path] = [], isMarked: Bool = false
  ) throws(BatchError) {
    let names = settings.resultNames
    self.settings = settings
    plan = try OutputPlan(
      inputs: inputs, kernels: names, folder: folder,
      template: template ?? (names.count == 1 ? .single : .several), format: settings.format,
      files: files)
    self.folder = folder
    self.page = page
    self.isMarked = isMarked
    if let page {
      let kind: PageKind = settings.presets.isEmpty ? .filter : .lab
      try FilterPage.check(plan.items, folder: folder, kind, plan.protected)
      try page.tour?.check(
        PageTour.Names(
          inputs: inputs.map(\.relative.display), steps: FilterPage.stepNames(of: settings)))
    }
    let index = folder.appending(MapFileNames.index)
    let needsIndex = settings.resumption != nil || settings.isOneOfMany
    if needsIndex, FileKind(ofEntry: index) != nil, !ResultsMark.isIndexOfFilter(index) {
      throw .noFilterIndex(index)
    }
    keepsIndex = needsIndex || ResultsMark.hasFilterRecord(index)
  }

  /// Filters all images, a few rows of each at a time.
  ///
  /// Each thread has an image of its own; those for which none is left help with the others.
  /// Returns when all are done. What fails is told to `report` and does not stop the others.
  ///
  /// - Parameters:
  ///   - threads: How many threads work, 1 or more.
  ///   - report: Takes the result of each image, in the order of the inputs, one at a time, in
  ///     any of the threads.
  /// - Throws: `BatchError.file` before any work where no result could be written, and where the
  ///   page cannot be written: before any work, or when all is done.
  public func run(
    threads: Int = availableProcessors, report: @escaping @Sendable (ImageResult) -> Void
  ) throws(BatchError) {
    if !settings.skipsExisting, settings.resumption == nil { try checkWritable() }
    let items = plan.items
    if !settings.isOneOfMany { removeAbandonedFiles() }
    let written = Mutex<[Path]>([])
    let failures = FailedInputs(stops: settings.stopsAtFailure)
    let job = try FilterJob(
      settings: settings, images: items.count, threads: threads, folder: folder,
      isRecorded: keepsIndex || settings.explains, hasPage: page != nil)
    let index =
      keepsIndex
      ? ResultsIndex(in: folder) { [folder] (result) throws(ReportError) in
        try FilterRecord.records(of: result, in: folder).filter { $0.status != .skipped }.map {
          (record) throws(ReportError) in try jsonLine(record)
        }
      } : nil
    let page = try page.map { page throws(BatchError) in
      try FilterPage(page, filter: settings, items: items, folder: folder)
    }
    index?.begin()
    computeInOrder(
      count: items.count, threads: threads,
      {
        if failures.areEnough { return job.leaveOut() }
        let result = job.run(items[$0])
        // At once: what waits for its turn may be done long before an earlier input.
        index?.add(result)
        return result
      },
      receive: { result in
        guard let result else { return }
        failures.add(result)
        page?.add(result)
        let paths = result.outputs.filter { $0.files > 0 }.map(\.path)
        if isMarked { written.withLock { $0 += paths } }
        report(result)
      }, help: job.crew.help)
    try index?.finish()
    if keepsIndex, !settings.isOneOfMany {
      try failures.write(items.map { ($0.input.path, $0.input.relative) }, in: folder)
    }
    try mark(written.withLock { $0 })
    try page?.finish()
  }

  /// Notes results in the folder of all, so that they are known by their names.
  private func mark(_ results: [Path]) throws(BatchError) {
    if results.isEmpty { return }
    try ResultsJournal.mark(results.compactMap { $0.below(folder) }, in: folder)
  }

  /// Removes what programs that were killed have left where results are written.
  private func removeAbandonedFiles() {
    var folders = Set(plan.items.lazy.flatMap(\.outputs).map(\.parent))
    if page != nil {
      folders.insert(folder)
      folders.formUnion(
        plan.items.map { folder.appending(FilterPage.script(of: $0.input)).parent })
    }
    folders.forEach(TemporaryFiles.removeAbandoned)
  }

  /// Checks that one folder of results, of those that there are, can be written into.
  private func checkWritable() throws(BatchError) {
    var checked: Set<Path> = []
    var failure: FileError?
    for output in plan.items.lazy.flatMap(\.outputs) where checked.insert(output.parent).inserted {
      do throws(FileError) {
        try File.checkWritable(output.parent)
        return
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw .file(failure) }
  }

  /// Tells what `run` would do without decoding or writing anything.
  ///
  /// An image that starts well and is damaged further on is not found out.
  ///
  /// - Returns: One result an input, in order.
  /// - Throws: `BatchError`, as `run` before any work.
  public func rehearse() throws(BatchError) -> [ImageResult] {
    let job = try FilterJob(
      settings: settings, images: plan.items.count, threads: 1, folder: folder,
      isRecorded: false, hasPage: false)
    return plan.items.map(job.plan)
  }
}
