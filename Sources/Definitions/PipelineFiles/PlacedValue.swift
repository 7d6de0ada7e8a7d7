import Networks
import Spelling

/// A value of a pipeline file and where it stands, so that a mistake can be told with its place.
struct PlacedValue {
  /// What was written.
  let value: FileValue

  /// Where it stands, as `steps[2].max`; empty for the whole file.
  let place: String

  /// A value of another type than the one found.
  func mismatch(_ expected: String) -> PipelineFileError {
    .wrongType(place: place, expected: expected, found: value.kind)
  }

  /// The text that stands here.
  func text() throws(PipelineFileError) -> String {
    guard case .text(let text) = value else { throw mismatch("a text") }
    return text
  }

  /// The `true` or `false` that stands here.
  func flag() throws(PipelineFileError) -> Bool {
    guard case .flag(let flag) = value else { throw mismatch("true or false") }
    return flag
  }

  /// The finite number that stands here.
  func number() throws(PipelineFileError) -> Float {
    guard case .number(let number) = value, Float(number).isFinite else {
      throw mismatch("a finite number")
    }
    return Float(number)
  }

  /// The whole number that stands here.
  func integer(in allowed: ClosedRange<Int>) throws(PipelineFileError) -> Int {
    guard case .number(let number) = value else { throw mismatch("a whole number") }
    guard let integer = Int(exactly: number) else { throw mismatch("a whole number") }
    guard allowed.contains(integer) else {
      throw .outOfRange(place: place, value: number, allowed: allowed)
    }
    return integer
  }

  /// The values of the list that stands here.
  func list() throws(PipelineFileError) -> [PlacedValue] {
    guard case .list(let values) = value else { throw mismatch("a list") }
    return values.enumerated().map { PlacedValue(value: $1, place: "\(place)[\($0)]") }
  }

  /// The numbers of the list that stands here; a number alone is a list of one.
  func numbers() throws(PipelineFileError) -> [Float] {
    if case .number = value { return [try number()] }
    var numbers: [Float] = []
    for element in try list() { numbers.append(try element.number()) }
    guard !numbers.isEmpty else { throw mismatch("a number or a list of numbers") }
    return numbers
  }

  /// One whole number for rows and columns, or a list of both.
  func pair(in allowed: ClosedRange<Int>) throws(PipelineFileError) -> (rows: Int, columns: Int) {
    if case .number = value {
      let number = try integer(in: allowed)
      return (number, number)
    }
    guard case .list(let values) = value, values.count == 2 else {
      throw mismatch("a whole number, or two as [rows, columns]")
    }
    let both = try list()
    return (try both[0].integer(in: allowed), try both[1].integer(in: allowed))
  }

  /// One of the words of an enumeration.
  func word<Word: RawRepresentable<String> & CaseIterable>(
    _: Word.Type
  ) throws(PipelineFileError) -> Word {
    let word = try text()
    if let known = Word(rawValue: word) { return known }
    throw unknown(word, among: Word.allCases.map(\.rawValue))
  }

  /// A word that has no meaning here.
  func unknown(_ word: String, among known: [String]) -> PipelineFileError {
    .unknownWord(
      place: place, word: word, nearest: nearestName(to: word, among: known), known: known)
  }

  /// The named values of the object that stands here.
  func fields(_ known: [String]) throws(PipelineFileError) -> PlacedFields {
    guard case .object(let values) = value else { throw mismatch("an object in braces") }
    let fields = PlacedFields(values: values, place: place)
    for key in fields.keys where !known.contains(key) {
      throw .unknownKey(
        place: fields.place(of: key), nearest: nearestName(to: key, among: known), known: known)
    }
    return fields
  }
}

/// The named values of an object of a pipeline file.
struct PlacedFields {
  private let values: [String: FileValue]

  /// Where the object stands.
  let place: String

  /// Takes the values of an object.
  init(values: [String: FileValue], place: String) {
    self.values = values
    self.place = place
  }

  /// The names in alphabetical order.
  var keys: [String] { values.keys.sorted() }

  /// The value of a name; nil where it is left out.
  subscript(key: String) -> PlacedValue? {
    values[key].map { PlacedValue(value: $0, place: place(of: key)) }
  }

  /// The value of a name that must be there.
  func required(_ key: String) throws(PipelineFileError) -> PlacedValue {
    guard let value = self[key] else { throw .missing(place: place, name: key) }
    return value
  }

  /// Where the value of a name stands.
  func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  /// The one of several names that is there.
  func one(of names: [String]) throws(PipelineFileError) -> String {
    let found = names.filter { values[$0] != nil }
    guard found.count == 1 else { throw .notOne(place: place, of: names, found: found) }
    return found[0]
  }
}
