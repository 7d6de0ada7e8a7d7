import Networks

extension ONNXForms {
  /// Operators on values whose inputs say all.
  static let plainValues: [String: Form] = [
    "abs": plain("Abs"), "neg": plain("Neg"), "sign": plain("Sign"), "sqrt": plain("Sqrt"),
    "reciprocal": plain("Reciprocal"), "floor": plain("Floor"), "ceil": plain("Ceil"),
    "round": plain("Round"), "erf": plain("Erf"), "sin": plain("Sin"), "cos": plain("Cos"),
    "hardSwish": plain("HardSwish"), "mish": plain("Mish", since: 18),
    "softplus": plain("Softplus"), "softsign": plain("Softsign"), "sigmoid": plain("Sigmoid"),
    "tanh": plain("Tanh"), "not": plain("Not"), "identity": plain("Identity"),
    "where": plain("Where"), "sum": plain("Sum"), "mean": plain("Mean"), "pRelu": plain("PRelu"),
    "add": plain("Add"), "sub": plain("Sub"), "mul": plain("Mul"), "div": plain("Div"),
    "pow": plain("Pow"), "and": plain("And"), "or": plain("Or"), "xor": plain("Xor"),
    "equal": plain("Equal"), "less": plain("Less"), "lessOrEqual": plain("LessOrEqual"),
    "greater": plain("Greater"), "greaterOrEqual": plain("GreaterOrEqual"),
    "isNaN": plain("IsNaN"), "clip": plain("Clip"), "castLike": plain("CastLike"),
    "dropout": plain("Dropout"), "min": plain("Min"),
  ]

  /// Operators on values with numbers of their own.
  static let values: [String: Form] = [
    "relu": { form throws(ONNXForm.Problem) in
      guard let slope = form.number("slope"), slope != 0 else { return "Relu" }
      form.attributes.append(("alpha", .float(slope)))
      return "LeakyRelu"
    },
    "elu": numbers("Elu", ["alpha"]), "celu": numbers("Celu", ["alpha"]),
    "selu": numbers("Selu", ["alpha", "gamma"]),
    "hardSigmoid": numbers("HardSigmoid", ["alpha", "beta"]),
    "thresholdedRelu": numbers("ThresholdedRelu", ["alpha"]),
    "gelu": { form throws(ONNXForm.Problem) in
      form.needs(operatorSet: 20)
      if form.has("isApproximate") { form.attributes.append(("approximate", .string("tanh"))) }
      return "Gelu"
    },
    "mod": { form throws(ONNXForm.Problem) in
      form.write("fmod", flag: "hasSignOfDividend")
      return "Mod"
    },
    "isInf": { form throws(ONNXForm.Problem) in
      if let test = form.operation as? NumberTest,
        case .infinite(let negative, let positive) = test.function
      {
        form.attributes = [
          ("detect_negative", .int(negative ? 1 : 0)), ("detect_positive", .int(positive ? 1 : 0)),
        ]
      }
      return "IsInf"
    },
    "cast": { form throws(ONNXForm.Problem) in
      if let cast = form.operation as? Cast {
        form.attributes.append(("to", .int(cast.type.onnxCode)))
      }
      return "Cast"
    },
    "softmax": { form throws(ONNXForm.Problem) in try softmax("Softmax", &form) },
    "logSoftmax": { form throws(ONNXForm.Problem) in try softmax("LogSoftmax", &form) },
    // The tangent is scaled and stretched by nodes of its own, which round in between.
    "scaledTanh": { form throws(ONNXForm.Problem) in
      let (alpha, beta) = (form.number("alpha") ?? 1, form.number("beta") ?? 1)
      let stretch = form.constant(Tensor(shape: [], values: [beta]), as: "beta")
      let scale = form.constant(Tensor(shape: [], values: [alpha]), as: "alpha")
      let stretched = form.add("Mul", [form.inputs[0], stretch], as: "stretched")
      form.inputs = [form.add("Tanh", [stretched], as: "tanh"), scale]
      return "Mul"
    },
  ]

  /// Shares along one axis; along several only where all but the first have one place.
  private static func softmax(
    _ name: String, _ form: inout ONNXForm
  ) throws(ONNXForm.Problem) -> String {
    let rank = form.output.shape.count
    var axis = form.integer("axis") ?? -1
    if axis < 0 { axis += rank }
    guard
      !form.flag("isFlattening") || form.output.shape.dropFirst(axis + 1).allSatisfy({ $0 == 1 })
    else { throw ONNXForm.Problem("its shares are those of several axes") }
    form.attributes.append(("axis", .int(axis)))
    return name
  }
}

extension NumberType {
  /// The number that ONNX has for the type.
  var onnxCode: Int {
    switch self {
    case .float32: 1
    case .uint8: 2
    case .int8: 3
    case .uint16: 4
    case .int16: 5
    case .int32: 6
    case .int64: 7
    case .bool: 9
    case .float16: 10
    case .float64: 11
    case .uint32: 12
    case .uint64: 13
    case .bfloat16: 16
    }
  }
}
