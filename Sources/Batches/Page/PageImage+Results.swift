import Definitions
import Files
import Page
import Pixels

extension PageImage {
  /// Tells what was written for an input of a pipeline.
  ///
  /// - Parameters:
  ///   - result: What became of it.
  ///   - input: The input.
  ///   - steps: The number of each step by its name.
  init(_ result: ImageResult, of input: PipelineInput, steps: [String: Int]) {
    self.init(name: input.relative.display)
    folder = input.relative.urlText
    values = result.hasPageInput ? input.relative.appending(MapFileNames.pageInput).urlText : nil
    error = result.errors.first?.description
    classes = result.classes
    for output in result.outputs {
      guard case .written(let written) = output.status, let record = written.map,
        let step = steps[record.layer]
      else { continue }
      if maps.last?.step != step {
        // Of all maps, whatever the file shows of them.
        let shape = written.shape
        let extents = [shape.batch * shape.channels, shape.height, shape.width]
        maps.append(PageMaps(step: step, shape: extents))
      }
      maps[maps.count - 1].add(record, folder: input.relative)
    }
  }

  /// Tells what was written for an image that was filtered.
  ///
  /// - Parameters:
  ///   - result: What became of it.
  ///   - input: The image.
  ///   - folder: The folder of the page.
  ///   - values: The script with the samples, where there is one.
  init(_ result: ImageResult, of input: Input, folder: Path, values: Path?) {
    self.init(name: input.relative.display)
    picture = input.path.relative(to: folder).urlText
    self.values = values?.urlText
    error = result.errors.first?.description
    for (step, output) in result.outputs.enumerated() {
      var entry = PageMaps(step: step, shape: [])
      switch output.status {
      case .planned, .plannedPictures, .failed: continue
      case .skipped: break
      case .written(let written):
        entry.shape = [written.shape.channels, written.shape.height, written.shape.width]
        entry.black = written.mapping?.black
        entry.white = written.mapping?.white
      }
      let file = output.path.relative(to: folder).urlText
      if output.path.fileExtension == "npy" { entry.arrays = [file] } else { entry.file = file }
      maps.append(entry)
    }
  }
}

extension PageMaps {
  /// Adds what is known of one file.
  fileprivate mutating func add(_ record: MapRecord, folder: Path) {
    switch ExportSettings.Form(rawValue: record.form) {
    case .png:
      channels = (channels ?? []) + [record.channel ?? 0]
      min.append(record.min)
      max.append(record.max)
      mean.append(record.mean.map { Float($0) })
      zeros.append(Float(record.zeroShare))
    case .sheet:
      sheet = folder.appending("\(record.layer).sheet.png").urlText
    case .svg:
      arrays.append(folder.appending("\(record.layer).sheet.svg").urlText)
    case .npy, .npz, .safetensors:
      arrays.append(folder.appending("\(record.layer).\(record.form)").urlText)
    case nil: break
    }
  }
}
