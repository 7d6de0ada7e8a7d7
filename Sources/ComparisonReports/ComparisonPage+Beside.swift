import Page
import Reports

extension ComparisonPage {
  /// Another comparison that stands beside the one of the page: what its own page tells.
  public struct Beside: Codable, Sendable {
    /// What was compared there.
    public let subject: String

    /// Its command line.
    public let command: String

    /// Figures about its whole bank.
    public let figures: [Figure]

    /// Its learned filters, with their weights.
    public let filters: [Filter]

    /// Takes what the page of a comparison tells; nil where it is the page of none.
    ///
    /// - Parameter page: The bytes of its `index.html`.
    public init?(page: [UInt8]) {
      guard let data = PageDocument.data(of: page), let told = jsonRecord(Told.self, data),
        told.head.kind == "compare"
      else { return nil }
      subject = told.head.subject
      command = told.head.command
      figures = told.figures
      filters = told.filters
    }

    /// What is read of a page.
    private struct Told: Decodable {
      struct Head: Decodable {
        let kind: String
        let subject: String
        let command: String
      }

      let head: Head
      let figures: [Figure]
      let filters: [Filter]
    }
  }
}
