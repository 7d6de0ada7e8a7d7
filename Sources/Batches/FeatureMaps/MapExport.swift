import Codecs
import Definitions
import Files
import Pixels
import Reports
import Weights

/// The files of one layer of one image as bytes, each with its record.
struct MapExport {
  private let maps: Activation
  private let channels: [Int]
  private let settings: MapExportSettings
  private let source: MapRecord.Source
  private let statistics: MapStatistics
  private let ranges: [DisplayRange]

  /// Measures the maps.
  ///
  /// - Parameters:
  ///   - maps: What the layer gave.
  ///   - channels: The maps that are shown.
  ///   - settings: How they are shown.
  ///   - source: Where they come from.
  init(
    maps: Activation, channels: [Int], settings: MapExportSettings, source: MapRecord.Source
  ) {
    self.maps = maps
    self.channels = channels
    self.settings = settings
    self.source = source
    statistics = MapStatistics(maps.values[...])
    let isShown = settings.forms.contains { [.png, .sheet, .svg].contains($0) }
    ranges = isShown ? settings.style.ranges(of: maps) : []
  }

  /// Makes a file.
  ///
  /// - Parameter target: Which file.
  /// - Returns: Its bytes, and what the index tells about it.
  /// - Throws: `BatchError` where the file cannot hold the maps.
  func encoded(
    _ target: MapRecord.Target
  ) throws(BatchError) -> (bytes: [UInt8], record: MapRecord) {
    switch target.form {
    case .png:
      guard let channel = target.channel else { preconditionFailure("a picture is of one map") }
      return try picture(of: channel, target)
    case .sheet, .svg: return try sheet(target)
    case .npy: return (NumpyEncoder.encode(maps), arrayRecord(target))
    case .npz: return (try container(NpzWriter.self, target), arrayRecord(target))
    case .safetensors: return (try container(SafetensorsWriter.self, target), arrayRecord(target))
    }
  }

  private func picture(
    of channel: Int, _ target: MapRecord.Target
  ) throws(BatchError) -> ([UInt8], MapRecord) {
    let range = ranges[channel]
    let enlargement = settings.enlargement ?? MapPicture.enlargement(for: maps.shape)
    let bytes = try png(target) { () throws(ReportError) in
      try MapPicture.image(
        of: maps, map: channel, range: range, colours: settings.style.colours,
        enlargement: enlargement)
    }
    let shape = Shape(channels: 1, height: maps.shape.height, width: maps.shape.width)
    let record = MapRecord(
      target, of: source, shape: shape, statistics: MapStatistics(maps.map(channel)),
      style: settings.style, range: range)
    return (bytes, record)
  }

  private func sheet(_ target: MapRecord.Target) throws(BatchError) -> ([UInt8], MapRecord) {
    let sheet = ContactSheet(
      of: maps, layer: source.layer, style: settings.style, channels: channels)
    let bytes =
      target.form == .svg
      ? try drawing(of: sheet, target)
      : try png(target) { () throws(ReportError) in try sheet.image() }
    let shared = settings.style.scaling.scope == .layer ? ranges.first : nil
    let record = MapRecord(
      target, of: source, shape: maps.shape, statistics: statistics, style: settings.style,
      range: shared)
    return (bytes, record)
  }

  private func drawing(
    of sheet: ContactSheet, _ target: MapRecord.Target
  ) throws(BatchError) -> [UInt8] {
    let canvas = try wrapping(sheet.canvas(isRecorded: true), as: BatchError.report)
    return try wrapping(SVGDrawing(canvas).bytes()) { BatchError.codec(target.file, $0) }
  }

  private func png(
    _ target: MapRecord.Target, _ draw: () throws(ReportError) -> Image
  ) throws(BatchError) -> [UInt8] {
    let image = try wrapping(draw(), as: BatchError.report)
    do throws(CodecError) {
      // Enlarged maps repeat much: a thorough search would take longer than the layers.
      return try ImageEncoder.encode(image, as: .png, compression: .fastest)
    } catch {
      throw .codec(target.file, error)
    }
  }

  private func container(
    _ writer: (some WeightsWriter).Type, _ target: MapRecord.Target
  ) throws(BatchError) -> [UInt8] {
    let extents = [maps.shape.channels, maps.shape.height, maps.shape.width]
    let shape = maps.shape.batch == 1 ? extents : [maps.shape.batch] + extents
    let tensor = Tensor(name: source.layer, shape: shape, values: maps.values)
    return try wrapping(writer.encode([tensor])) { BatchError.container(target.file, $0) }
  }

  private func arrayRecord(_ target: MapRecord.Target) -> MapRecord {
    MapRecord(target, of: source, shape: maps.shape, statistics: statistics)
  }
}
