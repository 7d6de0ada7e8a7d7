import Files
import Page
import Pixels
import Reports

/// What the page of pictures that mislead a network knows.
struct MisleadingPage: Encodable {
  /// The name of the script of a picture's pixels, in its folder.
  static let script = Path("mislead.js")

  private let kind = "mislead"
  private let subject: String
  private let command: String
  private let pictures: [Picture]

  /// Describes a run.
  ///
  /// - Parameters:
  ///   - settings: What is told about it.
  ///   - pictures: The pictures.
  init(_ settings: PageSettings, _ pictures: [Picture]) {
    subject = settings.subject
    command = settings.command
    self.pictures = pictures
  }

  /// A picture, and where its files are.
  struct Picture: Encodable {
    private let record: MisleadingRecord
    private let width: Int
    private let height: Int
    private let values: String
    private let files: [String]

    /// Takes what is told of a picture.
    init(_ record: MisleadingRecord, size: ImageSize, folder: Path) {
      self.record = record
      width = size.width
      height = size.height
      values = folder.appending(MisleadingPage.script).urlText
      files = [record.original, record.difference, record.file, record.sheet].map { name in
        folder.appending(Path(name).lastComponent).urlText
      }
    }
  }

  /// The pixels of a picture and of the result: red, green and blue of each.
  struct Pixels: Encodable {
    private let original: PageArray
    private let result: PageArray

    /// Takes levels.
    init(_ original: [UInt8], _ result: [UInt8]) {
      self.original = PageArray(bytes: original)
      self.result = PageArray(bytes: result)
    }
  }
}
