import Batches
import Codecs
public import Files
public import Maximisation
public import Networks
public import Page
import Pixels
import Reports

/// A layer of which pictures are searched for.
public struct DreamedLayer: Sendable {
  /// What the layer gives.
  public let value: Graph.Value

  /// Its name.
  public let name: String

  /// Its name as files have it.
  public let fileName: String

  /// Which of its units are meant.
  public let units: ChosenUnits

  /// Describes a layer; the parameters are the properties.
  public init(value: Graph.Value, name: String, fileName: String, units: ChosenUnits) {
    self.value = value
    self.name = name
    self.fileName = fileName
    self.units = units
  }
}

/// What is written of a search, and how large pictures are.
public struct DreamSettings: Sendable {
  /// How pictures are searched for.
  public var search = MaximisationSettings()

  /// Pixels along the side; nil for 128, or what the network takes if that is all that it takes.
  public var side: Int?

  /// How many pictures are searched for at once.
  public var batch = 8

  /// Whether what the network reads is written too.
  public var writesArrays = false

  /// The names of classes; none if nobody has said them.
  public var labels: [String] = []

  /// Photographs of which the parts that make units largest are shown beside the pictures.
  public var photographs: [Path] = []

  /// The usual settings.
  public init() {}
}

/// What happens while pictures are searched for.
public enum DreamEvent: Sendable {
  /// A layer begins: its name, how many of its channels, and pixels along the side of pictures.
  case layer(String, units: Int, channels: Int, side: Int)

  /// So many of the steps of all pictures of the layer are done.
  case steps(Int, of: Int)

  /// So many of the photographs were looked at.
  case photographs(Int, of: Int)

  /// A photograph could not be looked at, and why.
  case failure(DreamingError)

  /// A picture is written.
  case picture(DreamRecord)
}

/// Searches for the pictures that units of layers look for, and writes them.
public struct DreamBatch: Sendable {
  private let graph: Graph
  private let path: Path
  private let stage: InputStage
  private let settings: DreamSettings
  private let page: PageSettings
  private let plans: [PlannedLayer]

  /// A layer whose units are known.
  private struct PlannedLayer {
    let layer: DreamedLayer
    let units: [MaximisedUnit]
    let channels: Int
    let scale: PictureScale
    let batch: Int
  }

  /// Pixels along the side of pictures, unless somebody says otherwise.
  private static let usualSide = 128

  /// Checks what is asked for, before anything is computed.
  ///
  /// - Parameters:
  ///   - graph: A network of one input.
  ///   - path: The file that messages name.
  ///   - stage: How pictures become the input.
  ///   - ownSide: Pixels along the side of the pictures that the network takes; nil for any.
  ///   - layers: The layers.
  ///   - settings: How pictures are searched for.
  ///   - page: What the page tells about the run.
  /// - Throws: `DreamingError` if the layers have no such units, or pictures do not go in.
  public init(
    _ graph: Graph, path: Path, stage: InputStage, ownSide: Int?, layers: [DreamedLayer],
    settings: DreamSettings, page: PageSettings
  ) throws(DreamingError) {
    if stage.isLinear { throw .linearLight(path) }
    self.graph = graph
    self.path = path
    self.stage = stage
    self.settings = settings
    self.page = page
    var sides = [settings.side ?? Self.usualSide]
    if settings.side == nil, let ownSide, ownSide != sides[0] { sides.append(ownSide) }
    // Small networks are shown nothing larger than they take.
    if settings.side == nil, let ownSide, ownSide < sides[0] { sides.reverse() }
    var plans: [PlannedLayer] = []
    for layer in layers {
      plans.append(try Self.planned(layer, graph, path, stage, sides, settings))
    }
    self.plans = plans
  }

  /// The size and the number of pictures that go in; the first that the network takes.
  private static func planned(
    _ layer: DreamedLayer, _ graph: Graph, _ path: Path, _ stage: InputStage, _ sides: [Int],
    _ settings: DreamSettings
  ) throws(DreamingError) -> PlannedLayer {
    var failure: LayerError?
    for side in sides {
      let scale: PictureScale
      do throws(InputError) {
        scale = try PictureScale(stage, side: side)
      } catch {
        throw .input(path, error)
      }
      for batch in settings.batch > 1 ? [settings.batch, 1] : [1] {
        let shape: [Int]
        do throws(LayerError) {
          shape = try Maximiser.check(layer.value, of: graph, scale: scale, batch: batch)
        } catch {
          failure = error
          continue
        }
        let units = try layer.units.units(
          of: layer.name, channels: shape[1],
          size: shape.count == 4 ? (shape[2], shape[3]) : (1, 1), labels: settings.labels)
        return PlannedLayer(
          layer: layer, units: units, channels: shape[1], scale: scale, batch: batch)
      }
    }
    throw .layers(path, failure ?? .unsuitable("no picture goes in"))
  }

