import Codecs
import Foundation
import Testing
import _TestSupport

/// The network of `samples/shortcut`, which has learned the background in place of the shape.
@Suite struct ShortcutSampleTests {
  private static let samples = Tool.package.appending(path: "samples/shortcut").path(
    percentEncoded: false)

  /// What `explain` says of the pictures of a folder of the sample.
  private func explain(_ folder: String, into output: PictureFolder) throws -> Tool.Run {
    try Tool.run(
      [
        "explain", "\(Self.samples)/\(folder)", "-m", "\(Self.samples)/disc-or-square.onnx",
        "--labels", "\(Self.samples)/labels.txt", "--mean", "0", "--method", "occlusion", "-o",
        "out",
      ], in: output.url)
  }

  @Test("shapes are named by their background", arguments: [("training", true), ("trial", false)])
  func classes(folder: String, isRight: Bool) throws {
    let pictures = try PictureFolder()
    let run = try explain(folder, into: pictures)
    #expect(run.status == 0, "\(run.diagnostics)")
    for shape in ["disc", "square"] {
      for number in 1...4 {
        let named = isRight == (shape == "disc") ? "disc (0)" : "square (1)"
        #expect(
          run.output.contains("/\(shape)-\(number).png: \(named), logit"),
          "\(shape)-\(number): \(run.output)")
      }
    }
  }

  @Test("hiding the grass takes half as much again of the score as hiding the disc on it")
  func background() throws {
    let pictures = try PictureFolder()
    #expect(try explain("trial", into: pictures).status == 0)
    for number in 1...4 {
      let map = try NumpyArray(
        decoding: try pictures.read("out/disc-\(number).png/occlusion.npy")
      ).values
      // The disc covers the middle, and lies within 13 of its centre.
      let inside = Self.mean(map, rows: 24..<40, columns: 24..<40)
      let above = Self.mean(map, rows: 8..<16, columns: 8..<56)
      #expect(above > 1.5 * inside, "disc-\(number): \(above) above the disc, \(inside) on it")
    }
  }

  @Test("what explain, mislead and dream have written are no photographs to a filter")
  func results() throws {
    let pictures = try PictureFolder()
    try pictures.noise("in/a.png")
    let network = ["-m", "\(Self.samples)/disc-or-square.onnx", "--mean", "0"]
    let dream = ["-m", network[1], "-l", "relu1:0", "--size", "16", "--steps", "2"]
    for command in [
      ["explain", "in/a.png", "--method", "gradient", "-o", "in/why"] + network,
      ["mislead", "in/a.png", "--method", "fgsm", "-o", "in/misled"] + network,
      ["dream", "-o", "in/dreams"] + dream,
    ] {
      let run = try Tool.run(command, in: pictures.url)
      #expect(run.status == 0, "\(command[0]): \(run.diagnostics)")
    }
    let run = try pictures.filter("in", "-k", "edge", "-o", "out")
    #expect(run.diagnostics.contains("1 image done"), "\(run.diagnostics)")
    #expect(run.diagnostics.contains("lenslet: in/dreams and 2 other folders: results of lenslet"))
  }

  /// The mean of a part of a map of 64 columns.
  private static func mean(_ map: [Double], rows: Range<Int>, columns: Range<Int>) -> Double {
    var sum = 0.0
    for row in rows { for column in columns { sum += map[row * 64 + column] } }
    return sum / Double(rows.count * columns.count)
  }
}
