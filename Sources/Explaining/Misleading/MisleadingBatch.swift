public import Batches
import Codecs
import Definitions
public import Files
public import Networks
public import Page
import Pixels
import Reports
import Threads

/// Changes pictures until a network says something else, and writes what came of it.
public struct MisleadingBatch: Sendable {
  /// The network.
  public let network: ExplainedNetwork

  /// The file that messages name.
  public let path: Path

  /// How pictures go in.
  public let stage: InputStage

  /// How they are changed.
  public let settings: MisleadingSettings

  /// What the network shall say; nil for anything but its first answer.
  public let target: ChosenClass?

  /// The names of the classes; none if nobody has said them.
  public let labels: [String]

  /// What the page tells about the run.
  public let page: PageSettings

  /// What the run may take, and what of earlier runs stays.
  public var running = PictureRunSettings()

  /// The qualities at which the result is saved as JPEG.
  static let qualities = [95, 85, 75]

  /// Describes a run; the parameters are the properties.
  public init(
    _ network: ExplainedNetwork, path: Path, stage: InputStage, settings: MisleadingSettings,
    target: ChosenClass?, labels: [String], page: PageSettings
  ) {
    self.network = network
    self.path = path
    self.stage = stage
    self.settings = settings
    self.target = target
    self.labels = labels
    self.page = page
  }

  /// Changes pictures and writes the results.
  ///
  /// Results of earlier runs, but for those that stay, are removed before the first is written;
  /// where there are some and nothing comes of any picture, they stay, and nothing is written.
  ///
  /// - Parameters:
  ///   - inputs: The pictures.
  ///   - folder: The folder of the results.
  ///   - threads: Threads that share the work.
  ///   - report: Is told of each picture: its record, or why it failed, and whether it was done before.
  /// - Returns: Whether anything was written.
  /// - Throws: `ExplainingError` if no picture can be changed, or a result cannot be written.
  public func run(
    _ inputs: [PipelineInput], into folder: Path, threads: Int,
    report: (PipelineInput, Result<MisleadingRecord, ExplainingError>, _ wasDone: Bool) -> Void
  ) throws(ExplainingError) -> Bool {
    if stage.isLinear { throw .linearLight(path) }
    let run = try PictureRun<MisleadingRecord>(
      .mislead, inputs, into: folder, running, identity: identity())
    let workers: any Workers = threads > 1 ? Team(threads) : OneWorker()
    var misleader: Misleader?
    var shown: [MisleadingPage.Picture] = []
    var pictures: [(records: [MisleadingRecord], end: ExplainedInput)] = []
    for (number, input) in inputs.enumerated() {
      if let held = run.held[number], let record = held.records.first,
        let size = try? read(input).size
      {
        shown.append(MisleadingPage.Picture(record, size: size, folder: input.relative))
        pictures.append((held.records, held.end))
        report(input, .success(record), true)
        continue
      }
      let start = ContinuousClock.now
      let deadline = Deadline(for: input.path, running.limits)
      do throws(ExplainingError) {
        guard input.isImage else { throw .tensor(input.path) }
        let decoded = try run.decodedBytes(of: input)
        try run.check(input, need: decoded)
        let before = try? FileStatus(of: input.path)
        let picture = try read(input)
        let source = try run.stamp(of: input, since: before)
        let shape = try shape(of: picture, input)
        if misleader?.size != picture.size {
          misleader = try Misleader(
            network, path: path, stage: stage, size: picture.size, input: shape, workers: workers)
        }
        guard let misleader else { preconditionFailure("it was made") }
        let need = try misleader.memoryBytes(for: shape)
        try run.check(input, need: decoded.addingReportingOverflow(need).partialValue)
        let record = try mislead(picture, input, misleader.until(deadline), run)
        let end = run.end(input, source: source, since: start)
        try run.record([record], end)
        shown.append(MisleadingPage.Picture(record, size: picture.size, folder: input.relative))
        pictures.append(([record], end))
        report(input, .success(record), false)
      } catch {
        if error.isUsage { throw error }
        let error = deadline.told(error)
        let end = run.failure(input, error)
        try run.record([], end)
        pictures.append(([], end))
        report(input, .failure(error), false)
      }
    }
    if try run.leavesEarlier(pictures.map(\.end), of: inputs) { return false }
    let document = try explained(
      PageDocument.page(of: MisleadingPage(page, shown), page, .mislead))
    try run.write(document, to: Path("index.html"))
    try run.finish(pictures, of: inputs)
    return true
  }

