import Reports
import Testing

@Suite("Colour maps")
struct ColourMapTests {
  /// Colours that Matplotlib gives at six even positions.
  static let published: [(ColourMap, [Colour])] = [
    (
      .viridis,
      [
        Colour(68, 1, 84), Colour(65, 68, 135), Colour(42, 120, 142),
        Colour(34, 168, 132), Colour(122, 209, 81), Colour(253, 231, 37),
      ]
    ),
    (
      .magma,
      [
        Colour(0, 0, 4), Colour(59, 15, 112), Colour(140, 41, 129),
        Colour(222, 73, 104), Colour(254, 159, 109), Colour(252, 253, 191),
      ]
    ),
    (
      .inferno,
      [
        Colour(0, 0, 4), Colour(66, 10, 104), Colour(147, 38, 103),
        Colour(221, 81, 58), Colour(252, 165, 10), Colour(252, 255, 164),
      ]
    ),
    (
      .turbo,
      [
        Colour(48, 18, 59), Colour(62, 155, 254), Colour(70, 248, 132),
        Colour(225, 221, 55), Colour(240, 91, 18), Colour(122, 4, 3),
      ]
    ),
  ]

  @Test("the published maps are met to one level", arguments: published)
  func publishedColours(map: ColourMap, colours: [Colour]) {
    for (index, expected) in colours.enumerated() {
      let colour = map.colour(at: Double(index) / 5)
      let distances = [
        abs(Int(colour.red) - Int(expected.red)), abs(Int(colour.green) - Int(expected.green)),
        abs(Int(colour.blue) - Int(expected.blue)),
      ]
      #expect(distances.allSatisfy { $0 <= 1 }, "\(map) at \(index) of 5 is \(colour)")
    }
  }

  @Test("grey runs from black to white")
  func grey() {
    #expect(ColourMap.grey.colour(at: 0) == Colour(0, 0, 0))
    #expect(ColourMap.grey.colour(at: 0.5) == Colour(128, 128, 128))
    #expect(ColourMap.grey.colour(at: 1) == Colour(255, 255, 255))
  }

  @Test("diverging colours are white in the middle, blue below, orange to brown above")
  func diverging() {
    #expect(ColourMap.diverging.colour(at: 0) == Colour(8, 72, 142))
    #expect(ColourMap.diverging.colour(at: 0.25) == Colour(112, 166, 214))
    #expect(ColourMap.diverging.colour(at: 0.5) == Colour(255, 255, 255))
    #expect(ColourMap.diverging.colour(at: 0.75) == Colour(235, 141, 73))
    #expect(ColourMap.diverging.colour(at: 1) == Colour(137, 34, 4))
  }

  @Test("positions outside are the nearer end", arguments: ColourMap.allCases)
  func outside(map: ColourMap) {
    #expect(map.colour(at: -3) == map.colour(at: 0))
    #expect(map.colour(at: .infinity) == map.colour(at: 1))
  }

  @Test("the colour of what is not a number is in no map", arguments: ColourMap.allCases)
  func reserved(map: ColourMap) {
    #expect(map.colour(at: .nan) == Colour(255, 0, 255))
    let colours = (0...255).map { map.colour(at: Double($0) / 255) }
    // No colour of a map is as saturated a magenta.
    #expect(!colours.contains { $0.red > 200 && $0.blue > 200 && $0.green < 60 })
  }

  @Test("maps are known by their names")
  func names() {
    #expect(
      ColourMap.allCases.map(\.rawValue) == [
        "grey", "viridis", "magma", "inferno", "turbo", "diverging",
      ])
  }
}
