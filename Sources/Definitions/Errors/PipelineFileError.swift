public import Escaping
public import Files
public import Networks
public import Pixels
public import Weights

/// What is wrong with a pipeline file; places are written as `steps[2].max.extent`.
public enum PipelineFileError: Error, Equatable, Sendable {
  /// The text cannot be parsed; where it is not the punctuation, the place is not known.
  case notJSON5(SyntaxMistake?)

  /// The bytes are no text in UTF-8.
  case notUTF8(EncodingMistake)

  /// An object has a name twice.
  case repeatedName(SyntaxMistake)

  /// A number is too large, or a text or name is no sequence of characters.
  case unreadable(place: String)

  /// A name that has no meaning at its place; `nearest` is one that may be meant.
  case unknownKey(place: String, nearest: String?, known: [String])

  /// A value of another type is expected.
  case wrongType(place: String, expected: String, found: String)

  /// A setting that has no meaning beside another.
  case meaningless(place: String, besides: String)

  /// A number lies outside what is possible.
  case outOfRange(place: String, value: Double, allowed: ClosedRange<Int>)

  /// Something that must be there is not.
  case missing(place: String, name: String)

  /// A learned layer without a file of weights.
  case noWeights(place: String)

  /// Exactly one of several is needed.
  case notOne(place: String, of: [String], found: [String])

  /// A text that is no name of what is known at its place: a word, or a step.
  case unknownWord(place: String, word: String, nearest: String?, known: [String])

  /// A name of a border that other programs have, or a value of a constant one that is none.
  case border(place: String, word: String, BorderMistake)

  /// Two steps have one name.
  case repeatedStep(place: String, name: String)

  /// The name of a step cannot be that of a file.
  case unusableName(place: String, name: String)

  /// The rows of a matrix are not equally long, or it has none.
  case ragged(place: String)

  /// A file that the pipeline names cannot be found or read.
  indirect case reference(place: String, DefinitionError)

  /// A file of weights does not have the layer.
  case weights(place: String, Path, WeightsError)

  /// Weights do not have the shape of a layer.
  case weightsShape(place: String, tensor: String, shape: [Int])

  /// The numbers of a layer do not make one.
  case layer(place: String, LayerError)
}

extension PipelineFileError: CustomStringConvertible {
  /// The place and what is wrong with it.
  public var description: String {
    switch self {
    case .notJSON5(let mistake):
      mistake.map { "this is no JSON5: \($0)" }
        ?? "this is no JSON5, though its punctuation is right: look for a number, a name or a "
        + "backslash that is wrong"
    case .notUTF8(let mistake):
      "line \(mistake.place.line), column \(mistake.place.column): \(mistake)"
    case .repeatedName(let mistake): mistake.description
    case .unreadable(let place):
      "\(shown(place)): a number is too large or not written as one, or a text has a wrong escape, "
        + "half of a surrogate pair or bytes that are no UTF-8"
    case .unknownKey(let place, let nearest, let known):
      "\(shown(place)): unknown key"
        + (nameOfUnusualCharacter(in: place).map { " with \($0)" } ?? "")
        + suggestion(nearest, known)
    case .wrongType(let place, let expected, let found):
      "\(shown(place)): \(expected) is expected, not \(found)"
    case .meaningless(let place, let other):
      "\(shown(place)): means nothing beside \(other): leave it out"
    case .outOfRange(let place, let value, let allowed):
      "\(shown(place)): \(allowed.lowerBound) to \(allowed.upperBound) is expected, not "
        + (Int(exactly: value).map(String.init) ?? "\(value)")
    case .missing(let place, let name):
      place.isEmpty ? "'\(name)' is missing" : "\(shown(place)): '\(name)' is missing"
    case .noWeights(let place):
      "\(shown(place)): 'weights' is missing: name the file here, or with --weights"
    case .notOne(let place, let names, let found):
      "\(shown(place)): one of \(names.joined(separator: ", ")) is needed"
        + (found.isEmpty ? "" : ", not both \(found.joined(separator: " and "))")
    case .unknownWord(let place, let word, let nearest, let known):
      "\(shown(place)): unknown name \(quotedForTerminal(word))" + suggestion(nearest, known)
    case .border(let place, let word, let mistake):
      "\(shown(place)): border '\(escapedForTerminal(word))': \(mistake)"
    case .repeatedStep(let place, let name):
      "\(shown(place)): another step is named '\(escapedForTerminal(name))' already"
    case .unusableName(let place, let name):
      "\(shown(place)): '\(escapedForTerminal(name))' cannot be the name of a file: use letters, "
        + "digits, '-', '_' and '.', 100 at most, and no '.' in front"
    case .ragged(let place):
      "\(shown(place)): the rows of a matrix are equally long and have at least one number"
    case .reference(let place, let error): "\(shown(place)): \(error)"
    case .weights(let place, let path, let error): "\(shown(place)): \(path): \(error)"
    case .weightsShape(let place, let tensor, let shape):
      "\(shown(place)): '\(escapedForTerminal(tensor))' has the shape "
        + "\(shape.map(String.init).joined(separator: "x")), which is not that of such a layer"
    case .layer(let place, let error): "\(shown(place)): \(error)"
    }
  }

  /// The place, which has names that anyone may have written.
  private func shown(_ place: String) -> String {
    place.isEmpty ? "the file" : escapedForTerminal(place)
  }

  private func suggestion(_ nearest: String?, _ known: [String]) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ": use \(known.joined(separator: ", "))"
  }
}
