/// A name that equals only what has the same bytes.
///
/// Two strings are equal where they look the same: `é` as one character and as `e` with an accent
/// behind it. Names in files are bytes, and two such names mean two things: this is the key of
/// dictionaries and sets of them.
public struct ExactName: Hashable, Comparable, Sendable {
  /// The name as text.
  public let text: String

  /// Takes a name.
  ///
  /// - Parameter text: The name as text.
  public init(_ text: String) {
    self.text = text
  }

  /// Whether both have the same bytes.
  ///
  /// - Parameters:
  ///   - left: A name.
  ///   - right: A name.
  /// - Returns: True where all bytes of UTF-8 are the same.
  public static func == (left: ExactName, right: ExactName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Whether the left name comes first, byte by byte.
  ///
  /// - Parameters:
  ///   - left: A name.
  ///   - right: A name.
  /// - Returns: True where `left` comes first; the same in every locale.
  public static func < (left: ExactName, right: ExactName) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  /// Hashes the bytes.
  ///
  /// - Parameter hasher: What takes them.
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    // Ends the name, so that several in a row differ from one that joins them.
    hasher.combine(UInt8.max)
  }
}

/// Finds a name that a person wrote among names of a file.
///
/// A name with the same bytes is taken first; else the only one that looks the same, as a keyboard
/// may give `é` in another form than the file has.
///
/// - Parameters:
///   - name: What was written.
///   - candidates: What there is.
/// - Returns: The candidate; nil where none looks the same, or several do and none is exactly that.
public func matchingName(_ name: String, among candidates: [String]) -> String? {
  let alike = Set(candidates.filter { $0 == name }.map(ExactName.init))
  if alike.contains(ExactName(name)) { return name }
  return alike.count == 1 ? alike.first?.text : nil
}
