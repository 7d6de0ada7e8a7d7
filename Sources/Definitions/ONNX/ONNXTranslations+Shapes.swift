import ModelFiles
import Networks

extension ONNXTranslations {
  /// Operators that change shapes or places.
  static let shapes: [String: Translation] = [
    "Shape": { call throws(ONNXCall.Problem) in
      Extents(start: try call.integer("start", 0), end: try call.integer("end"))
    },
    "Size": plain(ElementCount()), "Expand": plain(Expand()), "Tile": plain(Tile()),
    "Reshape": { call throws(ONNXCall.Problem) in
      try call.setInput(1, toIntegers: "shape")
      return Reshape(allowsZero: try call.flag("allowzero"))
    },
    "Flatten": { call throws(ONNXCall.Problem) in Flatten(axis: try call.integer("axis", 1)) },
    "Squeeze": { call throws(ONNXCall.Problem) in
      try call.setInput(1, toIntegers: "axes")
      return Squeeze()
    },
    "Unsqueeze": { call throws(ONNXCall.Problem) in
      try call.setInput(1, toIntegers: "axes")
      return Unsqueeze()
    },
    "Transpose": { call throws(ONNXCall.Problem) in
      Transpose(permutation: try call.integers("perm"))
    },
    "Concat": { call throws(ONNXCall.Problem) in Concat(axis: try call.integer("axis", 1)) },
    "Cast": { call throws(ONNXCall.Problem) in
      let code = try call.integer("to", 0)
      let type = ONNXDataType(code: Int64(code))
      guard let numbers = type.numberType else {
        throw ONNXCall.Problem("numbers of the type \(type) are not computed with")
      }
      return Cast(to: numbers)
    },
    "CastLike": plain(CastLike()), "Range": plain(NumberRange()),
    "Gather": axis { Gather(axis: $0) },
    "GatherElements": axis { GatherElements(axis: $0) },
    "GatherND": { call throws(ONNXCall.Problem) in
      GatherND(batchAxes: try call.integer("batch_dims", 0))
    },
    "OneHot": { call throws(ONNXCall.Problem) in OneHot(axis: try call.integer("axis", -1)) },
    "Trilu": { call throws(ONNXCall.Problem) in Triangle(isUpper: try call.flag("upper", true)) },
    "Slice": { call throws(ONNXCall.Problem) in
      if call.isBefore(10) {
        for (place, name) in [(1, "starts"), (2, "ends"), (3, "axes")] {
          try call.setInput(place, toIntegers: name)
        }
      }
      return Slice()
    },
    "Split": { call throws(ONNXCall.Problem) in
      try call.setInput(1, toIntegers: "split")
      let hasSizes = call.inputs.count > 1
      return Split(
        axis: try call.integer("axis", 0),
        count: hasSizes ? nil : try call.integer("num_outputs", call.node.outputs.count))
    },
    "Pad": { call throws(ONNXCall.Problem) in
      if call.isBefore(11) {
        try call.setInput(1, toIntegers: call.has("pads") ? "pads" : "paddings")
        call.setInput(2, to: Tensor(shape: [], values: [try call.number("value", 0)]))
      }
      let word = try call.word("mode") ?? "constant"
      guard let mode = Pad.Mode(rawValue: word) else {
        throw ONNXCall.Problem("the mode '\(word)' is not known")
      }
      return Pad(mode: mode)
    },
    "DepthToSpace": { call throws(ONNXCall.Problem) in
      let size = try call.integer("blocksize", 0)
      let mode: DepthToSpace.Mode = try call.word("mode") == "CRD" ? .crd : .dcr
      return try call.made { () throws(LayerError) in
        try DepthToSpace(blockSize: size, mode: mode)
      }
    },
    "SpaceToDepth": { call throws(ONNXCall.Problem) in
      let size = try call.integer("blocksize", 0)
      return try call.made { () throws(LayerError) in try SpaceToDepth(blockSize: size) }
    },
    "ConstantOfShape": { call throws(ONNXCall.Problem) in
      let value = try call.tensor("value")
      return try call.made { () throws(LayerError) in
        if let value { try ConstantOfShape(value: value) } else { try ConstantOfShape() }
      }
    },
  ]

  private static func axis(_ make: @escaping @Sendable (Int) -> any Operator) -> Translation {
    { call throws(ONNXCall.Problem) in make(try call.integer("axis", 0)) }
  }
}
