import Reports

/// How the filters of a class are marked: by a shape and a colour.
///
/// The colours are those that Okabe and Ito chose to be told apart with every common colour
/// blindness ("Color Universal Design", 2008), with grey in the place of black. The shapes differ
/// too, so no class is known by its colour alone.
struct CategoryMarker: Equatable {
  /// The position of the class in the list of classes; the eight colours are used over and over,
  /// the nine shapes too.
  let index: Int

  /// The colour of the class.
  var colour: Colour { Self.colours[index % Self.colours.count] }

  /// The parts of the shape, about as large for each class.
  func figures(centre: SIMD2<Double>, radius: Double) -> [Figure] {
    let thickness = max(radius * 0.45, 1.5)
    func corner(_ degrees: Double, _ distance: Double) -> SIMD2<Double> {
      centre + radius * distance * direction(degrees: degrees)
    }
    func polygon(_ count: Int, from start: Double, _ distance: Double) -> [Figure] {
      [
        .polygon(
          (0..<count).map { corner(start + 360 * Double($0) / Double(count), distance) })
      ]
    }
    func lines(from start: Double) -> [Figure] {
      [start, start + 90].map {
        .line(from: corner($0, 0.9), to: corner($0 + 180, 0.9), thickness: thickness)
      }
    }
    return switch index % 9 {
    case 0: [.disc(centre: centre, radius: radius)]
    case 1: polygon(3, from: 90, 1.25)
    case 2: polygon(4, from: 45, 1.2)
    case 3: polygon(4, from: 0, 1.25)
    case 4: [.circle(centre: centre, radius: radius - thickness / 2, thickness: thickness)]
    case 5: polygon(3, from: 270, 1.25)
    case 6: lines(from: 0)
    case 7: lines(from: 45)
    default:
      [.polygon((0..<10).map { corner(90 + 36 * Double($0), $0.isMultiple(of: 2) ? 1.35 : 0.55) })]
    }
  }

  /// Draws the marker with a dark rim, which parts it from what it overlaps.
  func draw(on canvas: inout Canvas, centre: SIMD2<Double>, radius: Double) {
    let figures = figures(centre: centre, radius: radius)
    for figure in figures { canvas.draw(figure, in: SheetColours.ground, grownBy: 1.5) }
    for figure in figures { canvas.draw(figure, in: colour) }
  }

  /// Orange, sky blue, bluish green, yellow, blue, vermilion, reddish purple, grey.
  private static let colours = [
    Colour(230, 159, 0), Colour(86, 180, 233), Colour(0, 158, 115), Colour(240, 228, 66),
    Colour(0, 114, 178), Colour(213, 94, 0), Colour(204, 121, 167), Colour(164, 168, 176),
  ]
}
