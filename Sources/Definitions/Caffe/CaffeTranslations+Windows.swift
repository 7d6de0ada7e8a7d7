import Networks

extension CaffeTranslations {
  /// Layers that move a window over maps.
  static let windows: [String: Translation] = [
    "Pooling": { layer throws(CaffeProblem) in
      let settings = try layer.settings("pooling_param")
      let method = try settings.member("pool", of: ["MAX", "AVE", "STOCHASTIC"])
      guard method != "STOCHASTIC" else { throw .layer("stochastic pooling is for training") }
      let bottom = try layer.bottom
      if try settings.flag("global_pooling") {
        if method == "AVE" { return try layer.node(GlobalAveragePooling(), [bottom]) }
        let operation = try layer.made { () throws(LayerError) in try GlobalPooling(.max) }
        return try layer.node(operation, [bottom])
      }
      guard let shape = try settings.pair("kernel_size", "kernel") else {
        throw .layer("it states no 'kernel_size'")
      }
      let strides = try settings.pair("stride", "stride")
      let pads = try settings.pair("pad", "pad") ?? [0, 0]
      let rounding = try settings.member("round_mode", of: ["CEIL", "FLOOR"])
      // Caffe counts padding, but no position beyond it.
      let kind: SpatialPooling.Kind = method == "MAX" ? .max : .average(countsPadding: true)
      let operation = try layer.made { () throws(LayerError) in
        try pooling(
          kind, shape: shape, strides: strides ?? [], padding: .numbers(before: pads, after: pads),
          roundsUp: rounding == "CEIL")
      }
      return try layer.node(operation, [bottom])
    }
  ]
}
