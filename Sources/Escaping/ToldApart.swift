/// Names that are shown together, so that different ones can be told apart.
///
/// Names that look the same but have other bytes, such as `é` in its two forms, are followed by
/// themselves in parentheses, with `<U+NNNN>` for all that is not ASCII.
///
/// - Parameter names: Texts of one line each.
/// - Returns: A text a name, in the same order.
/// - Complexity: O(bytes).
public func toldApart(_ names: [String]) -> [String] {
  // Strings are equal where they look the same, which is what is wanted here.
  var first: [String: String] = [:]
  var alike: Set<String> = []
  for name in names {
    if let other = first[name] {
      if !other.utf8.elementsEqual(name.utf8) { alike.insert(name) }
    } else {
      first[name] = name
    }
  }
  return names.map { name in
    guard alike.contains(name) else { return name }
    let characters = name.unicodeScalars.map { scalar in
      scalar.isASCII ? "\(scalar)" : "<U+\(hexadecimal(scalar.value, digits: 4))>"
    }
    return "\(name) (\(characters.joined()))"
  }
}
