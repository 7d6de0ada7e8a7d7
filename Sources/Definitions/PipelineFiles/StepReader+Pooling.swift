import Pixels
import Networks

extension StepReader {
  /// The largest value of each window.
  func maximum(_ value: PlacedValue) throws(PipelineFileError) -> any Layer {
    try pooling(.max, try value.fields(["extent", "stride", "padding", "ceil"]), value)
  }

  /// The mean of each window.
  func average(_ value: PlacedValue) throws(PipelineFileError) -> any Layer {
    let fields = try value.fields(["extent", "stride", "padding", "ceil", "countPadding"])
    let counts = try fields["countPadding"]?.flag() ?? true
    return try pooling(.average(countsPadding: counts), fields, value)
  }

  /// A pool; windows lie side by side where no stride is written.
  private func pooling(
    _ kind: Pooling.Kind, _ fields: PlacedFields, _ value: PlacedValue
  ) throws(PipelineFileError) -> any Layer {
    let extent = try fields.required("extent").pair(in: 1...Self.largest)
    let stride = try fields["stride"].map(step) ?? Step(x: extent.columns, y: extent.rows)
    let padding = try padding(fields["padding"])
    let roundsUp = try fields["ceil"]?.flag() ?? false
    return try made(value) { () throws(LayerError) in
      try Pooling(
        kind, height: extent.rows, width: extent.columns, stride: stride, padding: padding,
        roundsUp: roundsUp)
    }
  }
}
