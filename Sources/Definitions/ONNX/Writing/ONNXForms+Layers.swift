import Networks

extension ONNXForms {
  /// Weighted sums, windows and normalisations.
  static let layers: [String: Form] = [
    "convolution": { form throws(ONNXForm.Problem) in convolution(&form) },
    "volumeConvolution": { form throws(ONNXForm.Problem) in
      form.writeWindows()
      form.write("group", integer: "groups")
      return "Conv"
    },
    "standardisedConvolution": { form throws(ONNXForm.Problem) in
      guard let layer = form.operation as? StandardisedConvolution,
        let stored = form.weights
      else { throw ONNXForm.Problem("its weights are computed") }
      let weights: Tensor
      do throws(LayerError) { weights = try stored.tensor() } catch {
        throw ONNXForm.Problem("\(error)")
      }
      form.inputs[1] = form.constant(layer.standardised(weights), as: "weights")
      return convolution(&form)
    },
    "convTranspose": { form throws(ONNXForm.Problem) in
      form.writeWindows()
      form.write("group", integer: "groups")
      form.write("output_padding", integers: "outputPadding")
      form.write("output_shape", integers: "outputShape")
      return "ConvTranspose"
    },
    "max": { form throws(ONNXForm.Problem) in
      guard form.has("shape") else { return "Max" }
      return pooling("MaxPool", &form)
    },
    "average": { form throws(ONNXForm.Problem) in pooling("AveragePool", &form) },
    "maxPool": { form throws(ONNXForm.Problem) in
      if let layer = form.operation as? SpatialPooling,
        case .maxWithPlaces(byColumns: true) = layer.poolingKind
      {
        form.attributes.append(("storage_order", .int(1)))
      }
      return pooling("MaxPool", &form)
    },
    "averagePool": { form throws(ONNXForm.Problem) in pooling("AveragePool", &form) },
    "lpPool": { form throws(ONNXForm.Problem) in
      form.needs(operatorSet: 18)
      form.write("p", integer: "power")
      return pooling("LpPool", &form)
    },
    "globalAverage": plain("GlobalAveragePool"), "globalMaxPool": plain("GlobalMaxPool"),
    "globalLpPool": { form throws(ONNXForm.Problem) in
      form.write("p", integer: "power")
      return "GlobalLpPool"
    },
    "matMul": plain("MatMul"),
    "gemm": { form throws(ONNXForm.Problem) in
      form.write("alpha", number: "alpha")
      form.write("beta", number: "beta")
      form.write("transA", flag: "transposesFirst")
      form.write("transB", flag: "transposesSecond")
      return "Gemm"
    },
    "innerProduct": { form throws(ONNXForm.Problem) in
      guard form.integer("axis") == 1 || form.output.shape.count == 2 else {
        throw ONNXForm.Problem("more than one axis stays as it is")
      }
      form.inputs[0] = form.add("Flatten", [form.inputs[0]], as: "rows", [("axis", .int(1))])
      form.write("transB", flag: "transposesSecond")
      return "Gemm"
    },
    "radialBasis": { form throws(ONNXForm.Problem) in
      let axis = form.constant(Tensor(shape: [1], integers: [1]), as: "axis")
      let last = form.constant(Tensor(shape: [1], integers: [2]), as: "last")
      let rows = form.add("Unsqueeze", [form.inputs[0], axis], as: "rows")
      let distances = form.add("Sub", [rows, form.inputs[1]], as: "distances")
      form.inputs = [form.add("Mul", [distances, distances], as: "squares"), last]
      form.attributes.append(("keepdims", .int(0)))
      return "ReduceSum"
    },
    "batchnorm": { form throws(ONNXForm.Problem) in
      let shape = form.facts[1]?.shape ?? []
      let count = shape.first ?? 0
      func other(_ place: Int, _ value: Float, _ role: String) -> String {
        if form.inputs.count > place, !form.inputs[place].isEmpty { return form.inputs[place] }
        let numbers = [Float](repeating: value, count: count)
        return form.constant(Tensor(shape: [count], values: numbers), as: role)
      }
      let (gamma, beta) = (other(3, 1, "gamma"), other(4, 0, "offsets"))
      form.inputs = [form.inputs[0], gamma, beta, form.inputs[1], form.inputs[2]]
      form.write("epsilon", number: "epsilon")
      return "BatchNormalization"
    },
    "instanceNormalization": numbers("InstanceNormalization", ["epsilon"]),
    "groupNormalization": { form throws(ONNXForm.Problem) in
      guard form.facts.count > 1, form.facts[1]?.shape == [form.output.shape[1]] else {
        throw ONNXForm.Problem("its scale has a number per group")
      }
      form.needs(operatorSet: 21)
      form.write("epsilon", number: "epsilon")
      form.write("num_groups", integer: "groups")
      return "GroupNormalization"
    },
    "layerNormalization": { form throws(ONNXForm.Problem) in
      form.write("axis", integer: "axis")
      form.write("epsilon", number: "epsilon")
      return "LayerNormalization"
    },
    "meanVarianceNormalization": { form throws(ONNXForm.Problem) in
      form.write("axes", integers: "axes")
      return "MeanVarianceNormalization"
    },
    "lpNormalization": { form throws(ONNXForm.Problem) in
      form.write("axis", integer: "axis")
      form.write("p", integer: "power")
      return "LpNormalization"
    },
    "lrn": { form throws(ONNXForm.Problem) in
      form.write("size", integer: "size")
      form.write("alpha", number: "alpha")
      form.write("beta", number: "beta")
      form.write("bias", number: "k")
      return "LRN"
    },
  ]

