/// What one kernel file holds: one kernel, or several that are applied together.
public struct KernelBank: Equatable, Sendable {
  /// The name that the bank is asked for by, usually its file's name without extension.
  public let name: String

  /// What it does, in a sentence or more on one line; may be empty.
  public let purpose: String

  /// The kernels in the order of the file, 1 or more, all with the same number of channels.
  public let kernels: [Kernel]

  /// How the results of the kernels become one; nil keeps them apart.
  public let combination: Combination?

  /// Creates a bank.
  ///
  /// - Parameters:
  ///   - name: The name that the bank is asked for by.
  ///   - purpose: What it does, on one line.
  ///   - kernels: One kernel or more, all with the same number of channels.
  ///   - combination: How the results become one; nil keeps them apart.
  public init(
    name: String, purpose: String = "", kernels: [Kernel], combination: Combination? = nil
  ) {
    precondition(!kernels.isEmpty, "a bank has at least one kernel")
    precondition(
      kernels.allSatisfy { $0.channels == kernels[0].channels },
      "the kernels of a bank have the same number of channels")
    self.name = name
    self.purpose = purpose
    self.kernels = kernels
    self.combination = combination
  }

  /// The first sentence of the purpose, for tables.
  public var summary: String {
    let end = purpose.indices.first { index in
      let next = purpose.index(after: index)
      return purpose[index] == "." && (next == purpose.endIndex || purpose[next] == " ")
    }
    return String(purpose[..<(end ?? purpose.endIndex)])
  }
}

/// How the results of the kernels of a bank become one result, sample by sample.
public enum Combination: String, Hashable, Sendable, CaseIterable {
  /// The square root of the sum of squares.
  case magnitude

  /// The largest.
  case max

  /// The sum.
  case sum
}
