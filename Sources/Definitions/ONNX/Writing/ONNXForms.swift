import Networks

/// How operators of graphs are written in ONNX, by their kinds: the way back of `ONNXTranslations`.
enum ONNXForms {
  /// Writes what stands before the last node, its inputs and attributes; gives its operator.
  typealias Form = @Sendable (inout ONNXForm) throws(ONNXForm.Problem) -> String

  /// All that ONNX has.
  static let all: [String: Form] = [
    plainValues, values, shifted, plainShapes, shapes, reductions, layers, scales,
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
    guard let write = all[form.operation.kind] else {
      throw ONNXForm.Problem(
        "ONNX has no such operator; --layer writes what comes before it")
    }
    if let along = form.operation as? BroadcastAlong { try unsqueeze(&form, along) }
    return try write(&form)
  }

  /// Gives the second operand the axes behind its own, so that it broadcasts as in NumPy.
  private static func unsqueeze(
    _ form: inout ONNXForm, _ along: BroadcastAlong
  ) throws(ONNXForm.Problem) {
    guard form.facts.count == 2, let first = form.facts[0], let second = form.facts[1] else {
      throw ONNXForm.Problem("it lacks an operand")
    }
    let rank: Int
    do throws(LayerError) {
      rank = try along.extended(second.shape, under: first.shape).count
    } catch {
      throw ONNXForm.Problem("\(error)")
    }
    let axes = (second.shape.count..<rank).map(Int64.init)
    if axes.isEmpty { return }
    let places = form.constant(Tensor(shape: [axes.count], integers: axes), as: "axes")
    form.inputs[1] = form.add("Unsqueeze", [form.inputs[1], places], as: "unsqueezed")
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
