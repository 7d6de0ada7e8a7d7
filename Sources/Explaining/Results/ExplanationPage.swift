import Batches
import Files
import Page
import Pixels
import Reports

/// The page of a run: methods side by side, read at any pixel, and what is told of them.
struct ExplanationPage {
  private let found: [FoundExplanation]
  private let settings: PageSettings
  private let score: ScoreKind

  /// A file of the page, below the folder of the results.
  typealias File = (path: Path, bytes: [UInt8])

  /// Prepares a page.
  ///
  /// - Parameters:
  ///   - found: What was found, picture by picture.
  ///   - settings: What is told about the run.
  ///   - score: What is explained.
  init(_ found: [FoundExplanation], _ settings: PageSettings, score: ScoreKind) {
    self.found = found
    self.settings = settings
    self.score = score
  }

  /// What the document knows.
  private struct Contents: Encodable {
    let kind = "explain"
    let subject: String
    let command: String
    let score: String
    var pictures: [Picture] = []
  }

  /// A picture, and what methods say about it.
  private struct Picture: Encodable {
    let image: String
    let width: Int
    let height: Int
    let values: String
    var maps: [Map] = []
  }

  /// What one method says about one class.
  private struct Map: Encodable {
    let record: ExplanationRecord
    let className: String
    let file: String
    let picture: String
  }

  /// The numbers of a picture, in a script beside it.
  private struct Values: Encodable {
    let colours: PageArray
    var maps: [Plane] = []
  }

  /// Numbers in 65,535 steps from the least to the largest.
  private struct Plane: Encodable {
    let least: Float
    let largest: Float
    let words: PageArray

    init(_ values: [Float]) {
      let (least, largest) = (values.min() ?? 0, values.max() ?? 0)
      let scale = largest > least ? 65535 / (largest - least) : 0
      self.least = least
      self.largest = largest
      words = PageArray(
        words: values.map { UInt16(min(max((($0 - least) * scale).rounded(), 0), 65535)) })
    }
  }

  /// The document, and a script of numbers per picture.
  ///
  /// - Returns: The files.
  /// - Throws: `ExplainingError.batch` if a record cannot be encoded.
  func files() throws(ExplainingError) -> [File] {
    var contents = Contents(
      subject: settings.subject, command: settings.command, score: score.rawValue)
    var files: [File] = []
    var first = 0
    while first < found.count {
      let own = found[first...].prefix { $0.folder == found[first].folder }
      let (picture, values) = Self.picture(Array(own))
      contents.pictures.append(picture)
      files.append((found[first].folder.appending("explain.js"), try explained(pageScript(values))))
      first += own.count
    }
    return files + [
      (Path("index.html"), try explained(PageDocument.page(of: contents, settings, .explain)))
    ]
  }

  private static func picture(_ own: [FoundExplanation]) -> (Picture, Values) {
    let shown = own[0].picture
    var picture = Picture(
      image: own[0].record.input, width: shown.width, height: shown.height,
      values: own[0].folder.appending("explain.js").urlText)
    guard case .uint8(let samples) = shown.samples else {
      preconditionFailure("colours of eight bits are shown")
    }
    var values = Values(colours: PageArray(bytes: samples))
    for one in own {
      picture.maps.append(
        Map(
          record: one.record, className: one.record.className, file: one.filePath.urlText,
          picture: one.picturePath.urlText))
      values.maps.append(Plane(one.values))
    }
    return (picture, values)
  }
}

/// The error of a page as one of this module.
func explained<Value>(
  _ value: @autoclosure () throws(PageError) -> Value
) throws(ExplainingError) -> Value {
  do throws(PageError) { return try value() } catch { throw .batch(.page(error)) }
}
