import Filtering
import Networks

extension ONNXTranslations {
  /// Operators with weighted sums.
  static let sums: [String: Translation] = [
    "MatMul": plain(MatrixProduct()),
    "Gemm": { call throws(ONNXCall.Problem) in
      Dense(
        alpha: try call.number("alpha", 1), beta: try call.number("beta", 1),
        transposesFirst: try call.flag("transA"), transposesSecond: try call.flag("transB"))
    },
    "Conv": { call throws(ONNXCall.Problem) in
      let strides = try call.integers("strides")
      let dilations = try call.integers("dilations")
      let padding = try call.planePadding()
      let groups = try call.integer("group", 1)
      let stride = try call.step(strides, "strides")
      let dilation = try call.step(dilations, "dilations")
      return try call.made { () throws(LayerError) in
        try Convolution(stride: stride, padding: padding, dilation: dilation, groups: groups)
      }
    },
  ]

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
    "LRN": { call throws(ONNXCall.Problem) in
      let (size, alpha) = (try call.integer("size", 1), try call.number("alpha", 1e-4))
      let (beta, bias) = (try call.number("beta", 0.75), try call.number("bias", 1))
      return try call.made { () throws(LayerError) in
        try LocalResponseNormalisation(size: size, alpha: alpha, beta: beta, k: bias)
      }
    },
  ]
}

extension ONNXCall {
  /// Rows and columns, or columns alone.
  func step(_ numbers: [Int]?, _ name: String) throws(Problem) -> Step {
    guard let numbers else { return .one }
    guard (1...2).contains(numbers.count), numbers.allSatisfy({ $0 > 0 }) else {
      throw Problem("'\(name)' is \(numbers), not one or two positive numbers")
    }
    return Step(x: numbers[numbers.count - 1], y: numbers.count == 2 ? numbers[0] : 1)
  }

  /// What is padded along rows and columns, or along columns alone.
  func planePadding() throws(Problem) -> Padding {
    switch try word("auto_pad") ?? "NOTSET" {
    case "NOTSET": break
    case "VALID": return .valid
    case "SAME_UPPER": return .same
    case "SAME_LOWER": return .sameLower
    case let other: throw Problem("auto_pad '\(other)' is not known")
    }
    guard let pads = try integers("pads") else { return .valid }
    switch pads.count {
    case 2: return .margins(Margins(left: pads[0], right: pads[1]))
    case 4: return .margins(Margins(top: pads[0], left: pads[1], bottom: pads[2], right: pads[3]))
    default: throw Problem("'pads' is \(pads), not two or four numbers")
    }
  }
}
