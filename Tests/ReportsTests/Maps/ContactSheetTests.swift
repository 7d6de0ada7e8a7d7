import Pixels
import Reports
import Testing
import _TestSupport

@Suite("Contact sheets")
struct ContactSheetTests {
  private let recorded = RecordedFiles("../Pictures")
  private let magenta: [UInt8] = [255, 0, 255]

  @Test("tiles stand under the header in order, each with its own scale")
  func tiles() throws {
    let layer = maps(2, 2, 2, [0, 1, 2, 3, 0, 300, 300, 0])
    let image = try ContactSheet(of: layer, layer: "c").image()
    #expect(recorded.difference(of: image, from: "contact-sheet.txt") == nil)
  }

  @Test("a shared scale makes maps comparable")
  func shared() throws {
    let layer = maps(2, 1, 1, [1, 5])
    let image = try ContactSheet(
      of: layer, layer: "c", style: MapStyle(scaling: .perLayer)
    ).image()
    #expect(recorded.difference(of: image, from: "contact-sheet-shared.txt") == nil)
  }

  @Test("chosen channels keep the range of the layer")
  func chosen() throws {
    let layer = maps(3, 1, 1, [0, 3, 5])
    let image = try ContactSheet(
      of: layer, layer: "c", style: MapStyle(scaling: .perLayer), channels: [1]
    ).image()
    #expect(recorded.difference(of: image, from: "contact-sheet-chosen.txt") == nil)
  }

  @Test("large maps are reduced by averaging, and a value that is not finite stays visible")
  func reduced() throws {
    var values = (0..<4000).map { Float($0 % 2) }
    values[3999] = .nan
    let image = try ContactSheet(
      of: maps(1, 1, 4000, values), layer: "c",
      style: MapStyle(scaling: MapScaling(text: "0:1") ?? .perMap)
    ).image()
    // Three values a pixel: two zeros and a one, or two ones and a zero; the last box is one value.
    let top = image.height - 16 - 16 - 21
    #expect(image.width == 1334 + 32)
    #expect(image.pixel(16, top) == [85, 85, 85])
    #expect(image.pixel(17, top + 15) == [170, 170, 170])
    #expect(image.pixel(16 + 1333, top) == magenta)
  }

  @Test("the header counts what is not finite")
  func header() throws {
    let fine = try ContactSheet(of: maps(1, 1, 1, [1]), layer: "c").image()
    let broken = try ContactSheet(of: maps(1, 1, 2, [1, .nan]), layer: "c").image()
    #expect(fine.count(of: magenta) == 0)
    // Half of the 480 by 16 pixels of the map, and the text.
    #expect(broken.count(of: magenta) > 240 * 16)
  }

  @Test("layers without values, of one value and with foreign names are drawn")
  func odd() throws {
    let none = try ContactSheet(of: maps(0, 3, 3, []), layer: "none").image()
    #expect(recorded.difference(of: none, from: "contact-sheet-none.txt") == nil)
    let flat = try ContactSheet(of: maps(2, 0, 3, []), layer: "flat").image()
    #expect(recorded.difference(of: flat, from: "contact-sheet-flat.txt") == nil)
    let long = String(repeating: "häßlich/", count: 40)
    let image = try ContactSheet(of: maps(1, 1, 1, [.nan]), layer: long).image()
    // 64 characters of 12 pixels less the last gap, and the margins.
    #expect(image.width == 64 * 12 - 2 + 32)
  }

  @Test("diverging colours come with a bar from blue by white to brown")
  func colourBar() throws {
    let layer = maps(1, 1, 1, [0])
    let image = try ContactSheet(
      of: layer, layer: "c", style: MapStyle(colours: .diverging)
    ).image()
    #expect(recorded.difference(of: image, from: "contact-sheet-diverging.txt") == nil)
  }
}
