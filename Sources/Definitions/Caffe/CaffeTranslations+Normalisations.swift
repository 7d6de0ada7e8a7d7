import Networks

extension CaffeTranslations {
  /// Layers that bring values to a common scale.
  static let normalisations: [String: Translation] = [
    "BatchNorm": { layer throws(CaffeProblem) in
      let settings = try layer.settings("batch_norm_param")
      guard try settings.flag("use_global_stats", true) else {
        throw .layer("it takes its mean from the batch ('use_global_stats' is false)")
      }
      let bottom = try layer.bottom
      let mean = try layer.blob(0, [nil])
      let variance = try layer.blob(1, [mean.shape[0]])
      let sum = try layer.blob(2, [1])
      return try layer.node(
        BatchNormalisationOperator(epsilon: try settings.number("eps", 1e-5)),
        [
          bottom, layer.add("mean", mean.divided(by: sum)),
          layer.add("variance", variance.divided(by: sum)),
        ])
    },
    "LRN": { layer throws(CaffeProblem) in
      let settings = try layer.settings("lrn_param")
      let size = try settings.integer("local_size", 5)
      let (alpha, beta) = (try settings.number("alpha", 1), try settings.number("beta", 0.75))
      guard size > 0, !size.isMultiple(of: 2) else { throw .layer("its 'local_size' is \(size)") }
      let bottom = try layer.bottom
      let region = try settings.member("norm_region", of: ["ACROSS_CHANNELS", "WITHIN_CHANNEL"])
      if region == "ACROSS_CHANNELS" {
        let start = try settings.number("k", 1)
        let operation = try layer.made { () throws(LayerError) in
          try LocalResponseNormalisation(size: size, alpha: alpha, beta: beta, k: start)
        }
        return try layer.node(operation, [bottom])
      }
      let pads = [size / 2, size / 2]
      let means = try layer.made { () throws(LayerError) in
        try pooling(
          .average(countsPadding: true), shape: [size, size],
          padding: .numbers(before: pads, after: pads), roundsUp: true)
      }
      let squares = layer.step(Arithmetic(.mul), [bottom, bottom])
      let factors = layer.step(
        UnaryFunction.power(-beta, scale: alpha, shift: 1), [layer.step(means, [squares])])
      return try layer.node(Arithmetic(.mul), [bottom, factors])
    },
    // Of SSD (Liu et al., 2016): items or places divided by their norms, times learned factors.
    "Normalize": { layer throws(CaffeProblem) in
      let settings = try layer.settings("norm_param")
      let bottom = try layer.bottom
      let isShared = try settings.flag("channel_shared", true)
      let factors = try layer.learned(0, "factors", isShared ? [1] : [nil]).value
      let axes = try settings.flag("across_spatial", true) ? [1, 2, 3] : [1]
      let squares = layer.step(Arithmetic(.mul), [bottom, bottom])
      let sums = layer.step(Reduction(.sum), [squares, layer.constant(axes)])
      let inverse = layer.step(
        UnaryFunction.power(-0.5, shift: try settings.number("eps", 1e-10)), [sums])
      let normalised = layer.step(Arithmetic(.mul), [bottom, inverse])
      let product: any Operator =
        isShared ? Arithmetic(.mul) : BroadcastAlong(Arithmetic(.mul), axis: 1)
      return try layer.node(product, [normalised, factors])
    },
  ]
}

extension StoredParameter {
  /// Sums of many batches as means: divided by the one number that tells how many there were, which
  /// is 0 where nothing was summed.
  fileprivate func divided(by sum: StoredParameter) -> StoredParameter {
    StoredParameter(shape: shape, type: type) { () throws(LayerError) in
      let count = try sum.tensor().floats.first ?? 0
      let factor = count == 0 ? 0 : 1 / count
      return Tensor(shape: shape, values: try tensor().floats.map { $0 * factor })
    }
  }
}
