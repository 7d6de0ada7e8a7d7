import Files
import Foundation
import Testing
import Weights
import _TestSupport

/// A value in JSON that the program has written, found by keys and places.
///
/// Where a key or a place is missing there is a value of no kind, so that a test fails at what it
/// expects and not at how it gets there.
struct WrittenJSON {
  private let object: Any?

  private init(_ object: Any?) { self.object = object }

  /// Reads a file or a line.
  init(_ text: some StringProtocol) throws {
    object = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
  }

  subscript(key: String) -> WrittenJSON { WrittenJSON((object as? [String: Any])?[key]) }

  subscript(place: Int) -> WrittenJSON {
    let list = object as? [Any] ?? []
    return WrittenJSON(list.indices.contains(place) ? list[place] : nil)
  }

  var number: Double? { object as? Double }
  var numbers: [Double]? { object as? [Double] }
  var text: String? { object as? String }
  var texts: [String]? { object as? [String] }
  var truth: Bool? { object as? Bool }
  var keys: [String] { (object as? [String: Any] ?? [:]).keys.sorted() }
  var elements: [WrittenJSON] { (object as? [Any] ?? []).map { WrittenJSON($0) } }
  var isThere: Bool { object != nil }

  /// Whether it is a number, and near another.
  func isNear(_ other: Double, within distance: Double = 1e-6) -> Bool {
    number.map { abs($0 - other) <= distance } ?? false
  }
}

extension WrittenJSON: CustomTestStringConvertible {
  var testDescription: String { object.map { "\($0)" } ?? "nothing" }
}

extension PictureFolder {
  /// The text of a file.
  func text(_ name: String) throws -> String {
    String(decoding: try File.read(folder(name), limit: 1 << 24), as: UTF8.self)
  }

  /// A JSON file.
  func json(_ name: String) throws -> WrittenJSON { try WrittenJSON(text(name)) }

  /// A file of one JSON value a line.
  func lines(_ name: String) throws -> [WrittenJSON] {
    try text(name).split(separator: "\n").map { try WrittenJSON($0) }
  }

  /// What a page shows.
  func page(_ name: String = "out/index.html") throws -> WrittenJSON {
    let text = try text(name)
    let start = try #require(text.range(of: #"<script type="application/json" id="data">"#))
    let rest = text[start.upperBound...]
    return try WrittenJSON(rest[..<(try #require(rest.range(of: "</script>")).lowerBound)])
  }

  /// What a script beside the page hands to it.
  func script(_ name: String) throws -> WrittenJSON {
    let text = try text(name)
    try #require(text.hasPrefix("lensletReceive(") && text.hasSuffix(");\n"))
    return try WrittenJSON(text.dropFirst("lensletReceive(".count).dropLast(3))
  }

  /// Writes the filters of a layer `conv1`, with a bias where there is one.
  func weights(
    _ shape: [Int], _ values: [Float], bias: [Float]? = nil,
    metadata: WeightsMetadata = WeightsMetadata(),
    to name: String = "w.safetensors"
  ) throws {
    var tensors = [Tensor(name: "conv1.weight", shape: shape, values: values)]
    if let bias { tensors.append(Tensor(name: "conv1.bias", shape: [bias.count], values: bias)) }
    try write(try SafetensorsWriter.encode(tensors, metadata: metadata), name)
  }
}
