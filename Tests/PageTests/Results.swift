import Codecs
import Files
import Foundation
import Pixels
import Weights
import _TestSupport

/// A folder in which the program is run, and what it has written.
struct Results {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A file as Foundation names it.
  func url(_ name: String) -> URL { URL(filePath: folder(name).display) }

  /// Writes a file and the folders above it.
  func write(_ bytes: [UInt8], _ name: String) throws {
    try File.makeDirectories(folder(name).parent)
    try File.write(bytes, to: folder(name))
  }

  /// Writes a PNG picture of colours that differ everywhere.
  func picture(_ name: String, width: Int, height: Int, seed: UInt64 = 1) throws {
    var generator = SeededGenerator(seed: seed)
    let samples = generator.bytes(3 * width * height)
    let image = Image(
      size: ImageSize(width: width, height: height), layout: .rgb, samples: .uint8(samples))
    try write(try ImageEncoder.encode(image, as: .png), name)
  }

  /// Writes weights of a convolution, all different, and a bias.
  func weights(_ name: String, shape: [Int]) throws {
    var generator = SeededGenerator(seed: 7)
    let values = (0..<shape.reduce(1, *)).map { _ in Float.random(in: -1...1, using: &generator) }
    let bias = (0..<shape[0]).map { _ in Float.random(in: -9...9, using: &generator) }
    try write(
      try SafetensorsWriter.encode([
        Tensor(name: "conv1.weight", shape: shape, values: values),
        Tensor(name: "conv1.bias", shape: [shape[0]], values: bias),
      ]), name)
  }

  /// Runs the program in the folder to its end.
  ///
  /// - Parameter arguments: Everything after its name.
  /// - Throws: `Failure` with what the program has said.
  func run(_ arguments: String...) throws { try run(arguments) }

  /// Runs the program in the folder to its end.
  func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "lenslet")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder.path.display)
    var environment = ProcessInfo.processInfo.environment
    environment["LENSLET_KERNELS"] = Self.package.appending(path: "kernels").path
    process.environment = environment
    try write([], "diagnostics")
    let diagnostics = try FileHandle(forWritingTo: url("diagnostics"))
    process.standardError = diagnostics
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure.failed(try String(contentsOf: url("diagnostics"), encoding: .utf8))
    }
  }

  /// The values of an array that was written.
  func array(_ name: String) throws -> (shape: [Int], values: [Double]) {
    let array = try NumpyArray(decoding: try File.read(folder(name), limit: 1 << 26))
    return (array.shape, array.values)
  }

  /// The 8-bit samples of a picture.
  func samples(_ name: String) throws -> [UInt8] {
    let image = try ImageDecoder.decode(
      try File.read(folder(name), limit: 1 << 24), limits: DecodingLimits()
    ).image
    guard case .uint8(let samples) = image.samples else { return [] }
    return samples
  }

  /// The folder of the package, three above this file.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Weights and pictures that are no part of the project, beside it or where `LENSLET_SHARED` says.
  static let shared =
    ProcessInfo.processInfo.environment["LENSLET_SHARED"].map { URL(filePath: $0) }
    ?? package.deletingLastPathComponent().appending(path: "shared")

  /// Why there are no results.
  enum Failure: Error {
    /// The program has failed.
    case failed(String)
  }
}

/// The greatest difference of two lists, relative to the greatest value.
func difference(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  let scale = max(right.map { abs($0) }.max() ?? 0, 1e-3)
  return (zip(left, right).map { abs($0 - $1) }.max() ?? 0) / scale
}
