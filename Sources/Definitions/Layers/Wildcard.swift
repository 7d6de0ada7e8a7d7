/// A pattern of names: `*` stands for any characters, `?` for one.
struct Wildcard {
  private let pattern: [Character]

  /// Takes a pattern.
  init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether all of a name fits.
  ///
  /// - Parameter name: The name.
  /// - Returns: Whether it fits.
  /// - Complexity: O(pattern · name).
  func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (place, position) = (0, 0)
    // Where to go on when a character does not fit: the last star, and how far it reaches.
    var star: (place: Int, position: Int)?
    while position < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, position)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[position] {
        place += 1
        position += 1
      } else if let last = star {
        star = (last.place, last.position + 1)
        place = last.place + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