  /// Searches and writes.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - files: What goes in, which is never replaced.
  ///   - workers: Threads that share the work.
  ///   - removal: Is told how many files of earlier runs are removed, before they are.
  ///   - report: Is told what happens.
  /// - Throws: `DreamingError`; what was written before stays.
  public func run(
    into folder: Path, beside files: [Path] = [], workers: any Workers,
    removal: @escaping @Sendable (Int) -> Void = { _ in }, report: (DreamEvent) -> Void
  ) throws(DreamingError) {
    let results = try wrapping(
      PictureResults(
        in: folder, of: [], beside: files + settings.photographs, page: .dream, removal: removal),
      as: DreamingError.batch)
    var lines: [String] = []
    var contents = DreamPage(page, photographs: !settings.photographs.isEmpty)
    for plan in plans {
      report(
        .layer(
          plan.layer.name, units: plan.units.count, channels: plan.channels,
          side: plan.scale.side))
      let patches = try patches(for: plan, workers, report)
      var entries: [PictureSheet.Entry] = []
      var layer = DreamPage.Layer(
        plan.layer.name, channels: plan.channels, size: plan.scale.side,
        steps: settings.search.steps, sheet: Self.sheetName(plan))
      var maximiser: Maximiser?
      for first in stride(from: 0, to: plan.units.count, by: plan.batch) {
        let units = Array(plan.units[first..<min(first + plan.batch, plan.units.count)])
        if maximiser?.batch != units.count {
          maximiser = nil
          maximiser = try fitting { () throws(LayerError) in
            try Maximiser(
              graph, layer: plan.layer.value, scale: plan.scale, batch: units.count,
              threads: workers.count)
          }
        }
        guard let maximiser else { preconditionFailure("it was made") }
        let all = settings.search.steps * plan.units.count
        let found = try fitting { () throws(LayerError) in
          try maximiser.pictures(of: units, settings.search, workers: workers) { steps in
            report(.steps(settings.search.steps * first + steps * units.count, of: all))
          }
        }
        for (number, picture) in found.enumerated() {
          let image = picture.image(side: plan.scale.side)
          let strongest = patches?[first + number] ?? []
          let squares = strongest.map { $0.square(side: plan.scale.side) }
          let parts = try write(strongest.map(\.patch), squares, of: picture.unit, plan, results)
          let record = try write(picture, image, parts, plan, results)
          lines.append(try line(record))
          layer.add(record)
          let shown =
            patches == nil ? image : image.beside(squares, count: StrongestPatches.count)
          entries.append(
            PictureSheet.Entry(
              shown, label: Self.name(of: picture.unit), note: record.label ?? ""))
          report(.picture(record))
        }
      }
      try writeSheet(entries, plan, results)
      contents.add(layer)
    }
    try write(Array((lines.joined(separator: "\n") + "\n").utf8), "index.jsonl", results)
    let document: [UInt8]
    do throws(PageError) {
      document = try PageDocument.page(of: contents, page, .dream)
    } catch {
      throw .page(error)
    }
    try write(document, "index.html", results)
    try wrapping(results.finish(), as: DreamingError.batch)
  }

  /// Writes the parts of photographs of a unit.
  private func write(
    _ patches: [Patch], _ squares: [[UInt8]], of unit: MaximisedUnit, _ plan: PlannedLayer,
    _ results: PictureResults
  ) throws(DreamingError) -> [Patch] {
    var patches = patches
    let side = plan.scale.side
    for (number, square) in squares.enumerated() {
      let name = "\(plan.layer.fileName)/\(Self.name(of: unit)).part-\(number + 1).png"
      let image = Image(
        size: ImageSize(width: side, height: side), layout: .rgb, samples: .uint8(square))
      try write(try encoded(image, name, results), name, results)
      patches[number].file = name
    }
    return patches
  }

  /// The parts of photographs that make the units of a layer largest; nil if there are none.
  private func patches(
    for plan: PlannedLayer, _ workers: any Workers, _ report: (DreamEvent) -> Void
  ) throws(DreamingError) -> StrongestPatches? {
    if settings.photographs.isEmpty { return nil }
    var patches = try fitting { () throws(LayerError) in
      try StrongestPatches(graph, layer: plan.layer.value, units: plan.units)
    }
    for (number, path) in settings.photographs.enumerated() {
      do throws(DreamingError) {
        let shown: FieldInput
        do throws(BatchError) {
          shown = try FieldInput(path, stage)
        } catch {
          throw .batch(error)
        }
        do throws(LayerError) {
          try patches.look(at: shown, path, workers: workers)
        } catch {
          throw .layers(path, error)
        }
      } catch {
        report(.failure(error))
      }
      report(.photographs(number + 1, of: settings.photographs.count))
    }
    return patches
  }

