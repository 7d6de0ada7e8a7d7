public import Batches
public import CommandLineKit

extension Shard: ExpressibleByArgument {
  /// Reads `2/8`: the second of eight.
  public init?(argument: String) {
    let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1] else { return nil }
    self.init(number: number, count: count)
  }

  /// What is expected.
  public static var expectedArgument: String { "a part and how many there are, as 2/8" }

  /// The part as it is given.
  public var defaultValueDescription: String { "\(number)/\(count)" }
}
