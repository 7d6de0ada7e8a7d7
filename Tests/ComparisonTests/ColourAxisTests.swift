import Testing

import Comparison

@Suite struct ColourAxisTests {
  @Test("axes have length one and stand at right angles", arguments: ColourAxis.allCases)
  func orthonormal(axis: ColourAxis) {
    for other in ColourAxis.allCases {
      let product = (axis.direction * other.direction).sum()
      #expect(abs(product - (axis == other ? 1 : 0)) < 1e-15)
    }
  }

  @Test("the energies of the planes add up to that of the filter")
  func energy() {
    let filter = Filter(
      name: "0", channels: 3, height: 1, width: 2, weights: [1, -2, 3, 0.5, -4, 5])
    let energy = ColourAxis.allCases
      .map { filter.plane(along: $0).reduce(0) { $0 + $1 * $1 } }.reduce(0, +)
    #expect(abs(energy - 55.25) < 1e-12)
  }

  @Test("a filter on one channel has luminance alone")
  func grey() {
    let filter = Filter(name: "0", channels: 1, height: 1, width: 2, weights: [1, -2])
    let luminance = filter.plane(along: .luminance)
    #expect(abs(luminance[0] - 1.7320508075688772) < 1e-15)
    #expect(abs(luminance[1] + 3.4641016151377544) < 1e-15)
    #expect(filter.plane(along: .redGreen) == [0, 0])
    #expect(filter.plane(along: .blueYellow) == [0, 0])
  }
}
