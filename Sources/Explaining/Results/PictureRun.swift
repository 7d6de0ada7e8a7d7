public import Batches
public import Codecs
public import Files
import Page
import Reports

/// What a run of `explain` or `mislead` may take, and what of earlier runs stays.
public struct PictureRunSettings: Sendable {
  /// What pictures may ask for.
  public var limits = DecodingLimits()

  /// Bytes that a picture may take, about; nil for no limit.
  public var maxMemory: Int?

  /// Whether pictures are recorded as they end, and those left as they are which records tell to be
  /// done; nil where all are made anew.
  public var resumption: Resumption?

  /// What goes in beside the pictures, which is never replaced.
  public var files: [Path] = []

  /// Is told how many files of earlier runs are removed, before they are.
  public var removal: @Sendable (Int) -> Void = { _ in }

  /// The usual settings.
  public init() {}
}

/// The results and the records of a run of `explain` or `mislead`.
struct PictureRun<Record: Codable & Sendable>: Sendable {
  /// The folder of the results.
  let results: PictureResults

  /// For each picture, what of earlier runs stays.
  let held: [EarlierPictures<Record>.Entry?]

  private let command: PageKind
  private let settings: PictureRunSettings
  private let identity: String?
  private let index: ResultsIndex?

  /// Looks at what is there, and begins to record.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - inputs: The pictures.
  ///   - folder: The folder of the results.
  ///   - settings: What the run may take.
  ///   - identity: The hash of all that results depend on beside a picture.
  /// - Throws: `ExplainingError.batch`.
  init(
    _ command: PageKind, _ inputs: [PipelineInput], into folder: Path,
    _ settings: PictureRunSettings, identity: @autoclosure () throws(ExplainingError) -> String
  ) throws(ExplainingError) {
    self.command = command
    self.settings = settings
    let identity = settings.resumption == nil ? nil : try identity()
    self.identity = identity
    let earlier =
      identity == nil
      ? EarlierPictures<Record>() : EarlierPictures<Record>(in: folder, of: command.rawValue)
    held = inputs.map { input in
      identity.flatMap { identity in
        earlier.held(
          input, in: folder, settings: identity, readsContent: settings.resumption == .verified)
      }
    }
    let kept = held.flatMap { $0?.end.names ?? [] }
    // The page is written again at the end.
    let index = earlier.isEmpty ? [] : [Path(MapFileNames.index), Path(PageFile.name)]
    results = try wrapping(
      PictureResults(
        in: folder, of: inputs, beside: settings.files, page: command,
        keeping: identity == nil ? nil : kept + index, removal: settings.removal),
      as: ExplainingError.batch)
    self.index = identity == nil ? nil : ResultsIndex(in: folder)
    self.index?.begin()
  }

  /// What a picture holds that was just read; nil where nobody will ask.
  ///
  /// - Throws: `ExplainingError.batch` where it has changed meanwhile.
  func stamp(of input: PipelineInput, since before: FileStatus?) throws(ExplainingError)
    -> FileStamp?
  {
    if identity == nil { return nil }
    return try wrapping(
      FileStamp(ofRead: input.path, since: before), as: ExplainingError.batch)
  }

  /// The record of a picture that is done.
  func end(
    _ input: PipelineInput, source: FileStamp?, since start: ContinuousClock.Instant
  ) -> ExplainedInput {
    ExplainedInput(
      command.rawValue, input, results.files(in: input.relative), source: source,
      settings: identity, since: start)
  }

  /// The record of a picture that failed.
  func failure(_ input: PipelineInput, _ error: ExplainingError) -> ExplainedInput {
    ExplainedInput(command.rawValue, input, results.files(in: input.relative), error)
  }

  /// Records a picture, where records are kept as pictures end.
  func record(_ records: [Record], _ end: ExplainedInput) throws(ExplainingError) {
    index?.add(try lines(records, end))
  }

  /// Writes a file.
  func write(_ bytes: [UInt8], to name: Path) throws(ExplainingError) {
    try wrapping(results.write(bytes, to: name), as: ExplainingError.batch)
  }

  /// Writes the index of the whole run, and ends it.
  ///
  /// - Parameters:
  ///   - pictures: What was found, and the record of each picture.
  ///   - inputs: The pictures.
  /// - Throws: `ExplainingError.batch`.
  func finish(
    _ pictures: [(records: [Record], end: ExplainedInput)], of inputs: [PipelineInput]
  ) throws(ExplainingError) {
    var text = ""
    for picture in pictures {
      for line in try lines(picture.records, picture.end) { text += line + "\n" }
    }
    do throws(BatchError) {
      try index?.finish()
      try results.write(Array(text.utf8), to: Path(MapFileNames.index))
      try listFailures(pictures.map(\.end), of: inputs)
      try results.finish()
    } catch {
      throw .batch(error)
    }
  }

  /// Ends a run of which nothing came where there are results of an earlier one: they stay, with
  /// their index and their page.
  ///
  /// - Parameters:
  ///   - ends: The records of all pictures.
  ///   - inputs: The pictures.
  /// - Returns: Whether that is so; otherwise the run has not ended.
  /// - Throws: `ExplainingError.batch`.
  func leavesEarlier(
    _ ends: [ExplainedInput], of inputs: [PipelineInput]
  ) throws(ExplainingError) -> Bool {
    guard results.keepsEarlier, ends.allSatisfy({ $0.status == .failed }) else { return false }
    do throws(BatchError) {
      try index?.finish()
      try listFailures(ends, of: inputs)
      try results.finish()
    } catch {
      throw .batch(error)
    }
    return true
  }

  /// Lists the pictures that are to be tried again, where records are kept.
  private func listFailures(
    _ ends: [ExplainedInput], of inputs: [PipelineInput]
  ) throws(BatchError) {
    if identity == nil { return }
    let failed = Set(ends.filter { $0.status == .failed }.map(\.input))
    try InputList.write(
      inputs.filter { failed.contains($0.path.text) }.map { ($0.path, $0.relative) },
      in: results.folder)
  }

  /// Refuses a picture that needs too much memory.
  func check(_ input: PipelineInput, need: Int) throws(ExplainingError) {
    guard let limit = settings.maxMemory else { return }
    try wrapping(input.check(need: need, limit: limit), as: ExplainingError.batch)
  }

  /// The bytes that a picture takes as it is decoded, where there is a limit.
  func decodedBytes(of input: PipelineInput) throws(ExplainingError) -> Int {
    guard settings.maxMemory != nil else { return 0 }
    return try wrapping(input.decodedBytes(settings.limits), as: ExplainingError.batch)
  }

  private func lines(
    _ records: [Record], _ end: ExplainedInput
  ) throws(ExplainingError) -> [String] {
    do throws(ReportError) {
      var lines: [String] = []
      for record in records { lines.append(try jsonLine(record)) }
      return lines + [try jsonLine(end)]
    } catch {
      throw .batch(.report(error))
    }
  }
}

extension Deadline {
  /// The error to tell of an input: where the time is over, that.
  func told(_ error: ExplainingError) -> ExplainingError {
    do throws(BatchError) {
      try check()
      return error
    } catch {
      return .batch(error)
    }
  }
}
