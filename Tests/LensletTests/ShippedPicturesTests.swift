import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

@Suite("the pictures that come with the project")
struct ShippedPicturesTests {
  private static let samples = Path(Tool.package.path(percentEncoded: false)).appending("samples")

  /// A row of the table in the README of the samples.
  struct Row: CustomTestStringConvertible, Sendable {
    let file: String
    let size: String
    let kind: String

    var testDescription: String { file }

    /// Reads a line such as ``| `page.png` | 512x640, grey. A page … |``.
    init?(_ line: Substring) {
      let cells = line.split(separator: "|")
      guard cells.count == 3, let file = cells[0].split(separator: "`").dropFirst().first else {
        return nil
      }
      let facts = cells[1].prefix { $0 != "." }.split(separator: ",")
      guard facts.count > 1 else { return nil }
      self.file = String(file)
      size = facts[0].trimmingCharacters(in: .whitespaces)
      kind = facts.dropFirst().joined(separator: ",").trimmingCharacters(in: .whitespaces)
    }
  }

  static var rows: [Row] {
    get throws {
      let text = try File.read(samples.appending("README.md"), limit: 1 << 20)
      return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap(Row.init)
    }
  }

  @Test("every sample is in the table of their README, and the other way round")
  func table() throws {
    let pictures: Set<String?> = ["png", "jpg"]
    let files = DirectoryWalk(Self.samples).files.filter { pictures.contains($0.fileExtension) }
      .map(\.display).filter { !$0.hasPrefix("shortcut/") }
    #expect(try Self.rows.map(\.file).sorted() == files.sorted())
  }

  @Test("a sample decodes to the size and the channels of the table", arguments: try rows)
  func decodes(_ row: Row) throws {
    let file = try File.read(Self.samples.appending(row.file), limit: 1 << 20)
    let image = try ImageDecoder.decode(file).image
    #expect(image.size.description == row.size)
    let kinds: [ChannelLayout: String] = [.grey: "grey", .rgb: "RGB", .rgba: "RGB and alpha"]
    let depth = image.samples.type == .uint16 ? ", 16 bits" : ""
    #expect((kinds[image.layout] ?? "") + depth == row.kind)
  }

  @Test("the samples take less than 2 MB")
  func total() throws {
    let bytes = try Self.rows.map {
      try File.read(Self.samples.appending($0.file), limit: 1 << 21).count
    }
    #expect(bytes.reduce(0, +) < 2_000_000)
  }

  @Test("the picture of results is 1200 pixels wide and small enough for a front page")
  func results() throws {
    let path = Path(Tool.package.path(percentEncoded: false)).appending(".readme/results.png")
    let file = try File.read(path, limit: 1 << 21)
    #expect(file.count < 700_000)
    let image = try ImageDecoder.decode(file).image
    #expect(image.size == ImageSize(width: 1200, height: 826))
    #expect(image.layout == .rgb)
  }
}
