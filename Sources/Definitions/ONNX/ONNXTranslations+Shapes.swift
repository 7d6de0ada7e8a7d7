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
    "ConstantOfShape": { call throws(ONNXCall.Problem) in
      let value = try call.tensor("value")
      return try call.made { () throws(LayerError) in
        if let value { try ConstantOfShape(value: value) } else { try ConstantOfShape() }
      }
    },
  ]
}
