/// The places of a bank's filters by family, so that those of one stand together.
public struct FamilyColumns: Sendable {
  /// A family and the places of its filters in the bank, rising.
  public let families: [(family: HandcraftedFamily, places: [Int])]

  /// Every place once, family by family.
  public var order: [Int] { families.flatMap(\.places) }

  /// Sorts a bank: families in the order of their first filters.
  ///
  /// - Parameter bank: The families of the filters, in the order of the bank.
  public init(_ bank: [HandcraftedFamily]) {
    var families: [(family: HandcraftedFamily, places: [Int])] = []
    for (place, family) in bank.enumerated() {
      if let known = families.firstIndex(where: { $0.family == family }) {
        families[known].places.append(place)
      } else {
        families.append((family, [place]))
      }
    }
    self.families = families
  }
}
