import Networks

extension CaffeTranslations {
  /// Layers that join values along axes.
  static let reductions: [String: Translation] = [
    "Reduction": { layer throws(CaffeProblem) in
      let settings = try layer.settings("reduction_param")
      let function: Reduction.Function =
        switch try settings.member(
          "operation", of: ["NONE", "SUM", "ASUM", "SUMSQ", "MEAN"], default: "SUM")
        {
        case "SUM": .sum
        case "ASUM": .l1
        case "SUMSQ": .sumOfSquares
        case "MEAN": .mean
        default: throw .layer("its 'operation' is none")
        }
      // All axes from one on are one first.
      let axis = try settings.integer("axis", 0)
      let rows = layer.step(
        ReshapedAxes(first: axis < 0 ? axis - 1 : axis, extents: [-1]), [try layer.bottom])
      let reduction = Reduction(function, keepsAxes: false)
      let last = layer.constant([-1])
      let factor = try settings.number("coeff", 1)
      if factor == 1 { return try layer.node(reduction, [rows, last]) }
      let reduced = layer.step(reduction, [rows, last])
      return try layer.node(UnaryFunction.power(1, scale: factor), [reduced])
    },
    "ArgMax": { layer throws(CaffeProblem) in
      let settings = try layer.settings("argmax_param")
      guard try settings.integer("top_k", 1) == 1, try !settings.flag("out_max_val") else {
        throw .layer("only the place of the largest value is found")
      }
      var (values, axis) = (try layer.bottom, try settings.integer("axis"))
      if axis == nil {
        values = layer.step(ReshapedAxes(first: 1, extents: [1, -1]), [values])
        axis = 2
      }
      // Of equal values Caffe takes the last.
      let place = layer.step(
        ExtremePlace(.argMax, axis: axis ?? 2, takesLast: true), [values])
      return try layer.node(Cast(to: .float32), [place])
    },
  ]
}