  private func read(_ input: PipelineInput) throws(ExplainingError) -> Levels {
    do throws(BatchError) {
      return Levels(try decodeImage(input.path, limits: running.limits).image)
    } catch {
      throw .batch(error)
    }
  }

  private func shape(
    of picture: Levels, _ input: PipelineInput
  ) throws(ExplainingError) -> Shape {
    do throws(InputError) {
      return try stage.outputShape(for: picture.size)
    } catch {
      throw .definition(.input(input.path, error))
    }
  }

  /// Changes one picture.
  private func mislead(
    _ picture: Levels, _ input: PipelineInput, _ misleader: Misleader,
    _ run: PictureRun<MisleadingRecord>
  ) throws(ExplainingError) -> MisleadingRecord {
    let before = try misleader.classes(of: picture)
    guard before.logits.allSatisfy(\.isFinite) else { throw .notFinite(input.path, "the scores") }
    if !labels.isEmpty, labels.count != before.logits.count {
      throw .labelCount(path, expected: before.logits.count, found: labels.count)
    }
    let goal = try goal(before, input)
    let found = try misleader.misled(picture, goal, settings, stopsAtGoal: false)
    let difference = found.picture.difference(from: picture)
    let limit = max(settings.largestRadius, settings.radius)
    let smallest = try smallestRadius(picture, goal, misleader, upTo: limit)
    let jpeg = try survival(of: found.picture, picture, goal, misleader, input)
    let way = try way(from: picture, to: found.picture, difference.largest, misleader)
    // A picture that fails before leaves nothing.
    let file = input.relative.appending("misled.png")
    try write(found.picture, file, run)
    let after = try readBack(run.results.folder.appending(file), misleader)
    let factor = max(1, 127 / max(difference.largest, 1))
    let names = (
      original: input.relative.appending("original.png"),
      difference: input.relative.appending("difference.png"),
      sheet: input.relative.appending("mislead.png")
    )
    let stretched = found.picture.stretchedDifference(from: picture, factor: factor)
    try write(picture, names.original, run)
    try write(stretched, names.difference, run)
    let script = try explained(
      pageScript(MisleadingPage.Pixels(picture.samples, found.picture.samples)))
    try run.write(script, to: input.relative.appending(MisleadingPage.script))
    let record = MisleadingRecord(
      input: "\(input.path)", method: settings.method.rawValue, radius: settings.radius,
      steps: found.steps, target: target.flatMap { _ in self.target(goal, before) },
      isMisled: goal.isReached(by: after), before: top(before), after: top(after),
      smallestRadius: smallest,
      largestRadius: limit, largestChange: difference.largest, changedShare: difference.share,
      differenceFactor: factor,
      jpeg: jpeg, way: way,
      original: "\(names.original)", file: "\(file)", difference: "\(names.difference)",
      sheet: "\(names.sheet)")
    try drawSheet(
      record, picture, stretched, found.picture, input, names.sheet, run)
    return record
  }

  /// What the network shall say of a picture.
  private func goal(
    _ before: ClassNumbers, _ input: PipelineInput
  ) throws(ExplainingError) -> MisleadingGoal {
    guard let target else { return .away(from: before.top) }
    let number = try target.number(before, labels: labels)
    guard number != before.top else {
      throw .alreadyTarget(
        input.path, labels.isEmpty ? "class \(number)" : "'\(labels[number])'")
    }
    return .towards(number)
  }

  private func target(_ goal: MisleadingGoal, _ classes: ClassNumbers) -> ClassScore? {
    guard case .towards(let number) = goal else { return nil }
    return score(number, classes)
  }

  /// The smallest radius that succeeds, every one tried from 1 on.
  private func smallestRadius(
    _ picture: Levels, _ goal: MisleadingGoal, _ misleader: Misleader, upTo limit: Int
  ) throws(ExplainingError) -> Int? {
    for radius in 1...limit {
      let found = try misleader.misled(
        picture, goal, settings.with(radius: radius), stopsAtGoal: true)
      if goal.isReached(by: found.classes) { return radius }
    }
    return nil
  }

