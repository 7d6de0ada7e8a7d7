public import CommandLineKit
public import Kernels

extension KernelFormat: ExpressibleByArgument {
  /// Finds a format by its name on the command line.
  ///
  /// - Parameter argument: One of `allValueStrings`.
  public init?(argument: String) {
    let format = KernelFormat.allCases.first { $0.defaultValueDescription == argument }
    guard let format else { return nil }
    self = format
  }

  /// The name on the command line; NumPy's is that of its extension.
  public var defaultValueDescription: String { self == .numpy ? fileExtension : rawValue }
}
