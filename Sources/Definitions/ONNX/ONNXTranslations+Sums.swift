import Pixels
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
      let groups = try call.integer("group", 1)
      let strides = try call.integers("strides")
      let dilations = try call.integers("dilations")
      if try call.spatialCount() == 3 {
        let padding = try call.spatialPadding()
        return try call.made { () throws(LayerError) in
          try VolumeConvolution(
            strides: strides ?? [], padding: padding, dilations: dilations ?? [], groups: groups)
        }
      }
      let padding = try call.planePadding()
      let stride = try call.step(strides, "strides")
      let dilation = try call.step(dilations, "dilations")
      return try call.made { () throws(LayerError) in
        try Convolution(stride: stride, padding: padding, dilation: dilation, groups: groups)
      }
    },
    "ConvTranspose": { call throws(ONNXCall.Problem) in
      let groups = try call.integer("group", 1)
      let strides = try call.integers("strides")
      let dilations = try call.integers("dilations")
      let padding = try call.spatialPadding()
      let outputPadding = try call.integers("output_padding")
      let outputShape = try call.integers("output_shape")
      return try call.made { () throws(LayerError) in
        try TransposedConvolution(
          strides: strides ?? [], padding: padding, dilations: dilations ?? [], groups: groups,
          outputPadding: outputPadding ?? [], outputShape: outputShape)
      }
    },
  ]
}

extension ONNXCall {
  /// How many axes a kernel slides along, as far as attributes or weights say it.
  func spatialCount() throws(Problem) -> Int? {
    if let shape = try integers("kernel_shape") { return shape.count }
    if let weights { return weights.count - 2 }
    if let strides = try integers("strides") { return strides.count }
    return try integers("pads").map { $0.count / 2 }
  }

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
