import Comparison
import Testing

/// Filters of one family stand together.
@Suite struct FamilyColumnsTests {
  @Test("families come in the order of their first filters, and none twice")
  func order() {
    let columns = FamilyColumns([.kernel, .enlarged, .kernel, .gabor, .enlarged, .kernel])
    #expect(columns.order == [0, 2, 5, 1, 4, 3])
    #expect(columns.families.map(\.family) == [.kernel, .enlarged, .gabor])
    #expect(columns.families.map(\.places.count) == [3, 2, 1])
  }
}
