import Codecs
import Files
import Foundation
import Testing
import _TestSupport

/// JPEG files as people have them, which other readers take.
@Suite("JPEG field cases", .enabled(if: FieldCases.areThere, "the field cases are not there"))
struct JPEGFieldCaseTests {
  let output: TemporaryFolder

  init() throws { output = try TemporaryFolder() }

  private func filter(_ name: String, _ arguments: String...) throws -> Tool.Run {
    try Tool.run(
      ["filter", name, "-k", "identity", "-o", output.path.display] + arguments,
      in: FieldCases.folder)
  }

  /// The array that a case gives.
  private func array(_ name: String) throws -> NumpyArray {
    let run = try filter(name, "--format", "npy")
    #expect(run.status == 0, "\(run.diagnostics)")
    let file = try #require(DirectoryWalk(output.path).files.first)
    return try NumpyArray(decoding: File.read(output.path.appending(file), limit: 1 << 20))
  }

  /// The samples of a plane: blocks of 40, 100, 160, 220 above 160, 220, 40, 100.
  private static let plane: [Double] = {
    let rows: [[Double]] = [[40, 100, 160, 220], [160, 220, 40, 100]]
    return rows.flatMap { blocks -> [Double] in
      let row = blocks.flatMap { [Double](repeating: $0, count: 8) }
      return [[Double]](repeating: row, count: 8).flatMap { $0 }
    }
  }()

  @Test(
    "what touches no pixel gives the samples of the reference, and is refused by --strict",
    arguments: [
      "jpeg-scan-parameters/se0.jpg", "jpeg-scan-parameters/ahal.jpg",
      "jpeg-padding/before-eoi.jpg", "jpeg-padding/many-before-eoi.jpg",
      "jpeg-padding/before-dqt.jpg", "jpeg-padding/before-sos.jpg",
      "jpeg-adobe/transform-68.jpg", "jpeg-adobe/transform-2.jpg",
    ])
  func harmless(_ name: String) throws {
    let array = try array(name)
    #expect(array.shape == [3, 16, 32])
    #expect(array.values == Self.plane + Self.plane + Self.plane)
    let strict = try filter(name, "--strict", "-q")
    #expect(strict.status == 1)
    #expect(strict.diagnostics.contains("\(name): the JPEG file is not by the book ("))
  }

  @Test("the scan of a grey file may name other parameters")
  func grey() throws {
    let array = try array("jpeg-scan-parameters/grey.jpg")
    #expect(array.shape == [1, 16, 32])
    #expect(array.values == Self.plane)
  }

  @Test("orientation in four bytes turns a JPEG", arguments: ["long", "slong"], ["ii", "mm"])
  func orientation(type: String, order: String) throws {
    let array = try array("exif-type/\(type)-\(order).jpg")
    #expect(array.shape == [3, 32, 16])
    // A quarter turn clockwise: the lower left block comes to the upper left.
    var turned: [Double] = []
    for y in 0..<32 {
      for x in 0..<16 { turned.append(Self.plane[(15 - x) * 32 + y]) }
    }
    #expect(array.values == turned + turned + turned)
  }

  @Test("orientation in four bytes turns a PNG")
  func png() throws {
    let array = try array("exif-type/long.png")
    #expect(array.shape == [1, 4, 2])
    #expect(array.values == [100, 0, 110, 10, 120, 20, 130, 30])
  }

  @Test(
    "other kinds of JPEG are called not supported",
    arguments: ["height-in-dnl.jpg", "fraction-3-2.jpg"])
  func unsupported(_ name: String) throws {
    let run = try filter("jpeg-unsupported/\(name)", "-q")
    #expect(run.status == 1)
    #expect(run.diagnostics.count { $0 == "\n" } == 1)
    #expect(
      run.diagnostics.hasPrefix(
        "lenslet: jpeg-unsupported/\(name): this kind of JPEG file is not supported ("))
    #expect(!run.diagnostics.contains("damaged"))
  }

  @Test("names that collide because a file is misnamed: the message says what the file is")
  func misnamed() throws {
    let run = try filter("misnamed/folder")
    #expect(run.status == 64)
    let file = "misnamed/folder/2.jpg"
    #expect(
      run.diagnostics.contains(
        "\(file) and misnamed/folder/2.png would both be written to "
          + "\(output.path.display)/2.png, as \(file) is a PNG file: rename it, or choose"))
  }
}
