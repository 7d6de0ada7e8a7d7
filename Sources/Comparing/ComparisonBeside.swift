public import ComparisonReports
public import Files
import Page

extension ComparisonPage.Beside {
  /// The largest page that is read: thousands of filters.
  private static let maximumBytes = 1 << 28

  /// Reads what an earlier comparison has found.
  ///
  /// - Parameter folder: The folder of its results.
  /// - Throws: `ComparingError.noComparison` where no page of a comparison lies there.
  public init(readingFrom folder: Path) throws(ComparingError) {
    let page = Self.page(of: folder)
    guard let bytes = try? File.read(page, limit: Self.maximumBytes),
      let found = Self(page: bytes)
    else { throw .noComparison(folder) }
    self = found
  }

  /// The file that is read of a folder.
  public static func page(of folder: Path) -> Path { folder.appending(PageFile.name) }
}
