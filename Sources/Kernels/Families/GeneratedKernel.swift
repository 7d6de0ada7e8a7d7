/// A kernel that follows from a formula and a few numbers.
///
/// Orientations mean the same in all: a kernel of orientation θ varies along
/// `u = x cos θ + y sin θ` with x to the right and y **down** the image. At 0° it varies along the
/// rows (its stripes stand upright), at 90° down the columns.
public protocol GeneratedKernel: Sendable {
  /// What the kernel is, as the start of a sentence: `Gabor function`.
  var title: String { get }

  /// What it is made from, in the order of the purpose.
  var parameters: [(parameter: KernelParameter, value: Double)] { get }

  /// Matrices: 1, or 3 for red, green and blue.
  var channels: Int { get }

  /// Rows and columns.
  var size: Int { get }

  /// Computes the kernel.
  ///
  /// - Complexity: O(size²).
  var kernel: Kernel { get }
}

extension GeneratedKernel {
  /// One matrix.
  public var channels: Int { 1 }

  /// What the kernel is, with all its parameters, in one sentence.
  public var purpose: String { Self.purpose(of: [self]) }

  /// What several kernels are, with the values of each parameter in the order of their first use.
  ///
  /// - Parameter kernels: One kernel or more.
  /// - Returns: A sentence, and another about the order where there are several.
  public static func purpose(of kernels: [Self]) -> String {
    guard let first = kernels.first else { return "" }
    let list = first.parameters.indices.map { index -> String in
      let parameter = first.parameters[index].parameter
      var values: [String] = []
      for kernel in kernels {
        let text = kernel.parameters[index].value.shortestText
        if !values.contains(text) { values.append(text) }
      }
      let unit = parameter.unit.map { " " + (values == ["1"] ? String($0.dropLast()) : $0) } ?? ""
      return "\(parameter.rawValue) \(values.joined(separator: ", "))\(unit)"
    }
    let text = "\(first.title): \(list.joined(separator: "; "))."
    guard kernels.count > 1 else { return text }
    return "\(text) \(kernels.count) kernels: of the lists of values, the last changes fastest."
  }

  /// The kernels as one bank, their purpose stated.
  ///
  /// - Parameters:
  ///   - kernels: One kernel or more, all with the same number of channels.
  ///   - name: The name of the bank.
  ///   - isNormalised: Whether the absolute values of each kernel's weights shall sum to 1.
  /// - Returns: The bank.
  /// - Throws: `KernelError.tooManyWeights` where a kernel file could not hold them, and
  ///   `KernelError.vanishes` where a kernel has only zeros.
  public static func bank(
    of kernels: [Self], name: String, isNormalised: Bool = false
  ) throws(KernelError) -> KernelBank {
    let count = kernels.reduce(0) { $0 + $1.channels * $1.size * $1.size }
    guard count <= KernelLimits.weights else { throw .tooManyWeights(count) }
    var made: [Kernel] = []
    for generated in kernels {
      let kernel = generated.kernel
      guard kernel.weights.contains(where: { $0 != 0 }) else {
        throw .vanishes(generated.purpose)
      }
      made.append(isNormalised ? kernel.normalised : kernel)
    }
    let ending = isNormalised ? " The absolute values of the weights sum to 1." : ""
    return KernelBank(name: name, purpose: purpose(of: kernels) + ending, kernels: made)
  }
}

extension Double {
  /// The shortest decimal that reads back as this number; whole numbers without a point.
  var shortestText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
