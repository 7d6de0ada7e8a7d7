import Batches
import Codecs
import Files
import Networks
import Pixels
import Reports

/// One method on one picture, with what is drawn and written of it.
struct FoundExplanation {
  /// What is told of it.
  var record: ExplanationRecord

  /// A number per pixel.
  let values: [Float]

  /// What goes into the network, as colours.
  let picture: Image

  /// The folder of its files, below that of the results.
  let folder: Path

  private let isSigned: Bool

  /// Takes what a method says.
  init(
    _ record: ExplanationRecord, _ explanation: Explanation, _ picture: Image, folder: Path
  ) {
    self.record = record
    self.picture = picture
    self.folder = folder
    values = explanation.plane(picture.size)
    isSigned = explanation.method.isSigned
  }

  /// Takes what an earlier run has written; nil where its numbers cannot be read.
  ///
  /// - Parameters:
  ///   - record: What is told of it.
  ///   - picture: What goes into the network, as colours.
  ///   - folder: The folder of its files, below that of the results.
  ///   - results: The folder of the results.
  init?(_ record: ExplanationRecord, _ picture: Image, folder: Path, in results: Path) {
    let file = results.appending(folder.appending(Path(record.file).lastComponent))
    guard let method = ExplanationMethod(rawValue: record.method), record.shape.count == 4,
      let bytes = try? File.read(file, limit: 1 << 31),
      let array = try? NumpyArray(decoding: bytes),
      array.values.count == record.shape.reduce(1, *)
    else { return nil }
    let shape = Shape(
      channels: record.shape[1], height: record.shape[2], width: record.shape[3])
    let values = Activation(shape: shape, values: array.values.map { Float($0) })
    self.init(record, Explanation(method, values), picture, folder: folder)
  }

  /// The file of the numbers, below the folder of the results.
  var filePath: Path { path(record.file) }

  /// The file of the picture, below the folder of the results.
  var picturePath: Path { path(record.picture) }

  /// A name may hold bytes that a text does not.
  private func path(_ name: String) -> Path { folder.appending(Path(name).lastComponent) }

  /// Where colours end: 99 of 100 pixels of all pictures lie within.
  ///
  /// - Parameter planes: Numbers per pixel of each picture.
  /// - Returns: The limit; 0 if all numbers are.
  static func limit(_ planes: [[Float]]) -> Float {
    let magnitudes = planes.flatMap { $0.map(\.magnitude) }.sorted()
    guard let largest = magnitudes.last else { return 0 }
    let limit = magnitudes[min(magnitudes.count - 1, magnitudes.count * 99 / 100)]
    return limit > 0 ? limit : largest
  }

  /// Draws the numbers over the picture.
  ///
  /// - Parameter limit: Where the colours end.
  /// - Returns: A PNG file.
  /// - Throws: `ExplainingError`.
  func drawn(_ limit: Float) throws(ExplainingError) -> [UInt8] {
    let isNothing = values.allSatisfy { $0 == 0 }
    let channels = record.shape[1] > 1 ? ", sum of \(record.shape[1]) channels" : ""
    let picture = ExplanationPicture(
      picture, values: values, limit: isNothing ? 0 : limit, isSigned: isSigned,
      title: "\(record.method) of \(record.className)", notes: record.lines + record.notes,
      unit: record.unit + channels + "; 99 % of the run's pixels lie within")
    let drawn: Image
    do throws(ReportError) {
      drawn = try picture.image()
    } catch {
      throw .picture(picturePath, error)
    }
    do throws(CodecError) {
      return try ImageEncoder.encode(drawn, as: .png)
    } catch {
      throw .batch(.codec(picturePath, error))
    }
  }
}

extension ExplanationRecord {
  /// The score, and how the method came to its numbers.
  public var lines: [String] {
    var lines = ["\(score) \(value.fourDigits), probability \(probability.fourDigits)"]
    if let layer { lines.append("of \(layer)") }
    if let baseline { lines.append("baseline: \(baseline)") }
    if let window, let stride { lines.append("windows of \(window) pixels, \(stride) apart") }
    if let steps { lines.append("\(steps) steps") }
    if let completeness {
      lines.append(
        "sum within \(Float(completeness * 100).fourDigits) % of the score's difference")
    }
    return lines
  }
}

extension Float {
  /// The number to four significant digits.
  public var fourDigits: String { Double(self).text(significantDigits: 4) }
}
