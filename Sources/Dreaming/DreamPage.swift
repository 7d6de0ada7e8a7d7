import Files
import Page

/// What the page of pictures that units look for knows.
struct DreamPage: Encodable {
  private let kind = "dream"
  private let subject: String
  private let command: String
  /// Whether photographs were looked at.
  private let photographs: Bool
  private(set) var layers: [Layer] = []

  /// Describes a run without layers.
  ///
  /// - Parameters:
  ///   - settings: What is told about it.
  ///   - photographs: Whether photographs were looked at.
  init(_ settings: PageSettings, photographs: Bool) {
    subject = settings.subject
    command = settings.command
    self.photographs = photographs
  }

  /// Adds a layer.
  mutating func add(_ layer: Layer) { layers.append(layer) }

  /// A layer and what its units look for.
  struct Layer: Encodable {
    let name: String
    let channels: Int
    let size: Int
    let steps: Int
    let sheet: String
    private(set) var units: [Unit] = []

    /// Describes a layer without units.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - channels: How many channels it has.
    ///   - size: Pixels along the side of pictures.
    ///   - steps: How often a picture was changed.
    ///   - sheet: The picture of all, below the folder of the results.
    init(_ name: String, channels: Int, size: Int, steps: Int, sheet: String) {
      self.name = name
      self.channels = channels
      self.size = size
      self.steps = steps
      self.sheet = Path(sheet).urlText
    }

    /// Adds a unit by its record.
    mutating func add(_ record: DreamRecord) { units.append(Unit(record)) }
  }

  /// A unit, and where its files are.
  struct Unit: Encodable {
    let record: DreamRecord
    let picture: String
    let array: String?
    let patches: [Part]

    /// Takes what is told of a unit.
    init(_ record: DreamRecord) {
      self.record = record
      picture = Path(record.file).urlText
      array = record.array.map { Path($0).urlText }
      patches = (record.patches ?? []).map { Part(part: $0, picture: Path($0.file).urlText) }
    }
  }

  /// A part of a photograph, and where it is.
  struct Part: Encodable {
    let part: Patch
    let picture: String
  }
}
