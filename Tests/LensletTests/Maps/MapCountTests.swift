import Files
import Testing
import _TestSupport

/// How many results `lenslet maps` gives, and what an interrupted run leaves.
@Suite struct MapCountTests {
  @Test(
    "seven inputs give seven results and seven records in their order, whatever the threads",
    arguments: [1, 2, 3, 8])
  func seven(jobs: Int) throws {
    let pictures = try PictureFolder()
    let names = (0..<7).map { "\($0).png" }
    for name in names { try pictures.pictures("in/" + name) }
    try pictures.write(ONNXText.classifier(), "net.onnx")
    let run = try Tool.run(
      [
        "maps", "in", "-m", "net.onnx", "-l", "relu", "--form", "npy", "--no-page", "--json", "-o",
        "out", "--jobs", "\(jobs)",
      ], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let index = String(decoding: try pictures.read("out/index.jsonl"), as: UTF8.self)
    #expect(index == run.output)
    let lines = index.split(separator: "\n")
    #expect(lines.count == 14)
    let files = lines.filter { $0.contains(#""file":"#) }
    for (line, name) in zip(files, names) {
      #expect(
        line.contains(#""file":"\#(name)/relu.npy","#) && line.contains(#""input":"in/\#(name)""#))
    }
    #expect(pictures.files() == names.map { "\($0)/relu.npy" } + ["index.jsonl"])
  }

  @Test("Ctrl-C ends a run of a network with 130, and leaves no unfinished file")
  func interrupted() throws {
    let pictures = try PictureFolder()
    for number in 0..<200 { try pictures.noise("in/\(number).png") }
    let network = ONNXText.model(
      ONNXText.node("Conv", ["picture", "w"], ["conv"]) + ONNXText.node("Relu", ["conv"], ["relu"]),
      initializers: [
        ONNXText.floats("w", [64, 3, 9, 9], (0..<15_552).map { Float($0 % 7) - 3 })
      ], inputs: [.init(name: "picture", shape: [1, 3, -1, -1])], output: "relu")
    try pictures.write(network, "net.onnx")
    // The program itself is in the foreground, as a shell lets what is not ignore the signal.
    let run = try Tool.shell(
      """
      (until [ -s pid ] && [ -e out/1.png/relu.npy ]; do sleep 0.01; done; kill -INT $(cat pid)) &
      sh -c 'echo $$ > pid; exec "$LENSLET" maps in -m net.onnx --no-page -q -j 2 -o out'
      """, in: pictures.url)
    #expect(run.status == 130)
    #expect(run.diagnostics.hasPrefix("lenslet: interrupted: "), "\(run.diagnostics)")
    #expect(!run.diagnostics.contains("interrupted: 200 images done"))
    #expect(FileKind(of: pictures.folder("out/index.jsonl")) == nil)
    let hidden = pictures.folder.names(in: "out").filter { $0.hasPrefix(".") }
    #expect(
      hidden == [".lenslet-results"], "the journal, by which the next run removes the results")
    for number in 0..<3 {
      let names = pictures.folder.names(in: "out/\(number).png")
      #expect(!names.contains { $0.hasPrefix(".") })
    }
    let again = try Tool.run(
      ["maps", "in/199.png", "-m", "net.onnx", "--form", "npy", "--no-page", "-o", "out"],
      in: pictures.url)
    #expect(again.status == 0, "\(again.diagnostics)")
    #expect(pictures.files() == ["199.png/conv.npy", "199.png/relu.npy", "index.jsonl"])
    #expect(!pictures.folder.names(in: "out").contains(".lenslet-results"))
  }
}
