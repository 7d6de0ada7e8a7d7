import Definitions
import Files
import Glibc
import ModelFiles
import Networks

/// One of ONNX's backend tests: a model, what goes in, and what comes out.
struct BackendTest: Sendable {
  /// The folder of the test.
  let folder: Path

  /// The name of the folder.
  var name: String { folder.lastComponent.display }

  /// What became of the test.
  enum Outcome: Equatable {
    case passed
    /// An operator or a type of numbers is not supported.
    case unsupported(String)
    case failed(String)
  }

  /// All tests of some kinds; empty if their data is not there.
  ///
  /// - Parameter kinds: Folders, such as `node`.
  /// - Returns: The tests in the order of their names.
  static func all(_ kinds: [String]) -> [BackendTest] {
    kinds.flatMap { kind -> [BackendTest] in
      let folder = data.appending(kind)
      return ((try? File.list(folder)) ?? []).map { folder.appending($0) }
        .filter { FileKind(of: $0.appending("model.onnx")) == .regular }
        .sorted { $0.text < $1.text }.map { BackendTest(folder: $0) }
    }
  }

  /// Where the data is: the folder that `LENSLET_ONNX_TESTS` names, or that of Debian's package.
  static var data: Path {
    getenv("LENSLET_ONNX_TESTS").map { Path(String(cString: $0)) }
      ?? Path("/usr/share/libonnx-testdata/data")
  }

  /// Runs the test.
  func run() -> Outcome {
    do {
      let model = try ONNXModel(
        reading: try MappedFile(folder.appending("model.onnx")), folder: folder)
      let graph = try Graph(model)
      let session = try Session(GraphSlice(graph))
      var set = 0
      while true {
        let data = folder.appending("test_data_set_\(set)")
        if FileKind(of: data) != .directory { return .passed }
        if let difference = try difference(session, data) { return .failed(difference) }
        set += 1
      }
    } catch let error as Unread {
      return .unsupported("\(error)")
    } catch {
      let text = "\(error)"
      return text.contains("is not supported: ") || text.contains("networks that take arrays")
        ? .unsupported(text) : .failed(text)
    }
  }

  /// Says where outputs differ; nil if they do not.
  private func difference(_ session: Session, _ data: Path) throws -> String? {
    let graph = session.slice.graph
    var inputs: [Tensor] = []
    for place in graph.inputs.indices {
      inputs.append(try tensor(data.appending("input_\(place).pb")))
    }
    var results: [Graph.Value: Tensor] = [:]
    try session.run(inputs) { results[$0] = $1 }
    for (place, value) in graph.outputs.enumerated() {
      let file = data.appending("output_\(place).pb")
      guard FileKind(of: file) == .regular else { continue }
      let expected = try tensor(file)
      guard let found = results[value] else { return "output \(place) is missing" }
      if let difference = Self.difference(found, expected) {
        return "output \(place): \(difference)"
      }
    }
    return nil
  }

  private func tensor(_ path: Path) throws -> Tensor {
    let record = try ONNXTensor(reading: try MappedFile(path))
    guard let type = NumberType(rawValue: "\(record.type)") else { throw Unread(type: record.type) }
    return type.isFloating
      ? Tensor(shape: record.shape, values: try record.floats(), type: type)
      : Tensor(shape: record.shape, integers: try record.integers(), type: type)
  }

  /// The tolerance is that of the tests: 1e-3 of the value, and 1e-7.
  private static func difference(_ found: Tensor, _ expected: Tensor) -> String? {
    guard found.shape == expected.shape else {
      return "the shape is \(found.shape), not \(expected.shape)"
    }
    guard found.type == expected.type else {
      return "the type is \(found.type), not \(expected.type)"
    }
    if let integers = expected.integers {
      return found.integers == integers
        ? nil : "\(found.integers?.prefix(8) ?? []), not \(integers.prefix(8))"
    }
    for (found, expected) in zip(found.floats, expected.floats) {
      let isSame =
        found == expected || (found.isNaN && expected.isNaN)
        || abs(Double(found) - Double(expected)) <= 1e-7 + 1e-3 * abs(Double(expected))
      if !isSame { return "\(found), not \(expected)" }
    }
    return nil
  }

  private struct Unread: Error { let type: ONNXDataType }
}
