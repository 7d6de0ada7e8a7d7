import Networks

extension ONNXForms {
  /// Resizing and quantisation.
  static let scales: [String: Form] = [
    "resize": { form throws(ONNXForm.Problem) in try resize(&form) },
    "quantizeLinear": { form throws(ONNXForm.Problem) in
      form.write("axis", integer: "axis")
      try wholeAxis(&form)
      return "QuantizeLinear"
    },
    "dequantizeLinear": { form throws(ONNXForm.Problem) in
      form.write("axis", integer: "axis")
      try wholeAxis(&form)
      return "DequantizeLinear"
    },
    "dynamicQuantizeLinear": plain("DynamicQuantizeLinear"),
  ]

  /// Blocks along an axis came with set 21.
  private static func wholeAxis(_ form: inout ONNXForm) throws(ONNXForm.Problem) {
    guard let size = form.integer("blockSize"), size != 0 else { return }
    form.needs(operatorSet: 21)
    form.write("block_size", integer: "blockSize")
  }

  private static func resize(_ form: inout ONNXForm) throws(ONNXForm.Problem) -> String {
    guard let resize = form.operation as? Resize else {
      throw ONNXForm.Problem("its settings are not known")
    }
    var attributes: [(name: String, value: ONNXForm.Attribute)] = [
      ("coordinate_transformation_mode", .string(resize.coordinates.rawValue))
    ]
    switch resize.mode {
    case .nearest(let rounding):
      attributes += [
        ("mode", .string("nearest")),
        ("nearest_mode", .string(try word(rounding, form))),
      ]
    case .linear: attributes.append(("mode", .string("linear")))
    case .cubic(let coefficient):
      attributes += [("mode", .string("cubic")), ("cubic_coeff_a", .float(coefficient))]
    }
    attributes.append(("exclude_outside", .int(resize.excludesOutside ? 1 : 0)))
    attributes.append(("extrapolation_value", .float(resize.extrapolation)))
    if resize.antialiases || resize.axes != nil || resize.aspectRatio != .stretch {
      form.needs(operatorSet: 18)
      attributes.append(("antialias", .int(resize.antialiases ? 1 : 0)))
      if let axes = resize.axes { attributes.append(("axes", .ints(axes))) }
      switch resize.aspectRatio {
      case .stretch: break
      case .notLarger: attributes.append(("keep_aspect_ratio_policy", .string("not_larger")))
      case .notSmaller: attributes.append(("keep_aspect_ratio_policy", .string("not_smaller")))
      }
    }
    if resize.coordinates == .halfPixelSymmetric { form.needs(operatorSet: 19) }
    form.attributes = attributes
    return "Resize"
  }

  /// The rounding of old files has another name where axes grow than where they shrink.
  private static func word(
    _ rounding: Resize.Rounding, _ form: ONNXForm
  ) throws(ONNXForm.Problem) -> String {
    switch rounding {
    case .preferFloor: return "round_prefer_floor"
    case .preferCeil: return "round_prefer_ceil"
    case .floor: return "floor"
    case .ceil: return "ceil"
    case .simple:
      let pairs = Array(zip(form.output.shape, form.facts.first??.shape ?? []))
      if pairs.allSatisfy({ $0 >= $1 }) { return "floor" }
      if pairs.allSatisfy({ $0 <= $1 }) { return "ceil" }
      throw ONNXForm.Problem("some axes grow and others shrink")
    }
  }
}
