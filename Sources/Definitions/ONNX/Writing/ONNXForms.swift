import Networks

/// How operators of graphs are written in ONNX, by their kinds: the way back of `ONNXTranslations`.
enum ONNXForms {
  /// Writes what stands before the last node, its inputs and attributes; gives its operator.
  typealias Form = @Sendable (inout ONNXForm) throws(ONNXForm.Problem) -> String

  /// All that ONNX has.
  static let all: [String: Form] = [
    plainValues, values, plainShapes, shapes, reductions, layers, scales,
  ]
  .reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  /// The operator of a node.
  ///
  /// - Parameter form: The node, which gets what stands before it, its inputs and attributes.
  /// - Returns: The operator in ONNX.
  /// - Throws: `ONNXForm.Problem`.
  static func operation(of form: inout ONNXForm) throws(ONNXForm.Problem) -> String {
    if let unsupported = form.operation as? UnsupportedOperator {
      throw ONNXForm.Problem(unsupported.reason)
    }
    guard let write = all[form.operation.kind], !(form.operation is BroadcastAlong) else {
      throw ONNXForm.Problem("ONNX has no such operator")
    }
    return try write(&form)
  }

  /// An operator whose inputs say all.
  static func plain(_ name: String, since version: Int = 17) -> Form {
    { form throws(ONNXForm.Problem) in
      form.needs(operatorSet: version)
      return name
    }
  }

  /// An operator with an axis.
  static func axis(_ name: String) -> Form {
    { form throws(ONNXForm.Problem) in
      form.write("axis", integer: "axis")
      return name
    }
  }

  /// A function with numbers, which have the names of its attributes.
  static func numbers(_ name: String, _ attributes: [String]) -> Form {
    { form throws(ONNXForm.Problem) in
      for attribute in attributes { form.write(attribute, number: attribute) }
      return name
    }
  }
}
