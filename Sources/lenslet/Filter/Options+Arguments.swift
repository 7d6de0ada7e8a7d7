public import Batches
public import Codecs
public import CommandLineKit
public import Filtering
public import Pixels

extension OutputFormat: ExpressibleByArgument {}

extension PNGCompression: ExpressibleByArgument {}

extension ChromaSubsampling: ExpressibleByArgument {
  /// Reads `4:2:0`, or `420`.
  ///
  /// - Parameter argument: The three digits, with or without colons.
  public init?(argument: String) {
    let colons =
      argument.contains(":") ? argument : argument.map(String.init).joined(separator: ":")
    self.init(rawValue: colons)
  }
}

extension OutputRange: ExpressibleByArgument {}

extension OutputSize: ExpressibleByArgument {}

extension Border: ExpressibleByArgument {
  /// Reads the name of a border; `constant` may have a value after a colon.
  ///
  /// - Parameter argument: For example `wrap` or `constant:128`.
  public init?(argument: String) {
    do throws(BorderMistake) { try self.init(name: argument) } catch { return nil }
  }

  /// Why a name that other programs have is refused, or the value of a constant.
  public static func refusal(of argument: RawArgument) -> String? {
    do throws(BorderMistake) {
      _ = try argument.text.map { text throws(BorderMistake) in try Border(name: text) }
      return nil
    } catch {
      return error == .unknown ? nil : error.description
    }
  }

  /// All borders; `constant` may have a value too.
  public static var allValueStrings: [String] { names }

  /// What is expected.
  public static var expectedArgument: String {
    "one of \(allValueStrings.joined(separator: ", ")) or constant:V with V from 0 to 255"
  }

  /// The name as it is given.
  public var defaultValueDescription: String {
    switch self {
    case .reflect101: "reflect101"
    case .replicate: "replicate"
    case .symmetric: "symmetric"
    case .wrap: "wrap"
    case .constant(let value): "constant:\(value)"
    }
  }
}

extension Step: ExpressibleByArgument {
  /// The longest step; far beyond it, places could not be counted.
  private static let longest = 65535

  /// Reads `2`, or `2x1` for columns and rows.
  ///
  /// - Parameter argument: One or two whole numbers from 1 to 65535.
  public init?(argument: String) {
    let numbers = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    let steps = numbers.compactMap { $0 }.filter { (1...Step.longest).contains($0) }
    guard steps.count == numbers.count, (1...2).contains(steps.count) else { return nil }
    self.init(x: steps[0], y: steps[steps.count - 1])
  }

  /// What is expected.
  public static var expectedArgument: String {
    "a whole number from 1 to \(longest), or two as 2x1"
  }

  /// The step as it is given.
  public var defaultValueDescription: String { x == y ? "\(x)" : "\(x)x\(y)" }
}
