import Networks

extension CaffeTranslations {
  /// Layers that combine blobs value by value, or a blob with learned numbers.
  static let combinations: [String: Translation] = [
    "Eltwise": { layer throws(CaffeProblem) in
      let settings = try layer.settings("eltwise_param")
      let bottoms = try layer.bottoms(1...Int(Int16.max))
      switch try settings.member("operation", of: ["PROD", "SUM", "MAX"], default: "SUM") {
      case "PROD":
        var product = bottoms[0]
        for factor in bottoms.dropFirst().dropLast() {
          product = layer.step(Arithmetic(.mul), [product, factor])
        }
        guard bottoms.count > 1 else { return try layer.node(Identity(), [product]) }
        return try layer.node(Arithmetic(.mul), [product, bottoms[bottoms.count - 1]])
      case "MAX": return try layer.node(Accumulation(.max), bottoms)
      default: return try layer.node(Accumulation(.sum), try layer.weighted(bottoms, settings))
      }
    },
    "Scale": { layer throws(CaffeProblem) in
      let settings = try layer.settings("scale_param")
      let axis = try settings.integer("axis", 1)
      let bottoms = try layer.bottoms(1...2)
      var factor = bottoms[bottoms.count - 1]
      let isLearned = bottoms.count == 1
      var extents: [Int?] = []
      if isLearned {
        extents = try settings.learnedExtents()
        factor = try layer.learned(0, "factors", extents).value
      }
      let product = BroadcastAlong(Arithmetic(.mul), axis: axis)
      guard try settings.flag("bias_term") else {
        return try layer.node(product, [bottoms[0], factor])
      }
      if !isLearned { extents = try settings.learnedExtents() }
      let bias = try layer.learned(isLearned ? 1 : 0, "bias", extents).value
      let scaled = layer.step(product, [bottoms[0], factor])
      return try layer.node(BroadcastAlong(Arithmetic(.add), axis: axis), [scaled, bias])
    },
    "Bias": { layer throws(CaffeProblem) in
      let settings = try layer.settings("bias_param")
      let axis = try settings.integer("axis", 1)
      let bottoms = try layer.bottoms(1...2)
      var bias = bottoms[bottoms.count - 1]
      if bottoms.count == 1 {
        bias = try layer.learned(0, "bias", try settings.learnedExtents()).value
      }
      return try layer.node(BroadcastAlong(Arithmetic(.add), axis: axis), [bottoms[0], bias])
    },
  ]
}

extension CaffeSettings {
  /// As many extents as learned numbers lie along.
  fileprivate func learnedExtents() throws(CaffeProblem) -> [Int?] {
    let count = try integer("num_axes", 1)
    guard (0...4).contains(count) else { throw .layer("its 'num_axes' is \(count)") }
    return [Int?](repeating: nil, count: count)
  }
}

extension CaffeBuilder {
  /// Blobs times the numbers that a sum states for them.
  fileprivate mutating func weighted(
    _ bottoms: [Graph.Value], _ settings: CaffeSettings
  ) throws(CaffeProblem) -> [Graph.Value] {
    let factors = try settings.numbers("coeff")
    if factors.isEmpty { return bottoms }
    guard factors.count == bottoms.count else {
      throw .layer("it takes \(bottoms.count) blobs, and has \(factors.count) factors")
    }
    return zip(bottoms, factors).map { value, factor in
      factor == 1 ? value : step(UnaryFunction.power(1, scale: factor), [value])
    }
  }
}
