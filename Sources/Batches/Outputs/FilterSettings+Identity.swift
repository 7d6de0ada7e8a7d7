import Filtering
import Codecs
import Files
import Kernels
import Pixels
import Reports

/// All that the bytes of a result depend on, beside the file of its input.
///
/// Threads, strips, memory and the build of the loops are not among it: no result depends on them.
private struct ResultIdentity: Encodable {
  /// Rises when the same settings give other bytes.
  let version = 1
  let matrix: Int
  let combination: String?
  let kernels: [KernelIdentity]
  let border: String
  let size: String
  let stride: [Int]
  let dilation: [Int]
  let isFlipped: Bool
  let plan: String?
  let format: String?
  let quality: Int
  let subsampling: String
  let compression: String
  let range: String
  let isGrey: Bool
  let isLinear: Bool
  let isStrict: Bool
  /// nil for the usual rule.
  let rounding: String?
  let keepsEdges: Bool?
}

/// A kernel, its weights by their bits.
private struct KernelIdentity: Encodable {
  let shape: [Int]
  let weights: [UInt32]
  let scale: [Int]
  let offset: [Int]
  let anchor: [Int]

  init(_ kernel: Kernel) {
    shape = [kernel.channels, kernel.height, kernel.width]
    weights = kernel.weights.map(\.bitPattern)
    scale = [kernel.scale.numerator, kernel.scale.denominator]
    offset = [kernel.offset.numerator, kernel.offset.denominator]
    anchor = [kernel.anchor.x, kernel.anchor.y]
  }
}

extension FilterSettings {
  /// For each result of an image, the hash of all that its bytes depend on beside the image.
  ///
  /// - Throws: `ReportError.recordNotEncodable`.
  func identities() throws(ReportError) -> [String] {
    var identities: [String] = []
    for bank in banks {
      for matrix in bank.resultNames.indices {
        identities.append(ContentHash.text(of: try jsonLine(identity(of: bank, matrix))))
      }
    }
    return identities
  }

  private func identity(of bank: KernelBank, _ matrix: Int) -> ResultIdentity {
    let walk = convolver.settings
    return ResultIdentity(
      matrix: matrix, combination: bank.combination?.rawValue,
      kernels: bank.kernels.map(KernelIdentity.init), border: "\(walk.border)",
      size: walk.size.rawValue, stride: [walk.stride.x, walk.stride.y],
      dilation: [walk.dilation.x, walk.dilation.y], isFlipped: walk.flip,
      plan: convolver.plan?.rawValue, format: format?.rawValue, quality: quality,
      subsampling: subsampling.rawValue, compression: compression.rawValue, range: range.rawValue,
      isGrey: isGrey, isLinear: isLinear, isStrict: limits.isStrict,
      rounding: walk.rounding == .halfToEven ? nil : walk.rounding.rawValue,
      keepsEdges: walk.keepsEdges ? true : nil)
  }
}
