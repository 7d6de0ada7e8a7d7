import Batches
import Codecs
import Files
import Networks
import Pixels
import Weights

/// Feature maps of a folder, written as contact sheets and arrays.
enum MapsWork {
  private static let limit = 24

  /// Times `lenslet maps` beside a program on Pillow, ONNX Runtime and NumPy.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line each of AlexNet's first layer and of a whole network; one that says what is
  ///   missing without weights.
  /// - Throws: `BenchmarkError`, and what verifying throws.
  static func lines(_ setting: Setting) throws -> [GoalLine] {
    let output = setting.folder.appending("lenslet-maps")
    let inputs = InputFinder([setting.pictures], output: output).inputs
    return try firstLayer(setting, Array(inputs.prefix(limit)), output)
      + NetworkMapsWork.lines(setting, pictures: inputs.map(\.path))
  }

  private static func firstLayer(
    _ setting: Setting, _ inputs: [Input], _ output: Path
  ) throws -> [GoalLine] {
    let pictures = inputs.map(\.path.display)
    let work = "\(pictures.count) pictures, maps of AlexNet's conv1, sheets and npy"
    guard let weights = setting.weights else {
      return [
        GoalLine(
          work: work, ours: "needs AlexNet's weights: --weights FILE", peer: nil, figure: nil,
          goal: .atLeast(5))
      ]
    }
    let lenslet = Contestant(
      words: [
        try Programs.lenslet, "maps", "-m", "alexnet", "-w", weights, "-l", "conv1", "--form",
        "sheet", "--form", "npy", "--no-page", "-q", "-o", output.display,
      ] + pictures, output: output,
      verify: { try verify(inputs, output, weights: Path(weights)) })
    let peerOutput = setting.folder.appending("python-maps")
    let peer = setting.python.map { python in
      Contestant(
        words: [python, Programs.script("maps.py"), weights, peerOutput.display] + pictures,
        output: peerOutput,
        verify: { try verifyCount(pictures.count * 2, in: peerOutput) })
    }
    let costs = try Contest.costs(of: [lenslet, peer], runs: setting.runs)
    return [FolderWork.line(work, costs, .atLeast(5))]
  }

  private static func verifyCount(_ count: Int, in folder: Path) throws {
    let found = DirectoryWalk(folder).files.count
    guard found == count else {
      throw BenchmarkError.missingResult("\(folder.display): \(found) files, not \(count)")
    }
  }

  /// Counts the files, and compares values of the first picture's maps with plain sums.
  private static func verify(_ inputs: [Input], _ folder: Path, weights: Path) throws {
    // Beside the sheets and arrays lies the index.
    try verifyCount(inputs.count * 2 + 1, in: folder)
    guard let picture = inputs.first?.path else { return }
    let name = picture.lastComponent.appending("conv1.npy")
    let maps = try NumpyArray(decoding: try File.read(folder.appending(name), limit: 1 << 28))
    let image = try ImageDecoder.decode(try File.read(picture, limit: 1 << 28)).image
    let input = try InputStage.bvlc(227).activation(of: image)
    let file = try WeightsReader.open(try MappedFile(weights), name: weights.display)
    let kernels = try file.tensor(named: "conv1.weight").values
    let bias = try file.tensor(named: "conv1.bias").values
    guard maps.shape == [96, 55, 55] else { throw BenchmarkError.wrongResult(name.display) }
    for index in stride(from: 0, to: maps.values.count, by: 997) {
      let (channel, place) = index.quotientAndRemainder(dividingBy: 55 * 55)
      var sum = Double(bias[channel])
      for tap in 0..<363 {
        let y = place / 55 * 4 + tap % 121 / 11
        let x = place % 55 * 4 + tap % 11
        let value = input.values[(tap / 121 * 227 + y) * 227 + x]
        sum += Double(kernels[channel * 363 + tap]) * Double(value)
      }
      guard abs(sum - maps.values[index]) < 0.01 else {
        throw BenchmarkError.wrongResult(name.display)
      }
    }
  }
}
