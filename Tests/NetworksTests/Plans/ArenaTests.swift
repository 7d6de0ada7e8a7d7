import Networks
import Testing
import _TestSupport

/// Places of values that are not all needed at once.
@Suite struct ArenaTests {
  @Test("values of one time share nothing, and no more room is taken than all need")
  func random() {
    var random = SeededGenerator(seed: 91)
    for _ in 0..<200 {
      let demands = (0..<Int.random(in: 1...24, using: &random)).map { _ in
        let first = Int.random(in: 0..<12, using: &random)
        return Arena.Demand(
          count: Int.random(in: 0...50, using: &random),
          lifetime: first...first + Int.random(in: 0..<5, using: &random))
      }
      let arena = Arena(demands)
      for (index, demand) in demands.enumerated() {
        let place = arena.places[index]
        #expect(place >= 0 && place + demand.count <= arena.count)
        for (other, another) in demands.enumerated().prefix(index)
        where another.lifetime.overlaps(demand.lifetime) && another.count > 0 && demand.count > 0 {
          let start = arena.places[other]
          #expect(place + demand.count <= start || start + another.count <= place)
        }
      }
      let most = (0..<20).map { step in
        demands.filter { $0.lifetime.contains(step) }.map(\.count).reduce(0, +)
      }.max()
      #expect(arena.count >= most ?? 0)
      #expect(arena.count <= demands.map(\.count).reduce(0, +))
    }
  }

  @Test("values one after the other lie at the same place")
  func chain() {
    let arena = Arena([
      Arena.Demand(count: 10, lifetime: 0...1), Arena.Demand(count: 6, lifetime: 1...2),
      Arena.Demand(count: 10, lifetime: 2...3),
    ])
    #expect(arena.count == 16)
    #expect(arena.places == [0, 10, 0])
  }
}
