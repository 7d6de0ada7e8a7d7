import Networks

extension ONNXTranslations {
  /// Operators that move a window over maps.
  static let windows: [String: Translation] = [
    "GlobalAveragePool": plain(GlobalAveragePooling()),
    "GlobalMaxPool": { call throws(ONNXCall.Problem) in
      try call.made { () throws(LayerError) in try GlobalPooling(.max) }
    },
    "GlobalLpPool": { call throws(ONNXCall.Problem) in
      let power = try call.integer("p", 2)
      return try call.made { () throws(LayerError) in try GlobalPooling(.norm(power)) }
    },
    "MaxPool": { call throws(ONNXCall.Problem) in
      let byColumns = try call.flag("storage_order")
      return try pool(
        call.gives(1) ? .maxWithPlaces(byColumns: byColumns) : .max, call)
    },
    "AveragePool": { call throws(ONNXCall.Problem) in
      try pool(.average(countsPadding: try call.flag("count_include_pad")), call)
    },
    "LpPool": { call throws(ONNXCall.Problem) in
      try pool(.norm(try call.integer("p", 2)), call)
    },
  ]

  private static func pool(
    _ kind: SpatialPooling.Kind, _ call: ONNXCall
  ) throws(ONNXCall.Problem) -> any Operator {
    guard let shape = try call.integers("kernel_shape") else {
      throw ONNXCall.Problem("'kernel_shape' is missing")
    }
    let (strides, dilations) = (try call.integers("strides"), try call.integers("dilations"))
    let padding = try call.spatialPadding()
    let roundsUp = try call.flag("ceil_mode")
    return try call.made { () throws(LayerError) in
      try pooling(
        kind, shape: shape, strides: strides ?? [], dilations: dilations ?? [],
        padding: padding, roundsUp: roundsUp)
    }
  }
}

extension ONNXCall {
  /// What is padded along all spatial axes.
  func spatialPadding() throws(Problem) -> SpatialPadding {
    switch try word("auto_pad") ?? "NOTSET" {
    case "NOTSET": break
    case "VALID": return .valid
    case "SAME_UPPER": return .same
    case "SAME_LOWER": return .sameLower
    case let other: throw Problem("auto_pad '\(other)' is not known")
    }
    guard let pads = try integers("pads") else { return .valid }
    guard pads.count.isMultiple(of: 2) else {
      throw Problem("'pads' is \(pads), not a number before and one behind for each axis")
    }
    return .numbers(
      before: Array(pads.prefix(pads.count / 2)), after: Array(pads.suffix(pads.count / 2)))
  }
}