  /// What the network says of a file, read as any other.
  private func readBack(
    _ path: Path, _ misleader: Misleader
  ) throws(ExplainingError) -> ClassNumbers {
    let input: FieldInput
    do throws(BatchError) { input = try FieldInput(path, stage) } catch { throw .batch(error) }
    return try misleader.classes(of: input.maps)
  }

  /// What the network says of the result, and of the picture, as JPEG.
  private func survival(
    of result: Levels, _ picture: Levels, _ goal: MisleadingGoal, _ misleader: Misleader,
    _ input: PipelineInput
  ) throws(ExplainingError) -> [JPEGSurvival] {
    var found: [JPEGSurvival] = []
    for quality in Self.qualities {
      let changed = try misleader.classes(of: try jpeg(result, quality, input))
      let original = try misleader.classes(of: try jpeg(picture, quality, input))
      found.append(
        JPEGSurvival(
          quality: quality, answer: score(changed.top, changed),
          isMisled: goal.isReached(by: changed), original: score(original.top, original)))
    }
    return found
  }

  private func jpeg(
    _ picture: Levels, _ quality: Int, _ input: PipelineInput
  ) throws(ExplainingError) -> Levels {
    do throws(CodecError) {
      let bytes = try ImageEncoder.encode(picture.image, as: .jpeg, quality: quality)
      return Levels(try ImageDecoder.decode(bytes).image)
    } catch {
      throw .batch(.codec(input.path, error))
    }
  }

  /// The classes of pictures on the way, level by level.
  private func way(
    from picture: Levels, to result: Levels, _ largest: Int, _ misleader: Misleader
  ) throws(ExplainingError) -> [WayStep] {
    var steps: [WayStep] = []
    for levels in 0...largest {
      let classes = try misleader.classes(of: result.approached(from: picture, by: levels))
      steps.append(WayStep(levels: levels, classes: top(classes)))
    }
    return steps
  }

  private func top(_ classes: ClassNumbers) -> [ClassScore] {
    let logits = classes.logits
    return logits.indices.sorted { (-logits[$0], $0) < (-logits[$1], $1) }.prefix(5).map {
      score($0, classes)
    }
  }

  private func score(_ number: Int, _ classes: ClassNumbers) -> ClassScore {
    ClassScore(
      number: number, label: labels.isEmpty ? nil : ChosenClass.shortName(labels[number]),
      probability: Double(classes.probabilities[number]))
  }

  private func drawSheet(
    _ record: MisleadingRecord, _ picture: Levels, _ difference: Levels, _ result: Levels,
    _ input: PipelineInput, _ name: Path, _ run: PictureRun<MisleadingRecord>
  ) throws(ExplainingError) {
    let share = (record.changedShare * 100).rounded()
    let sheet = MisleadingPicture([
      .init(picture.image, title: "original", classes: record.before),
      .init(
        difference.image, title: "difference x \(record.differenceFactor)",
        notes: [
          "\(record.method), radius \(record.radius)/255", "\(Int(share)) % of samples changed",
          record.smallestRadius.map { "smallest radius: \($0)/255" }
            ?? "no radius up to \(record.largestRadius)/255",
        ]
          + record.jpeg.map {
            "JPEG \($0.quality): \($0.answer.label ?? "class \($0.answer.number)")"
          }
      ),
      .init(result.image, title: "result, read from its PNG", classes: record.after),
    ])
    let drawn: Image
    do throws(ReportError) { drawn = try sheet.image() } catch { throw .picture(input.path, error) }
    try write(Levels(drawn), name, run)
  }

  private func write(
    _ picture: Levels, _ name: Path, _ run: PictureRun<MisleadingRecord>
  ) throws(ExplainingError) {
    let bytes: [UInt8]
    do throws(CodecError) {
      bytes = try ImageEncoder.encode(picture.image, as: .png)
    } catch {
      throw .batch(.codec(run.results.folder.appending(name), error))
    }
    try run.write(bytes, to: name)
  }
}
