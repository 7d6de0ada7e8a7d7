import ModelFiles

/// Why a layer of a Caffe network cannot be translated.
enum CaffeProblem: Error {
  /// The text is wrong, at a place.
  case text(ModelFileError)

  /// The layer cannot be computed, for a reason; others can.
  case layer(String)
}

/// The settings of a layer, such as its `convolution_param`; where the layer has none, all are left
/// out.
struct CaffeSettings {
  private let message: PrototxtMessage?

  /// Takes the message of a layer.
  ///
  /// - Parameters:
  ///   - layer: The layer.
  ///   - name: The name of the message, for example `convolution_param`.
  /// - Throws: `CaffeProblem.text`.
  init(_ layer: CaffeLayer, _ name: String) throws(CaffeProblem) {
    do throws(ModelFileError) { message = try layer.message.message(name) } catch {
      throw .text(error)
    }
  }

  /// A whole number; nil if it is left out.
  func integer(_ name: String) throws(CaffeProblem) -> Int? { try integers(name).last }

  /// A whole number with a default.
  func integer(_ name: String, _ other: Int) throws(CaffeProblem) -> Int {
    try integer(name) ?? other
  }

  /// An axis, which older files state under another name.
  func axis(or oldName: String) throws(CaffeProblem) -> Int {
    if let axis = try integer("axis") { return axis }
    return try integer(oldName, 1)
  }

  /// Whole numbers of 32 bits; none if they are left out.
  func integers(_ name: String) throws(CaffeProblem) -> [Int] {
    try read(name) { field throws(ModelFileError) in
      let number = try field.integer()
      guard (Int64(Int32.min)...Int64(UInt32.max)).contains(number) else {
        throw field.unexpected("a whole number of 32 bits")
      }
      return Int(number)
    }
  }

  /// A number with a default.
  func number(_ name: String, _ other: Float) throws(CaffeProblem) -> Float {
    try numbers(name).last ?? other
  }

  /// Numbers; none if they are left out.
  func numbers(_ name: String) throws(CaffeProblem) -> [Float] {
    try read(name) { field throws(ModelFileError) in Float(try field.real()) }
  }

  /// A truth value with a default.
  func flag(_ name: String, _ other: Bool = false) throws(CaffeProblem) -> Bool {
    try read(name) { field throws(ModelFileError) in try field.flag() }.last ?? other
  }

  /// A member of an enumeration.
  ///
  /// - Parameters:
  ///   - name: The name of the field.
  ///   - members: All members in the order of their numbers, from 0.
  ///   - other: The one that is meant where the field is left out; without one the first.
  /// - Returns: One of them.
  /// - Throws: `CaffeProblem.text` for any other.
  func member(
    _ name: String, of members: [String], default other: String? = nil
  ) throws(CaffeProblem) -> String {
    try read(name) { field throws(ModelFileError) in
      switch field.value {
      case .word(let word) where members.contains(word): return word
      case .integer(let number) where members.indices.contains(Int(number)):
        return members[Int(number)]
      default: throw field.unexpected(members.joined(separator: " or "))
      }
    }.last ?? other ?? members[0]
  }

  /// The extents of a field such as `shape`; nil if it is left out.
  func dimensions(_ name: String) throws(CaffeProblem) -> [Int]? {
    try read(name) { field throws(ModelFileError) in
      var dimensions: [Int] = []
      for field in try field.message().all("dim") { dimensions.append(Int(try field.integer())) }
      return dimensions
    }.last
  }

  /// A number for rows and one for columns.
  ///
  /// - Parameters:
  ///   - list: The name of the field that has one number for both, or each once.
  ///   - stem: What the fields of rows and of columns begin with, before `_h` and `_w`.
  /// - Returns: Rows and columns; nil if nothing is stated.
  /// - Throws: `CaffeProblem`, `layer` where there are more than two axes.
  func pair(_ list: String, _ stem: String) throws(CaffeProblem) -> [Int]? {
    if let height = try integer("\(stem)_h"), let width = try integer("\(stem)_w") {
      return [height, width]
    }
    let numbers = try integers(list)
    guard numbers.count <= 2 else {
      throw .layer("windows of \(numbers.count) dimensions are not computed")
    }
    guard let first = numbers.first, let last = numbers.last else { return nil }
    return [first, last]
  }

  private func read<Value>(
    _ name: String, _ value: (PrototxtField) throws(ModelFileError) -> Value
  ) throws(CaffeProblem) -> [Value] {
    var values: [Value] = []
    do throws(ModelFileError) {
      for field in message?.all(name) ?? [] { values.append(try value(field)) }
    } catch {
      throw .text(error)
    }
    return values
  }
}
