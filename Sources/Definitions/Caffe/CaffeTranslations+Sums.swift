import Pixels
import Kernels
import Networks

extension CaffeTranslations {
  /// Layers with weighted sums.
  static let sums: [String: Translation] = [
    "InnerProduct": { layer throws(CaffeProblem) in
      let settings = try layer.settings("inner_product_param")
      let isTransposed = try settings.flag("transpose")
      let count = try settings.outputCount()
      let weights = try layer.learned(0, "weights", isTransposed ? [nil, count] : [count, nil])
      let bias = try layer.bias(settings, count: count)
      return try layer.node(
        InnerProduct(axis: try settings.integer("axis", 1), isTransposed: isTransposed),
        [try layer.bottom, weights.value, bias])
    },
    "Convolution": { layer throws(CaffeProblem) in
      let settings = try layer.settings("convolution_param")
      let windows = try CaffeWindows(settings)
      let count = try settings.outputCount()
      let weights = try layer.learned(0, "weights", [count, nil] + windows.kernel)
      let bias = try layer.bias(settings, count: count)
      let operation = try layer.made { () throws(LayerError) in
        try Convolution(
          stride: Step(x: windows.strides[1], y: windows.strides[0]),
          padding: .margins(
            Margins(
              top: windows.pads[0], left: windows.pads[1], bottom: windows.pads[0],
              right: windows.pads[1])),
          dilation: Step(x: windows.dilations[1], y: windows.dilations[0]), groups: windows.groups)
      }
      return try layer.node(operation, [try layer.bottom, weights.value, bias])
    },
    "Deconvolution": { layer throws(CaffeProblem) in
      let settings = try layer.settings("convolution_param")
      let windows = try CaffeWindows(settings)
      let count = try settings.outputCount()
      guard count.isMultiple(of: windows.groups) else {
        throw .layer("\(windows.groups) groups do not divide \(count) maps")
      }
      let weights = try layer.learned(
        0, "weights", [nil, count / windows.groups] + windows.kernel)
      let bias = try layer.bias(settings, count: count)
      let operation = try layer.made { () throws(LayerError) in
        try TransposedConvolution(
          strides: windows.strides, padding: .numbers(before: windows.pads, after: windows.pads),
          dilations: windows.dilations, groups: windows.groups)
      }
      return try layer.node(operation, [try layer.bottom, weights.value, bias])
    },
  ]
}

/// How the windows of a convolution slide over rows and columns.
private struct CaffeWindows {
  let kernel: [Int]
  let strides: [Int]
  let pads: [Int]
  let dilations: [Int]
  let groups: Int

  init(_ settings: CaffeSettings) throws(CaffeProblem) {
    guard let kernel = try settings.pair("kernel_size", "kernel") else {
      throw .layer("it states no 'kernel_size'")
    }
    guard try settings.integer("axis", 1) == 1 else {
      throw .layer("channels are expected along axis 1")
    }
    self.kernel = kernel
    strides = try settings.pair("stride", "stride") ?? [1, 1]
    pads = try settings.pair("pad", "pad") ?? [0, 0]
    dilations = try settings.pair("dilation", "dilation") ?? [1, 1]
    groups = try settings.integer("group", 1)
    for (name, number) in [
      ("stride", strides.min()), ("dilation", dilations.min()), ("group", groups),
    ] {
      guard let number, number > 0 else { throw .layer("its '\(name)' is not 1 or more") }
    }
  }
}

extension CaffeSettings {
  /// How many maps or numbers come out.
  fileprivate func outputCount() throws(CaffeProblem) -> Int {
    guard let count = try integer("num_output"), count > 0 else {
      throw .layer("it states no 'num_output' of 1 or more")
    }
    return count
  }
}

extension CaffeBuilder {
  /// One learned number per output; nil if the layer has none.
  fileprivate mutating func bias(
    _ settings: CaffeSettings, count: Int
  ) throws(CaffeProblem) -> Graph.Value? {
    guard try settings.flag("bias_term", true) else { return nil }
    return try learned(1, "bias", [count]).value
  }
}
