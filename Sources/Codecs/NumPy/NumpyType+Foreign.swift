extension NumpyType {
  /// What is said of values that are no numbers, or of numbers that are not read.
  ///
  /// - Parameter type: The type as the header of a file has it.
  /// - Returns: What they are, and what to save in their place.
  static func description(ofForeign type: String) -> String {
    let shown = "NumPy type '\(type.prefix(80))'"
    let code = type.drop { "<>|=".contains($0) }
    if type.hasPrefix("[") || type.hasPrefix("(") {
      return "records (\(shown)), not numbers: save each field as an array of its own, as in "
        + "numpy.savez('arrays.npz', name=array['name'])"
    }
    switch code.first {
    case "U", "S", "a":
      return "text (\(shown)), not numbers: save an array of numbers in its place, "
        + "array.astype('float32') if the text spells them"
    case "V":
      return "bytes of a type that NumPy does not know (\(shown)), such as bfloat16: save "
        + "array.astype('float32')"
    default:
      return
        "NumPy values of type '\(type.prefix(80))' are not read: convert the array to float32 first"
    }
  }
}
