import Networks

extension ONNXTranslations {
  /// Operators that join the values along axes.
  static let reductions: [String: Translation] = [
    "ReduceSum": reduction(.sum), "ReduceMean": reduction(.mean), "ReduceMax": reduction(.max),
    "ReduceMin": reduction(.min), "ReduceProd": reduction(.product), "ReduceL1": reduction(.l1),
    "ReduceL2": reduction(.l2), "ReduceSumSquare": reduction(.sumOfSquares),
    "ReduceLogSum": reduction(.logSum), "ReduceLogSumExp": reduction(.logSumExp),
    "ArgMax": place(.argMax), "ArgMin": place(.argMin),
    "CumSum": { call throws(ONNXCall.Problem) in
      CumulativeSum(
        isExclusive: try call.flag("exclusive"), isReversed: try call.flag("reverse"))
    },
  ]

  private static func reduction(_ function: Reduction.Function) -> Translation {
    { call throws(ONNXCall.Problem) in
      try call.setInput(1, toIntegers: "axes")
      return Reduction(
        function, keepsAxes: try call.flag("keepdims", true),
        isIdentityWithoutAxes: try call.flag("noop_with_empty_axes"))
    }
  }

  private static func place(_ function: ExtremePlace.Function) -> Translation {
    { call throws(ONNXCall.Problem) in
      ExtremePlace(
        function, axis: try call.integer("axis", 0), keepsAxis: try call.flag("keepdims", true),
        takesLast: try call.flag("select_last_index"))
    }
  }
}