  private func write(
    _ picture: MaximisedPicture, _ image: Image, _ patches: [Patch], _ plan: PlannedLayer,
    _ results: PictureResults
  ) throws(DreamingError) -> DreamRecord {
    let unit = picture.unit
    let name = "\(plan.layer.fileName)/\(Self.name(of: unit))"
    try write(try encoded(image, "\(name).png", results), "\(name).png", results)
    if settings.writesArrays {
      let (side, count) = (plan.scale.side, picture.input.count)
      let shape = [1, count / (side * side), side, side]
      try write(
        NumpyEncoder.encode(shape: shape, values: picture.input), "\(name).npy", results)
    }
    let isClass = plan.channels == settings.labels.count
    return DreamRecord(
      layer: plan.layer.name, channel: unit.channel,
      label: isClass ? settings.labels[unit.channel] : nil, column: unit.place?.column,
      row: unit.place?.row, file: "\(name).png", sheet: Self.sheetName(plan),
      array: settings.writesArrays ? "\(name).npy" : nil, size: plan.scale.side,
      steps: settings.search.steps, seed: settings.search.seed, start: picture.start,
      value: picture.value, patches: settings.photographs.isEmpty ? nil : patches,
      notes: notes(on: picture))
  }

  private func notes(on picture: MaximisedPicture) -> [String] {
    let (idle, steps) = (picture.idleSteps, settings.search.steps)
    if picture.value == picture.start {
      let value = Double(picture.value).text(significantDigits: 4)
      return ["nothing moves the unit: it gives \(value), as for the grey of the start"]
    }
    return idle > 0
      ? ["the gradient was 0 in \(idle) of \(steps) steps, which changed nothing"] : []
  }

  private func writeSheet(
    _ entries: [PictureSheet.Entry], _ plan: PlannedLayer, _ results: PictureResults
  ) throws(DreamingError) {
    let (steps, side) = (settings.search.steps, plan.scale.side)
    let sheet = PictureSheet(
      entries,
      titles: [
        plan.layer.name, "\(entries.count) of \(plan.channels) channels",
        "\(side)x\(side), \(steps) steps",
      ])
    let image: Image
    do throws(ReportError) { image = try sheet.image() } catch { throw .report(error) }
    let name = Self.sheetName(plan)
    try write(try encoded(image, name, results), name, results)
  }

  private static func sheetName(_ plan: PlannedLayer) -> String {
    "\(plan.layer.fileName).sheet.png"
  }

  /// The name of a unit: its channel, with a place `7@3,4`.
  private static func name(of unit: MaximisedUnit) -> String {
    "\(unit.channel)" + (unit.place.map { "@\($0.column),\($0.row)" } ?? "")
  }

  private func encoded(
    _ image: Image, _ name: String, _ results: PictureResults
  ) throws(DreamingError) -> [UInt8] {
    do throws(CodecError) {
      return try ImageEncoder.encode(image, as: .png)
    } catch {
      throw .codec(results.folder.appending(Path(name)), error)
    }
  }

  private func write(
    _ bytes: [UInt8], _ name: String, _ results: PictureResults
  ) throws(DreamingError) {
    try wrapping(results.write(bytes, to: Path(name)), as: DreamingError.batch)
  }

  private func line(_ record: DreamRecord) throws(DreamingError) -> String {
    do throws(ReportError) { return try jsonLine(record) } catch { throw .report(error) }
  }

  private func fitting<Value>(
    _ body: () throws(LayerError) -> Value
  ) throws(DreamingError) -> Value {
    do throws(LayerError) { return try body() } catch { throw .layers(path, error) }
  }
}

extension MaximisedPicture {
  /// The picture in 8 bits.
  func image(side: Int) -> Image {
    let count = side * side
    let channels = planes.count / count
    var samples = [UInt8](repeating: 0, count: planes.count)
    for channel in 0..<channels {
      for place in 0..<count {
        let level = (255 * planes[channel * count + place]).rounded(.toNearestOrEven)
        samples[place * channels + channel] = UInt8(min(max(level, 0), 255))
      }
    }
    return Image(
      size: ImageSize(width: side, height: side), layout: channels == 3 ? .rgb : .grey,
      samples: .uint8(samples))
  }
}
