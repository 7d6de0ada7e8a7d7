import Batches
import Codecs
import Files
import Filtering
import Kernels
import Pixels

/// The time that one thread spends in each stage of filtering pictures, one after the other.
struct FilterStages {
  /// The stages in their order.
  static let names = ["read", "decode", "convolve", "encode", "write"]

  /// The time of each stage.
  private(set) var times = [WorkTime](repeating: WorkTime(), count: 5)

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
      let bytes = try times[0].add { try File.read(input.path, limit: 1 << 32) }
      let decoded = try times[1].add { try ImageDecoder.decode(bytes) }
      let filtered = try times[2].add {
        try convolver.filter(decoded.image, with: bank, range: .clamp)[0].image
      }
      let encoded = try times[3].add {
        try ImageEncoder.encode(filtered, metadata: decoded.metadata, as: decoded.format)
      }
      try times[4].add { try File.write(encoded, to: output.appending("\(index)")) }
      pixels += decoded.image.width * decoded.image.height
    }
  }
}
