import Networks

extension CaffeTranslations {
  /// Layers that work value by value.
  static let values: [String: Translation] = [
    "Sigmoid": plain(Sigmoid()), "TanH": plain(Tanh()), "AbsVal": plain(UnaryFunction.abs),
    "BNLL": plain(UnaryFunction.softplus), "Dropout": plain(Identity()),
    "ReLU": { layer throws(CaffeProblem) in
      let slope = try layer.settings("relu_param").number("negative_slope", 0)
      return try layer.node(ReLU(slope: slope), [try layer.bottom])
    },
    "PReLU": { layer throws(CaffeProblem) in
      let isShared = try layer.settings("prelu_param").flag("channel_shared")
      let slopes = try layer.learned(0, "slopes", isShared ? [1] : [nil]).value
      let operation: any Operator = isShared ? PReLU() : BroadcastAlong(PReLU(), axis: 1)
      return try layer.node(operation, [try layer.bottom, slopes])
    },
    "ELU": { layer throws(CaffeProblem) in
      let alpha = try layer.settings("elu_param").number("alpha", 1)
      return try layer.node(UnaryFunction.elu(alpha: alpha), [try layer.bottom])
    },
    "Power": { layer throws(CaffeProblem) in
      let settings = try layer.settings("power_param")
      let function = UnaryFunction.power(
        try settings.number("power", 1), scale: try settings.number("scale", 1),
        shift: try settings.number("shift", 0))
      return try layer.node(function, [try layer.bottom])
    },
    "Exp": { layer throws(CaffeProblem) in
      let settings = try layer.settings("exp_param")
      let function = UnaryFunction.exp(
        base: try settings.base(), scale: try settings.number("scale", 1),
        shift: try settings.number("shift", 0))
      return try layer.node(function, [try layer.bottom])
    },
    "Log": { layer throws(CaffeProblem) in
      let settings = try layer.settings("log_param")
      let function = UnaryFunction.log(
        base: try settings.base(), scale: try settings.number("scale", 1),
        shift: try settings.number("shift", 0))
      return try layer.node(function, [try layer.bottom])
    },
    "Softmax": { layer throws(CaffeProblem) in
      let axis = try layer.settings("softmax_param").integer("axis", 1)
      return try layer.node(Softmax(axis: axis), [try layer.bottom])
    },
    "Split": { layer throws(CaffeProblem) in
      let bottom = try layer.bottom
      return layer.nodes { _, _ in (Identity(), [bottom]) }
    },
  ]
}

extension CaffeSettings {
  /// The base of a power or a logarithm; nil for e, which -1 stands for.
  fileprivate func base() throws(CaffeProblem) -> Float? {
    let base = try number("base", -1)
    guard base == -1 || base > 0 else { throw .layer("its 'base' is \(base)") }
    return base == -1 ? nil : base
  }
}
