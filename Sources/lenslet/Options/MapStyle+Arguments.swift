public import CommandLineKit
public import Reports

extension ColourMap: ExpressibleByArgument {}

extension MapScaling: ExpressibleByArgument {
  /// Reads a scaling.
  ///
  /// - Parameter argument: One of `forms`.
  public init?(argument: String) { self.init(text: argument) }

  /// What is expected.
  public static var expectedArgument: String { "one of \(forms)" }

  /// Left out of the help screen, where the forms stand.
  public var defaultValueDescription: String { "" }
}
