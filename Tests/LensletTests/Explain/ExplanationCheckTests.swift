import Testing
import _TestSupport

/// `lenslet explain --check`, guided backpropagation and its control, as a process.
@Suite struct ExplanationCheckTests {
  private let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.smallNetwork()
  }

  private func explain(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(
      ["explain", "a.png", "-m", "net.onnx", "-o", "out"] + SmallNetwork.input + arguments,
      in: pictures.url)
  }

  /// The records of what methods say, without that of the picture.
  private func found() throws -> [WrittenJSON] {
    try pictures.lines("out/index.jsonl").filter { $0["method"].text != nil }
  }

  @Test("curves of hidden and shown pixels are those of PyTorch; edges know no weights")
  func checks() throws {
    let run = try explain("--method", "gradient", "--method", "sobel", "--check")
    #expect(run.status == 0, "\(run.diagnostics)")
    let records = try found()
    try #require(records.count == 2)
    let checks = records[0]["checks"]
    #expect(checks["layers"].number == 3)
    #expect(checks["randomised"].elements.map { $0["layers"].number } == [1, 2, 3])
    // By PyTorch 2.13: the largest magnitude of the channels first.
    let (deletion, insertion) = (checks["curves"]["deletion"], checks["curves"]["insertion"])
    #expect(deletion["area"].isNear(0.3913434, within: 1e-5))
    #expect(insertion["area"].isNear(0.3905626, within: 1e-5))
    #expect(deletion["curve"][0].isNear(0.385283))
    #expect(deletion["curve"][10].isNear(0.392773))
    #expect(deletion["curve"][20].isNear(0.436095))
    #expect(checks["sobel"]["deletion"]["area"].isNear(0.3737186, within: 1e-5))
    #expect(checks["sobel"]["insertion"]["area"].isNear(0.3885567, within: 1e-5))
    // The control is the same whatever the weights are, and that is told.
    let control = records[1]["checks"]
    #expect(control["dependsOnWeights"].truth == false)
    #expect(control["randomised"].elements.map { $0["correlation"].number } == [1, 1, 1])
    #expect(
      run.output.contains(
        "    Does not depend on the weights: the map of a random network is nearly the same.\n"),
      "\(run.output)")
    #expect(
      run.output.contains("    deletion: mean probability 0.391; in random order "),
      "\(run.output)")
  }

  @Test("curves alone take no random weights, and are the same")
  func curves() throws {
    let run = try explain("--curves")
    #expect(run.status == 0, "\(run.diagnostics)")
    let checks = try #require(try pictures.lines("out/index.jsonl").first)["checks"]
    #expect(checks["curves"]["deletion"]["area"].isNear(0.3913434, within: 1e-5))
    #expect(checks["sobel"]["insertion"]["area"].isNear(0.3885567, within: 1e-5))
    #expect(checks["sensitivity"].number == nil && checks["dependsOnWeights"].truth == nil)
    #expect(!run.output.contains("random layers") && !run.output.contains("moves by"))
    #expect(run.output.contains("    insertion: mean probability 0.391; "), "\(run.output)")
  }

  @Test("guided backpropagation brings its caveat and its control")
  func guided() throws {
    let run = try explain("--method", "guided")
    #expect(run.status == 0, "\(run.diagnostics)")
    let records = try found()
    #expect(records.map { $0["method"].text } == ["guided", "sobel"])
    // By PyTorch 2.13, with a rectifier whose gradient is that of another one of its gradient.
    #expect(records[0]["largest"].isNear(0.0411644))
    #expect(records[0]["least"].isNear(-0.0312366))
    #expect(records[1]["largest"].isNear(1.07045, within: 1e-5))
    #expect(
      run.output.contains(
        "    Hardly depends on the weights of higher layers, and is nearly an edge detector"),
      "\(run.output)")
  }

  @Test("maps are compared with what kernels make of the picture, the most alike first")
  func kernels() throws {
    try pictures.write(Array("1\n".utf8), "kernels/same.kernel")
    try pictures.write(Array("0 1 0\n1 -4 1\n0 1 0\n".utf8), "kernels/edges.kernel")
    let run = try explain("--method", "sobel", "--against-kernels", "--kernels", "kernels")
    #expect(run.status == 0, "\(run.diagnostics)")
    let kernels = try pictures.lines("out/index.jsonl").first?["kernels"].elements ?? []
    let correlations = kernels.compactMap { $0["correlation"].number }
    #expect(Set(kernels.compactMap { $0["kernel"].text }).isSuperset(of: ["same", "edges"]))
    #expect(correlations == correlations.sorted(by: >))
    #expect(correlations.allSatisfy { (-1...1).contains($0) })
  }
}
