import Networks

extension ONNXTranslations {
  /// Operators that bring maps to another size.
  static let resizes: [String: Translation] = [
    "Resize": { call throws(ONNXCall.Problem) in
      call.isBefore(11) ? try oldResize(&call) : try resize(call)
    },
    "Upsample": { call throws(ONNXCall.Problem) in try oldResize(&call) },
  ]

  private static func resize(_ call: ONNXCall) throws(ONNXCall.Problem) -> any Operator {
    let mode: Resize.Mode
    switch try call.word("mode") ?? "nearest" {
    case "nearest": mode = .nearest(try rounding(call))
    case "linear": mode = .linear
    case "cubic": mode = .cubic(coefficient: try call.number("cubic_coeff_a", -0.75))
    case let other: throw ONNXCall.Problem("the mode '\(other)' is not known")
    }
    let word = try call.word("coordinate_transformation_mode") ?? "half_pixel"
    guard let coordinates = Resize.Coordinates(rawValue: word) else {
      throw ONNXCall.Problem("the coordinates '\(word)' are not known")
    }
    let aspectRatio: Resize.AspectRatio
    switch try call.word("keep_aspect_ratio_policy") ?? "stretch" {
    case "stretch": aspectRatio = .stretch
    case "not_larger": aspectRatio = .notLarger
    case "not_smaller": aspectRatio = .notSmaller
    case let other: throw ONNXCall.Problem("the policy '\(other)' is not known")
    }
    return Resize(
      mode, coordinates: coordinates, excludesOutside: try call.flag("exclude_outside"),
      extrapolation: try call.number("extrapolation_value", 0),
      antialiases: try call.flag("antialias"), axes: try call.integers("axes"),
      aspectRatio: aspectRatio)
  }

  private static func rounding(
    _ call: ONNXCall
  ) throws(ONNXCall.Problem) -> Resize.Rounding {
    switch try call.word("nearest_mode") ?? "round_prefer_floor" {
    case "round_prefer_floor": return .preferFloor
    case "round_prefer_ceil": return .preferCeil
    case "floor": return .floor
    case "ceil": return .ceil
    case let other: throw ONNXCall.Problem("the rounding '\(other)' is not known")
    }
  }

  /// The forms before set 11: positions are those of the output divided by the scale, rounded down.
  private static func oldResize(_ call: inout ONNXCall) throws(ONNXCall.Problem) -> any Operator {
    if let scales = try call.numbers("scales") {
      call.setInput(2, to: Tensor(shape: [scales.count], values: scales))
    } else {
      call.inputs.insert(nil, at: min(1, call.inputs.count))
    }
    switch try call.word("mode") ?? "nearest" {
    case "nearest": return Resize(.nearest(.simple), coordinates: .asymmetric)
    case "linear", "bilinear": return Resize(.linear, coordinates: .asymmetric)
    case let other: throw ONNXCall.Problem("the mode '\(other)' is not known")
    }
  }
}
