package import Comparison
package import Page

/// The handcrafted filters of a comparison and how alike each learned filter is to each, for the page
/// to compute with.
package struct ComparisonPageBank: Encodable, Sendable {
  /// A handcrafted filter.
  private struct Entry: Encodable, Sendable {
    let name: String
    let family: String
    let shape: [Int]
    let weights: PageArray
  }

  private let filters: [Entry]

  /// The score of each learned filter with each handcrafted one, -1 to 1, row by row.
  private let scores: PageArray

  /// The best match of each learned filter, placed and scaled as it fits best; nil where there is
  /// none.
  private let matches: [PageArray?]

  /// Describes a bank.
  ///
  /// - Parameters:
  ///   - filters: The handcrafted filters.
  ///   - scores: The score of each learned filter with each of them, row by row.
  ///   - matches: The best match of each learned filter in its shape; nil where there is none.
  package init(_ filters: [HandcraftedFilter], scores: [Float], matches: [Filter?]) {
    self.filters = filters.map { filter in
      Entry(
        name: filter.filter.name, family: filter.family.rawValue,
        shape: [filter.filter.channels, filter.filter.height, filter.filter.width],
        weights: PageArray(filter.filter.weights))
    }
    self.scores = PageArray(scores)
    self.matches = matches.map { $0.map { PageArray($0.weights) } }
  }

  /// The text of the script.
  ///
  /// - Returns: A call of a function of the page.
  /// - Throws: `PageError.report`.
  package func script() throws(PageError) -> [UInt8] { try pageScript(self) }
}
