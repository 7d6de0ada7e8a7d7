import Codecs
import Testing
import _TestSupport

/// `lenslet maps --against`.
@Suite struct MapsAgainstTests {
  private let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("a.png", "b.png")
    try pictures.write(ONNXText.classifier(), "net.onnx")
  }

  private func write(_ shape: [Int], _ values: [Float], _ name: String) throws {
    try pictures.write(NumpyEncoder.encode(shape: shape, values: values), name)
  }

  private func compare(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(["maps", "-m", "net.onnx", "--against", "ref"] + arguments, in: pictures.url)
  }

  @Test("layers that agree within the bound are counted, those without a file are named")
  func agrees() throws {
    try write([1, 2, 1, 2], [101.001, 101, -100, -100], "ref/conv_out.npy")
    try write([2], [101, 202], "ref/logits.npy")
    let run = try compare("a.png")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      run.output == """
        a.png: 2 layers agree within 0.0001 of their largest value
        a.png: no counterpart of relu, mean, flat, prob

        """)
    #expect(pictures.files().isEmpty)
  }

  @Test("the first layer that differs is named, in the order of the network, and by how much")
  func differs() throws {
    try write([1, 2, 1, 2], [101, 101, -100, -100], "ref/a/conv/out.npy")
    try write([2, 1, 2], [101, 81, 0, 0], "ref/a/relu.npy")
    try write([1, 2], [100, 0], "ref/a/flat.npy")
    let run = try compare("a.png")
    #expect(run.status == 1)
    #expect(
      run.output.hasPrefix(
        "a.png: 'relu' is the first that differs: by 0.198 of its largest value, 101.0 here and 81.0 "
          + "there at 0,0,0,1; 2 of 3 layers differ\n"), "\(run.output)")
    let wide = try compare("a.png", "--bound", "0.2", "-l", "relu", "-l", "flat")
    #expect(wide.status == 0)
    #expect(wide.output == "a.png: 2 layers agree within 0.2 of their largest value\n")
    let records = try compare("a.png", "--json", "-l", "relu", "-l", "mean")
    #expect(records.status == 1)
    #expect(
      records.output == """
        {"agrees":false,"difference":0.19801980198019803,"file":"ref/a/relu.npy","input":"a.png",\
        "layer":"relu","place":[0,0,0,1]}
        {"input":"a.png","layer":"mean"}

        """)
  }

  @Test("an earlier run of maps agrees with itself, input by input")
  func earlier() throws {
    let run = try Tool.run(
      ["maps", "a.png", "b.png", "-m", "net.onnx", "--form", "npy", "--no-page", "-o", "ref"],
      in: pictures.url)
    #expect(run.status == 0)
    let same = try compare("a.png", "b.png", "--bound", "0")
    #expect(same.status == 0, "\(same.diagnostics)")
    #expect(
      same.output == """
        a.png: 6 layers agree within 0 of their largest value
        b.png: 6 layers agree within 0 of their largest value

        """)
  }

  @Test("values that are not finite agree with their like alone")
  func notFinite() throws {
    try write([2], [.infinity, 202], "ref/logits.npy")
    let run = try compare("a.png", "-l", "logits")
    #expect(run.status == 1)
    #expect(
      run.output.contains("beyond all bounds, 101.0 here and inf there at 0,0"), "\(run.output)")
  }

  @Test("what cannot be compared is told in one line")
  func mistakes() throws {
    try write([3, 3], Array(repeating: 1, count: 9), "ref/relu.npy")
    try pictures.write([1, 2, 3], "ref/mean.npy")
    let shape = try compare("a.png", "-l", "relu")
    #expect(shape.status == 1)
    #expect(
      shape.output.contains("the file has the shape 3x3, the layer 1x2x1x2"), "\(shape.output)")
    let damaged = try compare("a.png", "-l", "mean")
    #expect(damaged.status == 1)
    #expect(damaged.output.contains("'mean' is the first that differs: ref/mean.npy: "))
    let none = try compare("a.png", "-l", "prob")
    #expect(none.status == 1)
    #expect(
      none.diagnostics.hasSuffix(
        "lenslet: a.png: there is no .npy file of a layer for it in ref/a.png or ref\n"),
      "\(none.diagnostics)")
    let output = try compare("a.png", "-o", "out")
    #expect(output.status == 64)
    #expect(output.diagnostics.contains("--against writes nothing"))
    let folder = try Tool.run(
      ["maps", "a.png", "-m", "net.onnx", "--against", "nowhere"], in: pictures.url)
    #expect(folder.status == 64)
    #expect(folder.diagnostics.contains("'nowhere' is no folder"))
    let bound = try compare("a.png", "--bound=-1")
    #expect(bound.status == 64)
  }
}
