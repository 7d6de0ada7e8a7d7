import Networks

extension ONNXTranslations {
  /// Operators that work value by value.
  static let values: [String: Translation] = [
    "Abs": plain(UnaryFunction.abs), "Neg": plain(UnaryFunction.neg),
    "Sign": plain(UnaryFunction.sign), "Sqrt": plain(UnaryFunction.sqrt),
    "Reciprocal": plain(UnaryFunction.reciprocal), "Floor": plain(UnaryFunction.floor),
    "Ceil": plain(UnaryFunction.ceil), "Round": plain(UnaryFunction.round),
    "Exp": plain(UnaryFunction.exp), "Log": plain(UnaryFunction.log),
    "Erf": plain(UnaryFunction.erf), "Sin": plain(UnaryFunction.sin),
    "Cos": plain(UnaryFunction.cos), "HardSwish": plain(UnaryFunction.hardSwish),
    "Mish": plain(UnaryFunction.mish), "Softplus": plain(UnaryFunction.softplus),
    "Softsign": plain(UnaryFunction.softsign), "Relu": plain(ReLU()), "Sigmoid": plain(Sigmoid()),
    "Tanh": plain(Tanh()), "Not": plain(Not()), "Identity": plain(Identity()),
    "Where": plain(Where()), "Sum": plain(Accumulation(.sum)),
    "Mean": plain(Accumulation(.mean)), "Max": plain(Accumulation(.max)),
    "Min": plain(Accumulation(.min)),
    // Before set 7 the slopes are those of channels.
    "PRelu": { call throws(ONNXCall.Problem) in
      if call.isBefore(7) { return BroadcastAlong(PReLU(), axis: 1) }
      return PReLU()
    },
    "LeakyRelu": { call throws(ONNXCall.Problem) in ReLU(slope: try call.number("alpha", 0.01)) },
    "Elu": { call throws(ONNXCall.Problem) in
      UnaryFunction.elu(alpha: try call.number("alpha", 1))
    },
    "Celu": { call throws(ONNXCall.Problem) in
      UnaryFunction.celu(alpha: try call.number("alpha", 1))
    },
    "Selu": { call throws(ONNXCall.Problem) in
      UnaryFunction.selu(
        alpha: try call.number("alpha", 1.673_263_2), gamma: try call.number("gamma", 1.050_701))
    },
    "Gelu": { call throws(ONNXCall.Problem) in
      UnaryFunction.gelu(isApproximate: try call.word("approximate") == "tanh")
    },
    "HardSigmoid": { call throws(ONNXCall.Problem) in
      UnaryFunction.hardSigmoid(
        alpha: try call.number("alpha", 0.2), beta: try call.number("beta", 0.5))
    },
    "ThresholdedRelu": { call throws(ONNXCall.Problem) in
      UnaryFunction.thresholdedRelu(alpha: try call.number("alpha", 1))
    },
    "Add": binary(Arithmetic(.add)), "Sub": binary(Arithmetic(.sub)),
    "Mul": binary(Arithmetic(.mul)), "Div": binary(Arithmetic(.div)), "Pow": binary(Power()),
    "And": binary(Logic(.and)), "Or": binary(Logic(.or)), "Xor": binary(Logic(.xor)),
    "Equal": binary(Relation(.equal)), "Less": binary(Relation(.less)),
    "LessOrEqual": binary(Relation(.lessOrEqual)), "Greater": binary(Relation(.greater)),
    "GreaterOrEqual": binary(Relation(.greaterOrEqual)),
    "Mod": { call throws(ONNXCall.Problem) in Modulo(hasSignOfDividend: try call.flag("fmod")) },
    "IsNaN": plain(NumberTest(.notANumber)),
    "IsInf": { call throws(ONNXCall.Problem) in
      NumberTest(
        .infinite(
          negative: try call.flag("detect_negative", true),
          positive: try call.flag("detect_positive", true)))
    },
    "Clip": { call throws(ONNXCall.Problem) in
      if call.isBefore(11) {
        for (place, name) in [(1, "min"), (2, "max")] where call.has(name) {
          call.setInput(place, to: Tensor(shape: [], values: [try call.number(name, 0)]))
        }
      }
      return Clip()
    },
    "Dropout": { call throws(ONNXCall.Problem) in
      Dropout(givesMask: call.gives(1))
    },
    "Softmax": softmax(isLogarithmic: false), "LogSoftmax": softmax(isLogarithmic: true),
  ]

  /// An operator on two operands.
  private static func binary(_ operation: any Operator) -> Translation {
    { call throws(ONNXCall.Problem) in
      guard let axis = try call.broadcastAxis() else { return operation }
      return BroadcastAlong(operation, axis: axis)
    }
  }

  private static func softmax(isLogarithmic: Bool) -> Translation {
    { call throws(ONNXCall.Problem) in
      let isOld = call.isBefore(13)
      return Softmax(
        axis: try call.integer("axis", isOld ? 1 : -1), isLogarithmic: isLogarithmic,
        isFlattening: isOld)
    }
  }
}
