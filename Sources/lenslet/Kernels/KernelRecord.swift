import Files
import Kernels

/// What `kernels list --json` prints about one kernel file.
struct KernelRecord: Encodable {
  let name: String
  let file: String
  let purpose: String
  /// How the results become one; nil where each kernel has a result of its own.
  let combine: String?
  let kernels: [Matrix]

  /// One kernel of the file.
  struct Matrix: Encodable {
    let width: Int
    let height: Int
    let channels: Int
    let sum: Double
    let gain: Double
    let separable: Bool
  }

  init(_ bank: KernelBank, path: Path) {
    name = bank.name
    file = path.text
    purpose = bank.purpose
    combine = bank.combination?.rawValue
    kernels = bank.kernels.map {
      Matrix(
        width: $0.width, height: $0.height, channels: $0.channels, sum: $0.sum, gain: $0.gain,
        separable: $0.separable != nil)
    }
  }
}
