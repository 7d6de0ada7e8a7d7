import Codecs
import Files
import Filtering
import Pipelines
import Pixels

/// The seconds that one thread spends in each stage of filtering pictures, one after the other.
struct FilterStages {
  /// The stages in their order.
  static let names = ["read", "decode", "convolve", "encode", "write"]

  /// The seconds of each stage.
  private(set) var seconds = [Double](repeating: 0, count: 5)

  /// Pixels of all pictures.
  private(set) var pixels = 0

  /// Filters all pictures with one kernel.
  ///
  /// What is encoded are the filtered pictures, as they are written.
  ///
  /// - Parameters:
  ///   - inputs: The pictures.
  ///   - bank: One kernel.
  ///   - output: The folder of the results.
  /// - Throws: What the stages throw.
  init(_ inputs: [Input], _ bank: KernelBank, _ output: Path) throws {
    let convolver = try Convolver()
    try File.makeDirectories(output)
    for (index, input) in inputs.enumerated() {
      let bytes = try timed(0) { try File.read(input.path, limit: 1 << 32) }
      let decoded = try timed(1) { try ImageDecoder.decode(bytes) }
      let filtered = try timed(2) {
        try convolver.filter(decoded.image, with: bank, range: .clamp)[0].image
      }
      let encoded = try timed(3) {
        try ImageEncoder.encode(filtered, metadata: decoded.metadata, as: decoded.format)
      }
      try timed(4) { try File.write(encoded, to: output.appending("\(index)")) }
      pixels += decoded.image.width * decoded.image.height
    }
  }

  private mutating func timed<Result>(_ stage: Int, _ work: () throws -> Result) rethrows -> Result
  {
    let start = ContinuousClock.now
    let result = try work()
    let time = (ContinuousClock.now - start).components
    seconds[stage] += Double(time.seconds) + Double(time.attoseconds) / 1e18
    return result
  }
}
