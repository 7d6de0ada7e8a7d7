import Networks

extension ONNXForms {
  /// Functions of scaled and shifted numbers, which nodes of their own scale and shift, and which
  /// round in between.
  static let shifted: [String: Form] = [
    "power": { form throws(ONNXForm.Problem) in
      let power = form.number("power") ?? 1
      form.inputs = [scaled(&form)]
      if power == 1 { return "Identity" }
      form.inputs.append(number(power, as: "power", &form))
      return "Pow"
    },
    "exp": { form throws(ONNXForm.Problem) in
      form.inputs = [scaled(&form)]
      guard let base = base(of: form) else { return "Exp" }
      form.inputs.insert(number(base, as: "base", &form), at: 0)
      return "Pow"
    },
    "log": { form throws(ONNXForm.Problem) in
      form.inputs = [scaled(&form)]
      guard let base = base(of: form) else { return "Log" }
      let logarithm = form.add("Log", form.inputs, as: "log")
      form.inputs = [logarithm, form.add("Log", [number(base, as: "base", &form)], as: "base/log")]
      return "Div"
    },
  ]

  /// The name of the input times the scale plus the shift of an operator.
  private static func scaled(_ form: inout ONNXForm) -> String {
    var value = form.inputs[0]
    if let scale = form.number("scale"), scale != 1 {
      value = form.add("Mul", [value, number(scale, as: "scale", &form)], as: "scaled")
    }
    if let shift = form.number("shift"), shift != 0 {
      value = form.add("Add", [value, number(shift, as: "shift", &form)], as: "shifted")
    }
    return value
  }

  /// The base of an exponential function or a logarithm; nil for e.
  private static func base(of form: ONNXForm) -> Float? {
    form.number("base").flatMap { ($0 - 2.718_281_8).magnitude < 1e-6 ? nil : $0 }
  }

  /// The name of a constant of one number.
  private static func number(_ value: Float, as role: String, _ form: inout ONNXForm) -> String {
    form.constant(Tensor(shape: [], values: [value]), as: role)
  }
}
