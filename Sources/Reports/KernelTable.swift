import Escaping
public import Kernels

/// A table with one row a bank.
///
/// Its columns: name, size, sum of the weights, whether the kernels are separable, and the first
/// sentence of the purpose.
public struct KernelTable: Sendable {
  private let banks: [KernelBank]

  /// Prepares a table.
  ///
  /// - Parameter banks: The banks in their order.
  public init(_ banks: [KernelBank]) {
    self.banks = banks
  }

  /// The lines of the table, the headings first.
  ///
  /// - Parameter width: How many characters a line may have; purposes are cut to fit. Nil cuts
  ///   nothing.
  /// - Returns: Lines without spaces at their ends.
  public func lines(width: Int? = nil) -> [String] {
    let rows = zip(toldApart(banks.map(\.name)), banks).map { Self.row($1, name: $0) }
    let columns: [TextTable.Column] = [
      .init("name"), .init("size"), .init("sum", alignment: .decimal), .init("separable"),
      .init("purpose"),
    ]
    return TextTable(columns: columns, rows: rows).lines(width: width)
  }

  /// A bank in one row; what its kernels have in common stands once.
  private static func row(_ bank: KernelBank, name: String) -> [String] {
    let count = bank.kernels.count
    let sizes = distinct(bank.kernels.map(\.sizeText))
    let separable = distinct(bank.kernels.map { $0.separable == nil ? "no" : "yes" })
    return [
      name,
      sizes.joined(separator: ", ") + (count > 1 ? " (\(count))" : ""),
      distinct(bank.kernels.map(\.sum.shortText)).joined(separator: ", "),
      separable.count > 1 ? "some" : separable.joined(),
      escapedForTerminal(bank.summary),
    ]
  }

  /// The texts in their order, each once.
  private static func distinct(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { kept, text in
      if !kept.contains(text) { kept.append(text) }
    }
  }
}
