/// A font of strokes, drawn on a grid that is 9 units high.
///
/// The baseline is at height 2, small letters reach height 6 and capitals height 9.
enum StrokeFont {
  /// Units from the baseline to the top of a capital.
  static let capitalHeight = 7.0

  /// Units between two letters.
  private static let gap = 2.2

  /// Units of a space.
  private static let space = 3.6

  /// The strokes of a line of text.
  ///
  /// - Parameter text: Characters without a glyph become spaces.
  /// - Returns: Polylines in units, x from the start of the line, y up from the baseline.
  static func strokes(of text: String) -> [[Point]] {
    var strokes: [[Point]] = []
    var pen = 0.0
    for character in text {
      guard let glyph = glyphs[character] else {
        pen += space
        continue
      }
      let parsed = glyph.split(separator: " ").map { stroke($0) }
      let width = parsed.joined().map(\.x).max() ?? 0
      strokes += parsed.map { $0.map { $0 + Point(pen, -2) } }
      pen += width + gap
    }
    return strokes
  }

  /// The width of a line of text.
  ///
  /// - Parameter text: The line.
  /// - Returns: Units from the first stroke to the last.
  static func width(of text: String) -> Double { strokes(of: text).joined().map(\.x).max() ?? 0 }

  /// Reads one stroke of a glyph.
  ///
  /// - Parameter code: Points as pairs of digits, x then y; `~` before them bends the stroke along
  ///   the points, `o` closes it to a loop.
  /// - Returns: The corners of a polyline.
  private static func stroke(_ code: Substring) -> [Point] {
    let digits = code.compactMap(\.wholeNumberValue)
    let points = stride(from: 0, to: digits.count - 1, by: 2).map {
      Point(Double(digits[$0]), Double(digits[$0 + 1]))
    }
    return switch code.first {
    case "~": Curve.open(points)
    case "o": Curve.closed(points)
    default: points
    }
  }

  /// The strokes of each character.
  private static let glyphs: [Character: String] = [
    "a": "o02424606 4642", "b": "0902 o02424606", "c": "~454606024243", "d": "4942 o02424606",
    "e": "~0444444606024243", "f": "~12161939 0636", "g": "o02424606 ~46424000",
    "h": "0902 ~0406464442", "i": "0602 0808", "j": "~26222000 2828", "k": "0902 4604 1542",
    "l": "0902", "m": "0602 ~0406363432 ~3436666462", "n": "0602 ~0406464442", "o": "o02424606",
    "p": "0600 o02424606", "q": "4640 o02424606", "r": "0602 ~04063635",
    "s": "~4546060444420203", "t": "~18141232 0636", "u": "4642 ~0604024244", "v": "062246",
    "w": "0622364266", "x": "0642 0246", "y": "0622 4610", "z": "06460242",
    "A": "022942 1535", "B": "0209 ~092949462606 ~062646422202", "C": "~484909024243",
    "D": "0209 ~092949422202", "E": "49090242 0636", "F": "490902 0636",
    "G": "~4849090242454525", "H": "0209 4249 0646", "I": "0902", "J": "~3935320203",
    "K": "0209 4905 1642", "L": "090242", "M": "0209356962", "N": "02094249", "O": "o02525909",
    "P": "0209 ~092949452505", "Q": "o02525909 3452", "R": "0209 ~092949452505 2542",
    "S": "~4849090646420203", "T": "0949 2922", "U": "~090502424549", "V": "092249",
    "W": "0922364269", "X": "0942 0249", "Y": "0926 4926 2622", "Z": "09490242",
    "0": "o02424909", "1": "072922", "2": "~070949460202 0242", "3": "~0809494626 ~2646420203",
    "4": "3239 390444", "5": "490906 ~0646420203", "6": "o02424606 ~49090604", "7": "094912",
    "8": "o06464909 o02424606", "9": "o05454909 ~474202", ".": "0202", ",": "1201",
    ":": "0202 0505", "-": "0434", "+": "0444 2622", "=": "0343 0545", "(": "~29070422",
    ")": "~09272402", "'": "0907", "/": "0239", "Σ": "4909250242",
  ]
}
