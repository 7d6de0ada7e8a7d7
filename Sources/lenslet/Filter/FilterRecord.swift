import Files
import Filtering
import Pipelines
import Pixels
import Reports

/// What `filter --json` prints about one output, or about an input that failed.
struct FilterRecord {
  private let fields: [(key: String, value: JSONValue)]

  /// The records of one image: one an output, or one for an input that failed.
  static func records(of result: ImageResult) -> [FilterRecord] {
    let input = ("input", JSONValue.text(result.input.text))
    if let error = result.error {
      return [
        FilterRecord(fields: [input, ("status", .text("failed")), ("error", .text("\(error)"))])
      ]
    }
    return result.outputs.map { output in
      FilterRecord(
        fields: [input, ("output", .text(output.path.text)), ("kernel", .text(output.kernel))]
          + fields(of: output.status))
    }
  }

  /// A JSON object on one line.
  var line: String { JSONRecord(fields).line }

  private static func fields(of status: OutputResult.Status) -> [(key: String, value: JSONValue)] {
    switch status {
    case .planned: [("status", .text("planned"))]
    case .skipped: [("status", .text("skipped"))]
    case .failed(let error): [("status", .text("failed")), ("error", .text("\(error)"))]
    case .written(let written): [("status", .text("done"))] + fields(of: written)
    }
  }

  private static func fields(of written: WrittenOutput) -> [(key: String, value: JSONValue)] {
    let shape: [(key: String, value: JSONValue)] = [
      ("width", .integer(written.shape.width)), ("height", .integer(written.shape.height)),
      ("channels", .integer(written.shape.channels)),
    ]
    let mapping: [(key: String, value: JSONValue)] =
      written.mapping.map {
        [
          ("range", .text($0.range.rawValue)), ("black", .number(shortest($0.black))),
          ("white", .number(shortest($0.white))),
        ]
      } ?? []
    return shape + mapping + (written.plan.map { [("plan", .text($0))] } ?? [])
  }

  /// The number with the fewest digits that is nearest to the same `Float`.
  private static func shortest(_ value: Float) -> Double {
    Double(value.description) ?? Double(value)
  }
}
