import CMemory
import Codecs
import Files
import Filtering
import Kernels
import Loops
import Page
import Pixels
import Threads

/// One image on its way through all kernels.
struct ImageRun {
  /// What came of an image.
  struct Outcome {
    /// What became of each output.
    let statuses: [OutputResult.Status]

    /// Pixels of the image.
    let pixels: Int

    /// Whether its samples were written for the page.
    let hasPageInput: Bool

    /// What is not by the book in the file, as far as it was read.
    let notices: Set<ImageNotice>

    /// What the file held; nil where no result was written.
    let source: FileStamp?
  }

  /// A result that is computed: its filter and its place among the outputs.
  private struct Target {
    let filter: StripFilter
    let place: Int
  }

  private let item: OutputPlan.Item
  private let existing: [Bool]
  private let job: FilterJob
  private let file: ImageFile
  private let conversion: Conversion
  private let lateOrientation: Orientation?
  /// How the picture is turned, as far as that is known.
  private let orientation: Orientation
  private var targets: [Target] = []
  private var statuses: [OutputResult.Status]

  /// Opens an image and prepares its filters; a bank that does not fit it fails alone.
  ///
  /// - Parameters:
  ///   - item: The input and its outputs.
  ///   - existing: Which outputs are left as they are.
  ///   - job: What is done, and by whom.
  ///   - lateOrientation: How the picture is turned, where that stands after its pixels.
  /// - Throws: `BatchError` where the file cannot be used.
  init(
    _ item: OutputPlan.Item, existing: [Bool], job: FilterJob, lateOrientation: Orientation? = nil
  ) throws(BatchError) {
    self.item = item
    self.existing = existing
    self.job = job
    self.lateOrientation = lateOrientation
    let settings = job.settings
    file = try ImageFile(
      item.input.path, limits: settings.limits, variant: settings.convolver.variant)
    conversion = Conversion(
      isGrey: settings.isGrey, light: settings.isLinear ? try file.transferFunction() : nil)
    statuses = existing.map { _ in .skipped }

    let header = file.reader.header
    orientation = lateOrientation ?? file.reader.orientation
    let turned = orientation.exchangesAxes
    var place = 0
    for bank in settings.banks {
      let places = place..<place + bank.resultNames.count
      place = places.upperBound
      if existing[places].allSatisfy({ $0 }) { continue }
      do throws(FilteringError) {
        let filters = try settings.convolver.stripFilters(
          of: bank, size: turned ? header.size.transposed : header.size,
          layout: conversion.layout(from: header.layout),
          type: conversion.type(from: header.sampleType),
          range: settings.format == .npy ? nil : settings.range)
        targets += zip(filters, places).filter { !existing[$1] }.map {
          Target(filter: $0, place: $1)
        }
      } catch {
        for place in places {
          statuses[place] = .failed(.filtering(item.input.path, kernel: bank.name, error))
        }
      }
    }
  }

  /// Whether a page shows the samples of the image: there is one, and they are few enough.
  private var isShown: Bool {
    let header = file.reader.header
    return job.pageFolder != nil
      && PageInput.fits(
        header.size, layout: conversion.layout(from: header.layout),
        type: conversion.type(from: header.sampleType))
  }

  private var pixels: Int { file.reader.header.size.width * file.reader.header.size.height }

  /// Filters the image and writes all results.
  ///
  /// - Returns: What came of it.
  /// - Throws: `BatchError` where the image itself is to blame; then no output is left.
  func run() throws(BatchError) -> Outcome {
    if targets.isEmpty && !isShown { return outcome(statuses) }
    var plan = StreamPlan(
      file.reader, conversion, filters: targets.map(\.filter), threads: job.crew.threads,
      format: job.settings.format ?? OutputFormat(keeping: file.reader.header.format),
      compression: job.settings.compression, stripRows: job.settings.stripRows,
      isMisjudged: lateOrientation != nil, isShown: isShown)
    if let limit = job.budget.limit {
      plan.fit(into: limit)
      guard plan.memory <= limit else {
        throw .memory(
          item.input.path, need: plan.memory, limit: limit, reason: plan.reason?.description)
      }
    }
    guard lenslet_can_allocate(plan.memory) else {
      throw .codec(item.input.path, .outOfMemory(file.reader.header.format))
    }
    let done = try job.budget.with(plan.memory) {
      () throws(BatchError) -> Outcome? in
      if job.budget.limit != nil { file.beginNow(job.settings.limits) }
      return try finished(plan)
    }
    if let done { return done }
    // The file told only after its pixels how they are to be turned.
    return try ImageRun(
      item, existing: existing, job: job, lateOrientation: file.reader.orientation
    ).run()
  }

