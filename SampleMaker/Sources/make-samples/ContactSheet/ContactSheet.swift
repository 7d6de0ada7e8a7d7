import Codecs
import Files
import Filtering
import Kernels
import Pixels
import Reports

/// One picture through many kernels, each with its name and its weights: the README's results.
///
/// The picture is made small first, so that what kernels of a few pixels do can be seen.
struct ContactSheet {
  /// What the picture is called.
  private let title: String

  /// The small picture.
  private let picture: Image

  /// The folder of the kernel files.
  private let kernels: Path

  private let columns = 4
  private let gutter = 16
  private let labelHeight = 60

  /// Reads the picture.
  ///
  /// - Parameters:
  ///   - picture: The path of an 8-bit picture, 280 pixels wide or more.
  ///   - kernels: The folder of the kernel files.
  /// - Throws: `FileError`, `CodecError` or `ContactSheetError`.
  init(of picture: Path, kernels: Path) throws {
    let width = 280
    let image = try ImageDecoder.decode(try File.read(picture, limit: 1 << 24)).image
    guard image.samples.type == .uint8, image.width >= width else {
      throw ContactSheetError.unsuitablePicture(picture, width: width)
    }
    title = picture.lastComponent.display
    self.picture = image.withoutAlpha.shrunk(toWidth: width)
    self.kernels = kernels
  }

  /// Filters the picture and draws the sheet.
  ///
  /// - Returns: An 8-bit RGB picture, 1200 pixels wide.
  /// - Throws: `FileError`, `KernelError`, `FilteringError` or `ReportError`.
  func draw() throws -> Image {
    let rows = (Panel.all.count + columns) / columns
    var poster = Poster(
      size: ImageSize(
        width: columns * (picture.width + gutter) + gutter,
        height: rows * (picture.height + labelHeight) + gutter))
    put(picture, title, "the picture", at: 0, on: &poster)
    for (index, panel) in Panel.all.enumerated() {
      let bank = try bank(named: panel.kernel)
      let source = panel.isGrey ? picture.grey() : picture
      for result in try Convolver().filter(source, with: bank, range: panel.range) {
        put(result.image, panel.kernel, panel.note, at: index + 1, on: &poster)
      }
      let weights = try Self.weights(of: bank)
      let corner = corner(of: index + 1)
      poster.lay(
        weights, left: corner.left + picture.width - weights.width,
        top: corner.top + picture.height + 10)
    }
    return poster.image
  }

  /// Lays a picture on the sheet and writes the label below it.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - name: The first line of the label.
  ///   - note: The second line.
  ///   - index: The place, row by row from 0.
  ///   - poster: Where to draw.
  private func put(
    _ image: Image, _ name: String, _ note: String, at index: Int, on poster: inout Poster
  ) {
    let (left, top) = corner(of: index)
    poster.lay(image, left: left, top: top)
    let baseline = Point(Double(left) + 2, Double(top + image.height) + 24)
    poster.write(name, at: baseline, unit: 2, weight: 2, ink: 0.13)
    poster.write(note, at: baseline + Point(0, 20), unit: 1.4, weight: 1.5, ink: 0.4)
  }

  /// Where a panel is.
  ///
  /// - Parameter index: The place, row by row from 0.
  /// - Returns: The column and the row of its first pixel.
  private func corner(of index: Int) -> (left: Int, top: Int) {
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    return (
      gutter + column * (picture.width + gutter), gutter + row * (picture.height + labelHeight)
    )
  }

  /// Reads a kernel file.
  ///
  /// - Parameter name: The name of the kernel.
  /// - Returns: The kernels of the file.
  /// - Throws: `FileError` or `KernelError`.
  private func bank(named name: String) throws -> KernelBank {
    let file = kernels.appending("\(name).kernel")
    let bytes = try File.read(file, limit: KernelFile.maximumBytes)
    return try KernelFile.parse(bytes: bytes, name: file.display)
  }

  /// Draws the weights of kernels about 36 pixels high; those of a large bank smaller, in a row.
  ///
  /// - Parameter bank: One kernel or more.
  /// - Returns: The picture without a margin.
  /// - Throws: `ReportError`.
  private static func weights(of bank: KernelBank) throws -> Image {
    let height = bank.kernels.map(\.height).max() ?? 1
    let side = (bank.kernels.count > 2 ? 15 : 36) / height
    // The margin of such pictures is as wide as a square.
    return try KernelPicture(bank, squareSide: max(side, 1)).image().trimmed(by: max(side, 1))
  }
}

/// What is wrong with the input of a contact sheet.
enum ContactSheetError: Error, CustomStringConvertible {
  /// The picture has other than 8-bit samples, or is narrower than a panel.
  case unsuitablePicture(Path, width: Int)

  /// One line that says what is wrong and what to do.
  var description: String {
    switch self {
    case .unsuitablePicture(let path, let width):
      "\(path.display): give a picture of 8-bit samples that is at least \(width) pixels wide"
    }
  }
}
