import Spelling

/// The class that is explained, as the user names it.
public enum ChosenClass: Equatable, Sendable {
  /// The one with the highest score.
  case top

  /// A number, from 0, or a name.
  case named(String)

  /// The number of the class.
  ///
  /// - Parameters:
  ///   - classes: The scores of a picture.
  ///   - labels: The names of the classes; none if nobody has said them.
  /// - Returns: The number.
  /// - Throws: `ExplainingError.unknownClass` and `unnamedClasses`.
  func number(_ classes: ClassNumbers, labels: [String]) throws(ExplainingError) -> Int {
    let scores = classes.logits
    switch self {
    case .top: return classes.top
    case .named(let name):
      if let number = Int(name) {
        guard scores.indices.contains(number) else {
          throw .unknownClass(name, nearest: nil, count: scores.count)
        }
        return number
      }
      guard !labels.isEmpty else { throw .unnamedClasses(name, count: scores.count) }
      // A line may have several names, and WordNet's number: 'n02510455 giant panda, panda bear'.
      let names = labels.map { label in
        [label] + label.split(separator: ",").map { Self.trimmed($0) }
      }
      if let number = names.firstIndex(where: {
        $0.contains { $0.lowercased() == name.lowercased() }
      }) {
        return number
      }
      let nearest = nearestName(to: name, among: names.flatMap(\.self))
      throw .unknownClass(name, nearest: nearest, count: scores.count)
    }
  }

  /// The first name of a class, without a number of WordNet.
  ///
  /// - Parameter label: A line, as `n02510455 giant panda, panda, coon bear`.
  /// - Returns: The name, `giant panda`.
  public static func shortName(_ label: String) -> String {
    trimmed(label.prefix { $0 != "," })
  }

  /// A name without spaces before it, and without a number of WordNet.
  private static func trimmed(_ text: Substring) -> String {
    let name = text.drop { $0 == " " }
    let words = name.split(separator: " ", maxSplits: 1)
    if words.count == 2, words[0].count == 9, words[0].first == "n",
      words[0].dropFirst().allSatisfy(\.isNumber)
    {
      return String(words[1])
    }
    return String(name)
  }
}