  /// Does all passes; nil where the file turned out to need another plan.
  private func finished(_ plan: StreamPlan) throws(BatchError) -> Outcome? {
    var filters = targets.map(\.filter)
    var source = try StripSource(
      file, conversion, plan, filters: filters, orientation: orientation)
    if source.isMisjudged { return nil }
    let isMeasured = filters.contains(where: \.needsExtremes)
    if isMeasured {
      let results = filters.map(MeasuredResult.init)
      _ = try pass(source, results, plan)
      if source.isMisjudged { return nil }
      for (index, result) in results.enumerated() { filters[index].stretch(over: result.extremes) }
      if plan.isWhole {
        source.rewind()
      } else {
        let again = try ImageFile(
          item.input.path, limits: job.settings.limits, variant: job.settings.convolver.variant,
          deadline: file.deadline)
        source = try StripSource(
          again, conversion, plan, filters: filters, orientation: orientation)
      }
    }
    let picture = picture(metadata: source.metadata)
    let results = zip(targets, filters).map { target, filter in
      ResultFile(item.outputs[target.place], filter, picture: picture)
    }
    let errors = try pass(source, results, plan)
    if source.isMisjudged { return nil }

    let stamp =
      try job.isRecorded ? wrapping(FileStamp(of: item.input.path), as: BatchError.file) : nil
    try file.checkUnchanged()
    var statuses = statuses
    for (index, target) in targets.enumerated() {
      var explanation: String?
      if job.settings.explains {
        let note = plan.note(isMeasured: isMeasured)
        explanation = (target.filter.explanation + note).joined(separator: "; ")
      }
      statuses[target.place] = status(
        of: results[index], errors[index], explanation,
        settings: job.identities[target.place])
    }
    return outcome(statuses, hasPageInput: try writePageInput(source.wholeImage), source: stamp)
  }

  private func outcome(
    _ statuses: [OutputResult.Status], hasPageInput: Bool = false, source: FileStamp? = nil
  ) -> Outcome {
    Outcome(
      statuses: statuses, pixels: pixels, hasPageInput: hasPageInput, notices: file.reader.notices,
      source: source)
  }

  /// Writes the samples for the page.
  ///
  /// - Returns: Whether there is a page that shows them.
  private func writePageInput(_ image: Image?) throws(BatchError) -> Bool {
    guard let pageFolder = job.pageFolder, let values = image.flatMap({ PageInput($0) }) else {
      return false
    }
    let path = pageFolder.appending(FilterPage.script(of: item.input))
    let script = try wrapping(pageScript(values), as: BatchError.page)
    try writeResult(script, to: path)
    return true
  }

  private func pass<Result: StreamedResult>(
    _ source: StripSource, _ results: [Result], _ plan: StreamPlan
  ) throws(BatchError) -> [BatchError?] {
    let run = StripRun(source, results, limit: plan.strips)
    job.crew.perform { run.work() }
    return try run.errors()
  }

  /// How results become pictures; nil for arrays.
  private func picture(metadata: ImageMetadata) -> ResultFile.Picture? {
    let (settings, header) = (job.settings, file.reader.header)
    if settings.format == .npy { return nil }
    return ResultFile.Picture(
      format: settings.format?.imageFormat ?? header.format, quality: settings.quality,
      subsampling: settings.subsampling, variant: settings.convolver.variant,
      compression: settings.compression, range: settings.range, sampleType: header.sampleType,
      light: conversion.light, metadata: metadata, hasAlpha: header.layout.hasAlpha)
  }

  private func status(
    of result: ResultFile, _ error: BatchError?, _ explanation: String?, settings: String
  ) -> OutputResult.Status {
    if let error { return .failed(error) }
    do throws(BatchError) {
      try result.finish()
      var written = result.summary(plan: explanation)
      if job.isRecorded {
        written.stamp = try wrapping(FileStamp(of: result.path), as: BatchError.file)
        written.settings = settings
      }
      return .written(written)
    } catch {
      return .failed(error)
    }
  }
}
