import Networks

extension ONNXForms {
  /// Operators on shapes and places whose inputs, or an axis beside them, say all.
  static let plainShapes: [String: Form] = [
    "size": plain("Size"), "expand": plain("Expand"), "tile": plain("Tile"),
    "range": plain("Range"), "squeeze": plain("Squeeze"), "unsqueeze": plain("Unsqueeze"),
    "slice": plain("Slice"), "flatten": axis("Flatten"), "concat": axis("Concat"),
    "gather": axis("Gather"), "gatherElements": axis("GatherElements"), "oneHot": axis("OneHot"),
  ]

  /// Operators on shapes and places with settings of their own.
  static let shapes: [String: Form] = [
    "shape": { form throws(ONNXForm.Problem) in
      if let extents = form.operation as? Extents {
        form.attributes.append(("start", .int(extents.start)))
        if let end = extents.end { form.attributes.append(("end", .int(end))) }
      }
      return "Shape"
    },
    "reshape": { form throws(ONNXForm.Problem) in
      if form.operation is ReshapedAxes {
        // The images of a batch stay apart.
        let target = [0] + form.output.shape.dropFirst().map(Int64.init)
        let extents = Tensor(shape: [target.count], integers: target)
        form.inputs = [form.inputs[0], form.constant(extents, as: "shape")]
      } else {
        form.write("allowzero", flag: "allowsZero")
      }
      return "Reshape"
    },
    "transpose": { form throws(ONNXForm.Problem) in
      form.write("perm", integers: "permutation")
      return "Transpose"
    },
    "split": { form throws(ONNXForm.Problem) in
      form.write("axis", integer: "axis")
      if form.inputs.count < 2 {
        form.needs(operatorSet: 18)
        form.attributes.append(("num_outputs", .int(form.outputs.count)))
      }
      return "Split"
    },
    "pad": { form throws(ONNXForm.Problem) in
      let mode = form.word("mode") ?? "constant"
      if mode == "wrap" { form.needs(operatorSet: 19) }
      if form.inputs.count > 3 { form.needs(operatorSet: 18) }
      form.attributes.append(("mode", .string(mode)))
      return "Pad"
    },
    "gatherND": { form throws(ONNXForm.Problem) in
      form.write("batch_dims", integer: "batchAxes")
      return "GatherND"
    },
    "trilu": { form throws(ONNXForm.Problem) in
      form.write("upper", flag: "isUpper")
      return "Trilu"
    },
    "depthToSpace": { form throws(ONNXForm.Problem) in
      form.write("blocksize", integer: "blockSize")
      form.attributes.append(("mode", .string((form.word("mode") ?? "dcr").uppercased())))
      return "DepthToSpace"
    },
    "spaceToDepth": { form throws(ONNXForm.Problem) in
      form.write("blocksize", integer: "blockSize")
      return "SpaceToDepth"
    },
    "constantOfShape": { form throws(ONNXForm.Problem) in
      if let constant = form.operation as? ConstantOfShape {
        form.attributes.append(("value", .tensor(constant.value)))
      }
      return "ConstantOfShape"
    },
    "constant": { form throws(ONNXForm.Problem) in
      guard let constant = form.operation as? Constant else {
        throw ONNXForm.Problem("its numbers are not known")
      }
      form.attributes.append(("value", .tensor(constant.tensor)))
      return "Constant"
    },
    "crop": { form throws(ONNXForm.Problem) in
      let shape = form.output.shape
      let rank = shape.count
      let first = (form.integer("axis") ?? 2) + ((form.integer("axis") ?? 2) < 0 ? rank : 0)
      let offsets = form.integers("offsets") ?? []
      let axes = Array(first..<rank)
      let starts = axes.indices.map {
        offsets.count == axes.count ? offsets[$0] : offsets.first ?? 0
      }
      let ends = zip(starts, axes).map { $0 + shape[$1] }
      let lists = [("starts", starts), ("ends", ends), ("axes", axes)].map { role, numbers in
        form.constant(
          Tensor(shape: [numbers.count], integers: numbers.map(Int64.init)), as: role)
      }
      form.inputs = [form.inputs[0]] + lists
      return "Slice"
    },
  ]

  /// Operators that join the values along axes.
  static let reductions: [String: Form] = [
    "reduceSum": reduction("ReduceSum", since: 17), "reduceMean": reduction("ReduceMean"),
    "reduceMax": reduction("ReduceMax"), "reduceMin": reduction("ReduceMin"),
    "reduceProd": reduction("ReduceProd"), "reduceL1": reduction("ReduceL1"),
    "reduceL2": reduction("ReduceL2"), "reduceSumSquare": reduction("ReduceSumSquare"),
    "reduceLogSum": reduction("ReduceLogSum"), "reduceLogSumExp": reduction("ReduceLogSumExp"),
    "argMax": place("ArgMax"), "argMin": place("ArgMin"),
    "cumSum": { form throws(ONNXForm.Problem) in
      form.write("exclusive", flag: "isExclusive")
      form.write("reverse", flag: "isReversed")
      return "CumSum"
    },
  ]

  /// Since set 18 the axes of all are an input.
  private static func reduction(_ name: String, since version: Int = 18) -> Form {
    { form throws(ONNXForm.Problem) in
      form.needs(operatorSet: version)
      form.write("keepdims", flag: "keepsAxes")
      form.write("noop_with_empty_axes", flag: "isIdentityWithoutAxes")
      return name
    }
  }

  private static func place(_ name: String) -> Form {
    { form throws(ONNXForm.Problem) in
      form.write("axis", integer: "axis")
      form.write("keepdims", flag: "keepsAxis")
      form.write("select_last_index", flag: "takesLast")
      return name
    }
  }
}
