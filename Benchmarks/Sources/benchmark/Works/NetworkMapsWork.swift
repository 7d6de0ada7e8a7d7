import Codecs
import Files
import Foundation

/// Feature maps of a whole network for a folder, written as arrays.
enum NetworkMapsWork {
  /// How many pictures; those that are given are taken several times.
  private static let count = 100

  private static let layers = ["3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b"].map {
    "inception_\($0)/output"
  }

  /// How far a value may lie from that of the plain loops, as a share of the layer's largest.
  private static let bound = 1e-4

  /// Times `lenslet maps` of nine values beside a program on Pillow, ONNX Runtime and NumPy.
  ///
  /// - Parameters:
  ///   - setting: What the work is done with.
  ///   - pictures: The pictures that are given, one or more.
  /// - Returns: The lines of time and memory; one that says what is missing without the network.
  /// - Throws: `BenchmarkError`, and what writing and verifying throw.
  static func lines(_ setting: Setting, pictures: [Path]) throws -> [GoalLine] {
    let work = "\(count) pictures, nine values of GoogLeNet as npy"
    guard let network = setting.network else {
      return [
        GoalLine(
          work: work, ours: "needs GoogLeNet as ONNX: --network FILE", peer: nil, figure: nil,
          goal: .atLeast(4))
      ]
    }
    let folder = setting.folder.appending("network-pictures")
    let inputs = try link(pictures, in: folder)
    let output = setting.folder.appending("lenslet-network-maps")
    func words(_ pictures: [String], to output: Path, plan: String) throws(BenchmarkError)
      -> [String]
    {
      [
        try Programs.lenslet, "maps", "-m", network, "--form", "npy", "--no-page", "-q", "--plan",
        plan, "-o", output.display,
      ] + layers.flatMap { ["-l", $0] } + pictures
    }
    let exact = setting.folder.appending("lenslet-exact-maps")
    let lenslet = Contestant(
      words: try words([folder.display], to: output, plan: "fastest"), output: output,
      verify: {
        try count(output)
        _ = try Programs.output(of: try words([inputs[0].display], to: exact, plan: "direct"))
        for layer in layers {
          let place = inputs[0].lastComponent.appending("\(layer).npy").display
          try compare(output.appending(place), exact.appending(place))
        }
      })
    let peerOutput = setting.folder.appending("python-network-maps")
    let peer = setting.python.map { python in
      Contestant(
        words: [
          python, Programs.script("network-maps.py"), network, peerOutput.display,
          layers.joined(separator: ","),
        ] + inputs.map(\.display), output: peerOutput, verify: { try count(peerOutput) })
    }
    let costs = try Contest.costs(of: [lenslet, peer], runs: setting.runs)
    return [FolderWork.line(work, costs, .atLeast(4))]
  }

  /// Makes a folder of so many pictures.
  private static func link(_ pictures: [Path], in folder: Path) throws -> [Path] {
    try File.makeDirectories(folder)
    return try (0..<count).map { index in
      let picture = pictures[index % pictures.count]
      let number = String(1000 + index).dropFirst()
      let link = folder.appending("\(number)-\(picture.lastComponent.display)")
      try FileManager.default.createSymbolicLink(
        atPath: link.display,
        withDestinationPath: URL(filePath: picture.display).standardizedFileURL.path())
      return link
    }
  }

  private static func count(_ folder: Path) throws(BenchmarkError) {
    let found = DirectoryWalk(folder).files.filter { $0.display.hasSuffix(".npy") }.count
    guard found == count * layers.count else {
      throw .missingResult("\(folder.display): \(found) arrays, not \(count * layers.count)")
    }
  }

  private static func compare(_ file: Path, _ exact: Path) throws {
    let (maps, expected) = (try array(file), try array(exact))
    let largest = expected.values.map(\.magnitude).max() ?? 0
    let distance = zip(maps.values, expected.values).map { abs($0 - $1) }.max() ?? .infinity
    guard maps.shape == expected.shape, largest > 0, distance <= bound * largest else {
      throw BenchmarkError.wrongResult(file.display)
    }
  }

  private static func array(_ file: Path) throws -> NumpyArray {
    try NumpyArray(decoding: try File.read(file, limit: 1 << 28))
  }
}