  /// Kernels on rows and columns, or on columns alone.
  private static func convolution(_ form: inout ONNXForm) -> String {
    let isRow = form.output.shape.count == 3
    form.writePlane("strides", "stride", isRow: isRow)
    form.writePlane("dilations", "dilation", isRow: isRow)
    form.write("group", integer: "groups")
    form.writePadding(isRow: isRow)
    return "Conv"
  }

  /// Windows of either of the two operators that pool.
  private static func pooling(_ name: String, _ form: inout ONNXForm) -> String {
    form.write("kernel_shape", integers: "shape")
    if form.operation is Pooling {
      form.write("strides", integers: "stride")
      form.writePadding(isRow: false)
      if form.flag("roundsUp") { form.attributes.append(("ceil_mode", .int(1))) }
    } else {
      form.writeWindows()
    }
    if form.has("countsPadding") { form.write("count_include_pad", flag: "countsPadding") }
    return name
  }
}

extension ONNXForm {
  /// Writes rows and columns, or columns alone.
  fileprivate mutating func writePlane(_ attribute: String, _ setting: String, isRow: Bool) {
    guard let both = integers(setting) else { return }
    attributes.append((attribute, .ints(isRow ? [both[1]] : both)))
  }

  /// Writes what is padded on the four sides of maps, or on two.
  fileprivate mutating func writePadding(isRow: Bool) {
    if let sides = integers("padding") {
      attributes.append(("pads", .ints(isRow ? [sides[1], sides[3]] : sides)))
    } else {
      attributes.append(
        ("auto_pad", .string(word("padding") == "lower" ? "SAME_LOWER" : "SAME_UPPER")))
    }
  }

  /// Writes windows of any number of dimensions.
  fileprivate mutating func writeWindows() {
    write("strides", integers: "strides")
    write("dilations", integers: "dilations")
    if let sides = integers("pads") {
      if !sides.isEmpty { attributes.append(("pads", .ints(sides))) }
    } else if let word = word("pads") {
      attributes.append(("auto_pad", .string(word == "lower" ? "SAME_LOWER" : "SAME_UPPER")))
    }
    if flag("roundsUp") { attributes.append(("ceil_mode", .int(1))) }
  }
}
