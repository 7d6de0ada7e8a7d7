import Filtering
import Kernels
import Networks
import Pixels

/// How alike a map and what a kernel makes of the picture are.
public struct KernelLikeness: Codable, Sendable {
  /// The kernel.
  public let kernel: String

  /// The rank correlation of magnitudes; 0 if one is the same everywhere.
  public let correlation: Double
}

/// What kernels make of a picture: a magnitude per pixel, of several kernels of a file the largest.
struct KernelResponses: Sendable {
  private let responses: [(name: String, values: [Float])]

  /// Filters a picture.
  ///
  /// - Parameters:
  ///   - picture: What goes into the network, as colours.
  ///   - banks: Kernels; those of several channels are left out.
  /// - Throws: `FilteringError`.
  init(of picture: Image, _ banks: [KernelBank]) throws(FilteringError) {
    let grey = picture.grey()
    let convolver = try Convolver()
    var responses: [(name: String, values: [Float])] = []
    for bank in banks where bank.kernels.allSatisfy({ $0.channels == 1 }) {
      var largest = [Float](repeating: 0, count: picture.width * picture.height)
      for response in try convolver.responses(of: grey, to: bank) {
        for (place, value) in response.values.enumerated() {
          largest[place] = max(largest[place], value.magnitude)
        }
      }
      responses.append((bank.name, largest))
    }
    self.responses = responses
  }

  /// How alike a map and each response are.
  ///
  /// - Parameter magnitudes: A number per pixel.
  /// - Returns: The kernels, the most alike first.
  func likeness(to magnitudes: [Float]) -> [KernelLikeness] {
    responses.map { response in
      KernelLikeness(
        kernel: response.name, correlation: rankCorrelation(magnitudes, response.values) ?? 0)
    }
    .sorted { (-$0.correlation, $0.kernel) < (-$1.correlation, $1.kernel) }
  }
}
