import Maximisation
import Spelling

/// The units of a layer that are meant, as the user writes them.
public enum ChosenUnits: Equatable, Sendable {
  /// The first channels of a layer, as many as there are or this.
  case first(Int)

  /// All channels.
  case all

  /// Channels by their numbers.
  case channels([ClosedRange<Int>])

  /// One place of a map.
  case place(Int, column: Int, row: Int)

  /// The place in the middle of a map.
  case middle(Int)

  /// A class by its name.
  case named(String)

  /// Reads what stands behind the name of a layer.
  ///
  /// - Parameter text: `7`, `0-15,40`, `all`, `7@3,4`, `7@middle`, or the name of a class.
  /// - Throws: `DreamingError.channels` for what begins like numbers and goes on otherwise.
  public init(_ text: String) throws(DreamingError) {
    if text == "all" {
      self = .all
      return
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    if parts.count == 2, let channel = Self.number(parts[0]) {
      if parts[1] == "middle" {
        self = .middle(channel)
        return
      }
      let place = parts[1].split(separator: ",", omittingEmptySubsequences: false)
      guard place.count == 2, let column = Self.number(place[0]), let row = Self.number(place[1])
      else { throw .channels(text) }
      self = .place(channel, column: column, row: row)
      return
    }
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = Self.range(part) else {
        let isNumeric = text.allSatisfy { $0.isNumber || "-,@".contains($0) }
        if text.isEmpty || isNumeric { throw .channels(text) }
        self = .named(text)
        return
      }
      ranges.append(range)
    }
    self = .channels(ranges)
  }

  /// The units of a layer.
  ///
  /// - Parameters:
  ///   - layer: The name of the layer.
  ///   - channels: How many channels it has.
  ///   - size: Rows and columns of its maps.
  ///   - labels: The names of its channels, if they are classes; none if nobody has said them.
  /// - Returns: The units, each once, in the order in which they were written.
  /// - Throws: `DreamingError` for what the layer does not have.
  func units(
    of layer: String, channels: Int, size: (rows: Int, columns: Int), labels: [String]
  ) throws(DreamingError) -> [MaximisedUnit] {
    switch self {
    case .first(let count): return (0..<min(count, channels)).map { MaximisedUnit(channel: $0) }
    case .all: return (0..<channels).map { MaximisedUnit(channel: $0) }
    case .channels(let ranges):
      var found: [MaximisedUnit] = []
      for range in ranges {
        guard range.upperBound < channels else {
          throw .unknownChannel(
            max(range.lowerBound, channels), layer: layer, count: channels)
        }
        found += range.map { MaximisedUnit(channel: $0) }.filter { !found.contains($0) }
      }
      return found
    case .middle(let channel):
      return try Self.place(
        channel, column: size.columns / 2, row: size.rows / 2, of: layer, channels, size)
    case .place(let channel, let column, let row):
      return try Self.place(channel, column: column, row: row, of: layer, channels, size)
    case .named(let name):
      guard !labels.isEmpty else {
        throw .unnamedClasses(name, layer: layer, count: channels)
      }
      return [MaximisedUnit(channel: try Self.number(of: name, layer, labels, channels))]
    }
  }

  private static func place(
    _ channel: Int, column: Int, row: Int, of layer: String, _ channels: Int,
    _ size: (rows: Int, columns: Int)
  ) throws(DreamingError) -> [MaximisedUnit] {
    guard channel < channels else {
      throw .unknownChannel(channel, layer: layer, count: channels)
    }
    guard column < size.columns, row < size.rows else {
      throw .unknownPlace(
        column: column, row: row, layer: layer, columns: size.columns, rows: size.rows)
    }
    return [MaximisedUnit(channel: channel, place: .init(row: row, column: column))]
  }

  /// The number of a class: a line of the labels, or one of the names on it.
  private static func number(
    of name: String, _ layer: String, _ labels: [String], _ channels: Int
  ) throws(DreamingError) -> Int {
    let names = labels.prefix(channels).map { label -> [String] in
      // A line may have several names, and WordNet's number: 'n02510455 giant panda, panda bear'.
      let own = label.drop { $0 != " " }
      let isNumbered =
        label.hasPrefix("n") && label.prefix { $0 != " " }.dropFirst().allSatisfy(\.isNumber)
      let text = isNumbered && !own.isEmpty ? String(own) : label
      return [label]
        + text.split(separator: ",").map { part in String(part.drop { $0 == " " }) }
    }
    let wanted = name.lowercased()
    if let number = names.firstIndex(where: { $0.contains { $0.lowercased() == wanted } }) {
      return number
    }
    throw .unknownClass(
      name, layer: layer, nearest: nearestName(to: name, among: names.flatMap(\.self)))
  }

  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = ends.first.flatMap(number) else { return nil }
    if ends.count == 1 { return first...first }
    guard ends.count == 2, let last = number(ends[1]), last >= first else { return nil }
    return first...last
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), text.count < 10 else {
      return nil
    }
    return Int(text)
  }
}
