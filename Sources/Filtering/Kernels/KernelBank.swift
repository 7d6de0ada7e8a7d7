/// What one kernel file holds: one kernel, or several that are applied together.
public struct KernelBank: Equatable, Sendable {
  /// The name that the bank is asked for by, usually its file's name without extension.
  public let name: String

  /// One line that says what it does; may be empty.
  public let purpose: String

  /// The kernels in the order of the file, 1 or more.
  public let kernels: [Kernel]

  /// How the results of the kernels become one; nil keeps them apart.
  public let combination: Combination?

  /// Creates a bank.
  ///
  /// - Parameters:
  ///   - name: The name that the bank is asked for by.
  ///   - purpose: One line that says what it does.
  ///   - kernels: One kernel or more.
  ///   - combination: How the results become one; nil keeps them apart.
  public init(
    name: String, purpose: String = "", kernels: [Kernel], combination: Combination? = nil
  ) {
    precondition(!kernels.isEmpty, "a bank has at least one kernel")
    self.name = name
    self.purpose = purpose
    self.kernels = kernels
    self.combination = combination
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
