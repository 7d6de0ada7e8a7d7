/// Finds the name that was probably meant by a misspelt one.
///
/// Counts inserted, deleted and replaced characters and swapped neighbours, upper and lower case
/// being equal, and accepts a third of the length of `name`, at least 1. The first of equally near
/// names is taken.
///
/// - Parameters:
///   - name: What was written.
///   - candidates: What could have been meant.
/// - Returns: The nearest candidate as it was given, or nil where none is near enough.
/// - Complexity: O(characters of `name` * characters of all candidates of a similar length).
public func nearestName(to name: String, among candidates: [String]) -> String? {
  let written = Array(name.lowercased())
  var limit = min(max(1, written.count / 3), written.count - 1)
  var nearest: String?
  for candidate in candidates where limit >= 0 {
    let meant = Array(candidate.lowercased())
    guard abs(meant.count - written.count) <= limit else { continue }
    let distance = editDistance(written, meant)
    guard distance <= limit else { continue }
    nearest = candidate
    limit = distance - 1
  }
  return nearest
}

/// The fewest single-character edits and swaps of neighbours that turn one text into the other
/// (optimal string alignment: Damerau 1964 with the table of Wagner and Fischer 1974).
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      let replaced = previous[column] + (first[row] == second[column] ? 0 : 1)
      var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        best = min(best, beforePrevious[column - 1] + 1)
      }
      current.append(best)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[second.count]
}
