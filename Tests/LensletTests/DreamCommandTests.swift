import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

/// The command `dream` as a process.
@Suite struct DreamCommandTests {
  /// A convolution of windows of 1×1 that sees red, a rectifier, the product of all, and scores.
  private func madeFolder() throws -> PictureFolder {
    let weights = ONNXText.floats("w", [2, 3, 1, 1], [0.25, 0, 0, -0.5, 0, 0])
    let nodes =
      ONNXText.node("Conv", ["picture", "w"], ["conv/out"])
      + ONNXText.node("Relu", ["conv/out"], ["relu"])
      + ONNXText.node("GlobalAveragePool", ["conv/out"], ["mean"])
      + ONNXText.node("Flatten", ["mean"], ["scores"])
      + ONNXText.node("ReduceProd", ["conv/out"], ["product"])
      + ONNXText.node("Transpose", ["conv/out"], ["turned"])
    let pictures = try PictureFolder()
    try pictures.write(
      ONNXText.model(
        nodes, initializers: [weights],
        inputs: [ONNXText.Value(name: "picture", shape: [-1, 3, 8, 8])], output: "scores"),
      "net.onnx")
    return pictures
  }

  @Test("pictures, arrays, sheets and records are written; maps gives the same value of an array")
  func results() throws {
    let folder = try madeFolder()
    let run = try Tool.run(
      [
        "dream", "-m", "net.onnx", "-l", "conv/out", "-l", "relu:1@middle", "-o", "out",
        "--steps", "5", "--npy", "--json",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      run.diagnostics == """
        lenslet: colours of 0 to 255: channels rgb (size from the file, nothing says mean and \
        scale: samples are 0 to 255)
        lenslet: conv/out: all 2 channels, pictures of 8x8
        lenslet: relu: 1 of 2 channels, pictures of 8x8
        lenslet: relu:1: nothing moves the unit: it gives 0, as for the grey of the start

        """)
    let index = String(decoding: try folder.read("out/index.jsonl"), as: UTF8.self)
    #expect(run.output == index)
    let lines = index.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(
      lines[0].hasPrefix(
        #"{"array":"conv/out/0.npy","channel":0,"command":"dream","file":"conv/out/0.png","#
          + #""layer":"conv/out","notes":[],"seed":1,"sheet":"conv/out.sheet.png","size":8,"#
          + #""start":31."#))
    #expect(lines[2].contains(#""channel":1,"column":4,"command":"dream","file":"relu/1@4,4.png""#))
    #expect(
      folder.files() == [
        "conv/out/0.npy", "conv/out/0.png", "conv/out/1.npy", "conv/out/1.png",
        "conv/out.sheet.png", "index.html", "index.jsonl", "relu/1@4,4.npy", "relu/1@4,4.png",
        "relu.sheet.png",
      ])
    let picture = try ImageDecoder.decode(try folder.read("out/conv/out/1.png")).image
    #expect(picture.size == ImageSize(width: 8, height: 8) && picture.layout == .rgb)

    let maps = try Tool.run(
      [
        "maps", "out/conv/out/0.npy", "-m", "net.onnx", "-l", "mean", "-o", "maps", "--form", "npy",
      ], in: folder.url)
    #expect(maps.status == 0, "\(maps.diagnostics)")
    let mean = try NumpyArray(decoding: try folder.read("maps/0.npy/mean.npy")).values[0]
    let value = lines[0].number(behind: #""value":"#)
    #expect(abs(mean - value) < 1e-4, "\(mean) \(value)")
    // It began with the mean grey and a little noise, of which a quarter is seen.
    #expect(value > lines[0].number(behind: #""start":"#) + 0.5)
  }

  @Test("a class is named as on a line of labels")
  func labels() throws {
    let folder = try madeFolder()
    try folder.write(Array("n01 wolf, timber wolf\nn02 husky\n".utf8), "names.txt")
    let run = try Tool.run(
      [
        "dream", "-m", "net.onnx", "-l", "scores:husky", "-o", "out", "--labels", "names.txt",
        "--steps", "1", "-q",
      ], in: folder.url)
    #expect(run.status == 0 && run.diagnostics.isEmpty && run.output.isEmpty, "\(run.diagnostics)")
    let index = String(decoding: try folder.read("out/index.jsonl"), as: UTF8.self)
    let named = #""command":"dream","file":"scores/1.png","label":"n02 husky""#
    #expect(index.contains(named), "\(index)")
  }

  @Test("beside a picture stand the parts of photographs that make its channel largest")
  func photographs() throws {
    let folder = try madeFolder()
    try folder.pictures("a.png")
    try folder.write([1, 2, 3], "b.png")
    let run = try Tool.run(
      [
        "dream", "-m", "net.onnx", "-l", "conv/out:0", "-o", "out", "--beside", "a.png",
        "--beside", "b.png", "--steps", "1", "-q", "--json",
      ], in: folder.url)
    #expect(run.status == 1 && run.diagnostics.hasPrefix("lenslet: b.png: "), "\(run.diagnostics)")
    let patches =
      #""patches":[{"file":"conv/out/0.part-1.png","height":1,"image":"a.png","value":25,"#
      + #""width":1,"x":0,"y":0}],"seed":1,"#
    #expect(run.output.contains(patches), "\(run.output)")
    let part = try ImageDecoder.decode(try folder.read("out/conv/out/0.part-1.png")).image
    #expect(part.size == ImageSize(width: 8, height: 8))
    let sheet = try ImageDecoder.decode(try folder.read("out/conv/out.sheet.png")).image
    let alone = try Tool.run(
      ["dream", "-m", "net.onnx", "-l", "conv/out:0", "-o", "alone", "--steps", "1"],
      in: folder.url)
    #expect(alone.status == 0)
    let single = try ImageDecoder.decode(try folder.read("alone/conv/out.sheet.png")).image
    #expect(sheet.size != single.size)
  }

  /// Arguments, the status, and what is said.
  private static let mistakes: [(arguments: [String], status: Int32, message: String)] = [
    (["-l", "conv/ouz"], 64, "net.onnx: there is no layer 'conv/ouz': is 'conv/out' meant?"),
    (
      ["-l", "other:3"], 64,
      "net.onnx: there is no layer 'other': 'lenslet maps -m net.onnx --list' shows all"
    ),
    (["-l", "relu:2"], 64, "'relu' has the channels 0 to 1, not 2"),
    (["-l", "relu:0-7"], 64, "'relu' has the channels 0 to 1, not 2"),
    (
      ["-l", "relu:0@8,1"], 64,
      "8,1 is outside the maps of 'relu', which are 8x8: 0,0 to 7,7"
    ),
    (
      ["-l", "relu:3-1"], 64,
      "'3-1' are no channels: write them as 7, 0-15,40 or all, a place of a map as 7@3,4 or 7@middle"
    ),
    (
      ["-l", "scores:husky"], 64,
      "'husky' is no channel of 'scores': give a number from 0 to 1, or the names of the classes "
        + "with --labels"
    ),
    (
      ["-l", "scores:wolv", "--labels", "names.txt"], 64,
      "'scores' has no class 'wolv': is 'wolf' meant?"
    ),
    (["-l", "relu", "--steps", "0"], 64, "--steps is 1 to 100000, not 0"),
    (["-l", "relu", "--size", "4"], 64, "--size is 8 to 1024, not 4"),
    (
      ["-l", "product"], 1,
      "net.onnx: step 'product': the gradient of 'reduceProd' is not known"
    ),
    (
      ["-l", "turned", "--size", "16"], 1,
      "net.onnx: 'turned' gives 16x16x2x1 for 1 picture: neither maps nor scores of each"
    ),
  ]

  @Test("mistakes are told in one line, and nothing is written", arguments: mistakes.indices)
  func isTold(number: Int) throws {
    let folder = try madeFolder()
    try folder.write(Array("wolf, timber wolf\nhusky\n".utf8), "names.txt")
    let mistake = Self.mistakes[number]
    let run = try Tool.run(
      ["dream", "-m", "net.onnx", "-o", "out"] + mistake.arguments, in: folder.url)
    #expect(run.status == mistake.status)
    #expect(run.diagnostics.hasPrefix("lenslet"), "\(run.diagnostics)")
    #expect(run.diagnostics.contains(": \(mistake.message)\n"), "\(run.diagnostics)")
    #expect(run.output.isEmpty)
    #expect(folder.files().isEmpty)
  }
}

extension Substring {
  /// The number that stands behind a text.
  fileprivate func number(behind text: String) -> Double {
    guard let range = range(of: text) else { return .nan }
    return Double(self[range.upperBound...].prefix { $0.isNumber || ".-e".contains($0) }) ?? .nan
  }
}
