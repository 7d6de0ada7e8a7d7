/// Filters of which none is nearly a weighted sum of others.
///
/// Gram-Schmidt with the longest rest first, as QR with column pivoting does (Businger and Golub 1965):
/// what a regression on all filters explains, one on these explains too, with fewer numbers to fit.
///
/// - Parameters:
///   - filters: Vectors of length 1, all with as many numbers; those of zeros are left out.
///   - leastRest: The share of a filter's energy that no others may have, above 0.
/// - Returns: Numbers of filters, ascending.
/// - Complexity: O(filters · independent filters · numbers).
func independentFilters(_ filters: [[Float]], leastRest: Double = 1e-3) -> [Int] {
  var rests = filters.map { $0.map(Double.init) }
  var chosen: [Int] = []
  while true {
    let energies = rests.map { rest in rest.reduce(0) { $0 + $1 * $1 } }
    guard let next = energies.indices.max(by: { energies[$0] < energies[$1] }),
      energies[next] > leastRest
    else { return chosen.sorted() }
    chosen.append(next)
    let scale = 1 / energies[next].squareRoot()
    let axis = rests[next].map { $0 * scale }
    for number in rests.indices {
      var product = 0.0
      for (place, value) in axis.enumerated() { product += value * rests[number][place] }
      for (place, value) in axis.enumerated() { rests[number][place] -= product * value }
    }
    // What rounding leaves must not be chosen again.
    rests[next] = [Double](repeating: 0, count: axis.count)
  }
}
