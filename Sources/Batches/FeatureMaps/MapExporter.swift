import Codecs
import Definitions
import Files
import Pixels
import Reports
import Synchronization
import Threads
import Weights

/// Writes the feature maps of layers: pictures of maps, contact sheets, arrays.
///
/// The maps of a layer become `INPUT/LAYER/CHANNEL.png`, `INPUT/LAYER.sheet.png`, the same as `.svg`, and
/// `INPUT/LAYER.npy` below the folder of all results. `INPUT` is the whole name of the input, its
/// extension included, so that `a.png` and `a.jpg` stay apart; a slash in the name of a layer makes
/// a folder.
struct MapExporter: Sendable {
  /// The folder of all results.
  let folder: Path

  /// What is written.
  let settings: MapExportSettings

  /// The folder of the results of one input.
  func folder(of input: PipelineInput) -> Path { folder.appending(input.relative) }

  /// The files that would be written for a layer, below the folder of all results.
  ///
  /// - Parameters:
  ///   - layer: The name of the layer.
  ///   - input: The image or tensor.
  ///   - channels: The maps that are shown as pictures.
  ///   - count: How many maps there are.
  /// - Returns: One target a file.
  func targets(
    layer: String, input: PipelineInput, channels: [Int], of count: Int
  ) -> [MapRecord.Target] {
    let base = input.relative.appending(layer)
    let digits = String(max(count - 1, 0)).count
    return settings.forms.flatMap { form in
      switch form {
      case .png:
        channels.map { channel in
          let number = String(channel)
          let padded = String(repeating: "0", count: digits - number.count) + number
          return MapRecord.Target(
            file: base.appending("\(padded).png"), form: form, channel: channel)
        }
      case .sheet:
        [MapRecord.Target(file: input.relative.appending("\(layer).sheet.png"), form: form)]
      case .svg:
        [MapRecord.Target(file: input.relative.appending("\(layer).sheet.svg"), form: form)]
      case .npy, .npz, .safetensors:
        [MapRecord.Target(file: input.relative.appending("\(layer).\(form.rawValue)"), form: form)]
      }
    }
  }

  /// The files that have names of results of an input, whatever the sizes of its maps are.
  ///
  /// - Parameters:
  ///   - layers: The names of the layers that are written.
  ///   - input: The image or tensor.
  ///   - hasPage: Whether its values are written for the page.
  /// - Returns: Those that are there, but for a script of ours.
  func files(ofLayers layers: [String], input: PipelineInput, hasPage: Bool) -> [Path] {
    let place = folder(of: input)
    guard FileKind(of: place) == .directory else { return [] }
    var files: [Path] = []
    let script = place.appending(MapFileNames.pageInput)
    if hasPage, FileKind(ofEntry: script) != nil, !ResultsMark.isPageScript(script) {
      files.append(script)
    }
    for layer in layers {
      let others = targets(layer: layer, input: input, channels: [], of: 0)
      files += others.map { folder.appending($0.file) }.filter { FileKind(ofEntry: $0) != nil }
      guard settings.forms.contains(.png) else { continue }
      let pictures = place.appending(layer)
      let names = (try? File.list(pictures)) ?? []
      files += names.filter(MapFileNames.isPicture).map(pictures.appending)
    }
    // A folder in the place of a result makes that one fail, and is not replaced.
    return files.filter { FileKind(ofEntry: $0) != .directory }
  }

  /// What would be written of one layer: a folder of pictures, and the other files.
  ///
  /// - Parameters:
  ///   - layer: The name of the layer.
  ///   - input: The image or tensor.
  ///   - count: How many maps there are.
  /// - Returns: One output a form.
  func plan(layer: String, input: PipelineInput, count: Int) -> [OutputResult] {
    let pictures = OutputResult(
      kernel: layer, path: folder(of: input).appending(layer),
      status: .plannedPictures(min(settings.top ?? count, count)))
    let others = targets(layer: layer, input: input, channels: [], of: count).map { target in
      OutputResult(kernel: layer, path: folder.appending(target.file), status: .planned)
    }
    return (settings.forms.contains(.png) ? [pictures] : []) + others
  }

  /// Writes the maps of one layer; after a file that cannot be written no other is begun.
  ///
  /// - Parameters:
  ///   - maps: What the layer gave for one image.
  ///   - source: The layer and what went in, as records tell it.
  ///   - input: The image or tensor that went in.
  ///   - threads: How many files are made at once, 1 or more.
  ///   - journal: Where the files are noted before; nil for nowhere.
  /// - Returns: What became of each file that was begun.
  func write(
    _ maps: Activation, of source: MapRecord.Source, input: PipelineInput, threads: Int,
    journal: ResultsJournal?
  ) -> [OutputResult] {
    let layer = source.layer
    let channels =
      settings.top.map { TopChannels.indices($0, of: maps) } ?? Array(0..<maps.mapCount)
    let job = MapExport(
      maps: maps, channels: channels, settings: settings, source: source)
    let targets = targets(layer: layer, input: input, channels: channels, of: maps.mapCount)
    do throws(BatchError) { try journal?.add(targets.map(\.file)) } catch {
      return [OutputResult(kernel: layer, path: folder(of: input), status: .failed(error))]
    }
    let hasFailed = Atomic<Bool>(false)
    let results = computed(count: targets.count, threads: threads) { index -> OutputResult? in
      if hasFailed.load(ordering: .relaxed) { return nil }
      let path = folder.appending(targets[index].file)
      do throws(BatchError) {
        let record = try write(targets[index], of: job, to: path)
        let written = WrittenOutput(shape: maps.shape, mapping: nil, plan: nil, map: record)
        return OutputResult(kernel: layer, path: path, status: .written(written))
      } catch {
        hasFailed.store(true, ordering: .relaxed)
        return OutputResult(kernel: layer, path: path, status: .failed(error))
      }
    }
    return results.compactMap(\.self)
  }

  private func write(
    _ target: MapRecord.Target, of job: MapExport, to path: Path
  ) throws(BatchError) -> MapRecord {
    var (bytes, record) = try job.encoded(target)
    try writeResult(bytes, to: path)
    record.result = try wrapping(FileStamp(of: bytes, writtenTo: path), as: BatchError.file)
    return record
  }
}
