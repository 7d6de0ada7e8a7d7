import Kernels

/// A filter that a person made, or that a formula gives.
public struct HandcraftedFilter: Equatable, Sendable {
  /// The weights, with a name that no other filter of the bank has.
  public let filter: Filter

  /// Where it comes from.
  public let family: HandcraftedFamily

  /// What it is, in a sentence or more; may be empty for kernels from files.
  public let purpose: String

  /// Creates a filter.
  ///
  /// - Parameters:
  ///   - filter: The weights and the name.
  ///   - family: Where it comes from.
  ///   - purpose: What it is.
  public init(filter: Filter, family: HandcraftedFamily, purpose: String) {
    self.filter = filter
    self.family = family
    self.purpose = purpose
  }
}

/// Where a handcrafted filter comes from.
public enum HandcraftedFamily: String, CaseIterable, Hashable, Sendable {
  /// A kernel of a file, at its own size.
  case kernel

  /// A kernel of a file, enlarged to the size of the learned filters.
  case enlarged = "enlarged-kernel"

  /// A Gabor function.
  case gabor

  /// The first or second derivative of a Gaussian.
  case derivative = "gaussian-derivative"

  /// A difference of Gaussians.
  case differenceOfGaussians = "difference-of-gaussians"

  /// The Laplacian of a Gaussian.
  case laplacianOfGaussian = "laplacian-of-gaussian"

  /// A Gaussian low-pass.
  case gaussian

  /// The mean of a square.
  case box

  /// A kernel of opponent colours.
  case opponent = "opponent-colours"
}

/// A kernel that is no filter of a bank.
public struct LeftOutKernel: Equatable, Sendable {
  /// Why a kernel is left out.
  public enum Reason: Equatable, Sendable {
    /// Every weight is zero.
    case zero

    /// It has this many matrices: neither one nor three, or three for learned filters on one
    /// channel.
    case channels(Int)

    /// It is this earlier filter of the bank times a positive number.
    case same(as: String)
  }

  /// What it would be called.
  public let name: String

  /// Why it is left out.
  public let reason: Reason
}

extension Filter {
  /// The weights of a kernel times its scale; its offset and its anchor are ignored.
  ///
  /// - Parameters:
  ///   - name: What it is called in reports.
  ///   - kernel: One or three matrices.
  init(name: String, kernel: Kernel) {
    let scale = kernel.scale.doubleValue
    self.init(
      name: name, channels: kernel.channels, height: kernel.height, width: kernel.width,
      weights: kernel.weights.map { Float(Double($0) * scale) })
  }
}
