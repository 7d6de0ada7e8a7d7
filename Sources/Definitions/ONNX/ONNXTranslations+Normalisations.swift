import ModelFiles
import Networks

extension ONNXTranslations {
  /// Operators that bring values to a common scale.
  static let normalisations: [String: Translation] = [
    "BatchNormalization": { call throws(ONNXCall.Problem) in
      if try call.flag("training_mode") { throw ONNXCall.Problem("it is in training mode") }
      if call.isBefore(9), try call.integer("spatial", 1) == 0 {
        throw ONNXCall.Problem("'spatial' is 0")
      }
      guard call.inputs.count == 5 else {
        throw ONNXCall.Problem("it has \(call.inputs.count) inputs instead of 5")
      }
      // From maps, scale, bias, mean and variance.
      call.inputs = [0, 3, 4, 1, 2].map { call.inputs[$0] }
      return BatchNormalisationOperator(epsilon: try call.number("epsilon", 1e-5))
    },
    "InstanceNormalization": { call throws(ONNXCall.Problem) in
      let epsilon = try call.number("epsilon", 1e-5)
      return try call.made { () throws(LayerError) in
        try GroupNormalisation(groups: nil, epsilon: epsilon)
      }
    },
    "GroupNormalization": { call throws(ONNXCall.Problem) in
      let (groups, epsilon) = (try call.integer("num_groups", 1), try call.number("epsilon", 1e-5))
      return try call.made { () throws(LayerError) in
        try GroupNormalisation(groups: groups, epsilon: epsilon)
      }
    },
    "LayerNormalization": { call throws(ONNXCall.Problem) in
      LayerNormalisation(
        axis: try call.integer("axis", -1), epsilon: try call.number("epsilon", 1e-5))
    },
    "MeanVarianceNormalization": { call throws(ONNXCall.Problem) in
      MeanVarianceNormalisation(axes: try call.integers("axes") ?? [0, 2, 3])
    },
    "LpNormalization": { call throws(ONNXCall.Problem) in
      let (axis, power) = (try call.integer("axis", -1), try call.integer("p", 2))
      return try call.made { () throws(LayerError) in
        try LpNormalisation(axis: axis, power: power)
      }
    },
    "LRN": { call throws(ONNXCall.Problem) in
      let (size, alpha) = (try call.integer("size", 1), try call.number("alpha", 1e-4))
      let (beta, bias) = (try call.number("beta", 0.75), try call.number("bias", 1))
      return try call.made { () throws(LayerError) in
        try LocalResponseNormalisation(size: size, alpha: alpha, beta: beta, k: bias)
      }
    },
    "QuantizeLinear": { call throws(ONNXCall.Problem) in
      let (axis, blockSize) = (try call.integer("axis", 1), try call.integer("block_size", 0))
      let type = try call.integer("output_dtype", 0)
      let output = type == 0 ? .uint8 : ONNXDataType(code: Int64(type)).numberType
      guard let output else { throw ONNXCall.Problem("'output_dtype' is \(type)") }
      return try call.made { () throws(LayerError) in
        try QuantiseLinear(axis: axis, blockSize: blockSize, outputType: output)
      }
    },
    "DequantizeLinear": { call throws(ONNXCall.Problem) in
      let (axis, blockSize) = (try call.integer("axis", 1), try call.integer("block_size", 0))
      return try call.made { () throws(LayerError) in
        try DequantiseLinear(axis: axis, blockSize: blockSize)
      }
    },
    "DynamicQuantizeLinear": plain(DynamicQuantiseLinear()),
  ]
}
