import Pixels
import Kernels

extension GraphBuilder {
  /// Adds a convolution with square kernels.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - channels: Maps that come out.
  ///   - kernel: Rows and columns of the kernels.
  ///   - stride: Rows and columns between outputs.
  ///   - padding: What is padded with zeros.
  ///   - groups: Groups of maps that are convolved apart.
  ///   - hasBias: Whether a bias per output map is learned.
  ///   - standardisesWeights: Whether the weights of each map are standardised before.
  /// - Returns: The maps that come out.
  public mutating func convolve(
    _ name: String, _ maps: Graph.Value, _ channels: Int, kernel: Int, stride: Int = 1,
    padding: Padding = .valid, groups: Int = 1, hasBias: Bool = true,
    standardisesWeights: Bool = false
  ) -> Graph.Value {
    convolve(
      name, maps, channels, kernel: (kernel, kernel), stride: stride, padding: padding,
      groups: groups, hasBias: hasBias, standardisesWeights: standardisesWeights)
  }

  /// Adds a convolution.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - channels: Maps that come out.
  ///   - kernel: Rows of the kernels, and columns.
  ///   - stride: Rows and columns between outputs.
  ///   - padding: What is padded with zeros.
  ///   - groups: Groups of maps that are convolved apart.
  ///   - hasBias: Whether a bias per output map is learned.
  ///   - standardisesWeights: Whether the weights of each map are standardised before.
  /// - Returns: The maps that come out.
  public mutating func convolve(
    _ name: String, _ maps: Graph.Value, _ channels: Int, kernel: (rows: Int, columns: Int),
    stride: Int = 1, padding: Padding = .valid, groups: Int = 1, hasBias: Bool = true,
    standardisesWeights: Bool = false
  ) -> Graph.Value {
    let weights = parameter(
      "\(name).weights",
      [channels, self.channels(of: maps) / groups, kernel.rows, kernel.columns])
    let bias = hasBias ? parameter("\(name).bias", [channels]) : nil
    func operation() throws(LayerError) -> any Operator {
      let convolution = try Convolution(
        stride: Step(x: stride, y: stride), padding: padding, groups: groups)
      return standardisesWeights ? StandardisedConvolution(convolution) : convolution
    }
    return add(name, [maps, weights, bias], try operation())
  }

  /// Adds a dense layer.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - numbers: What goes in, a row per picture.
  ///   - count: Numbers that come out per picture.
  /// - Returns: The numbers that come out.
  public mutating func dense(
    _ name: String, _ numbers: Graph.Value, _ count: Int
  ) -> Graph.Value {
    let weights = parameter("\(name).weights", [count, channels(of: numbers)])
    let bias = parameter("\(name).bias", [count])
    return add(name, [numbers, weights, bias], Dense(transposesSecond: true))
  }

  /// Adds a batch normalisation.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - epsilon: What is added to variances.
  /// - Returns: The maps that come out.
  public mutating func batchNormalise(
    _ name: String, _ maps: Graph.Value, epsilon: Float = 1e-5
  ) -> Graph.Value {
    let operation = BatchNormalisationOperator(epsilon: epsilon)
    let learned = operation.parameterNames.map {
      parameter("\(name).\($0)", [channels(of: maps)])
    }
    return add(name, [maps] + learned, operation)
  }

  /// Adds a normalisation of groups of maps.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - groups: Groups of maps.
  /// - Returns: The maps that come out.
  public mutating func groupNormalise(
    _ name: String, _ maps: Graph.Value, groups: Int
  ) -> Graph.Value {
    let learned = ["scale", "shift"].map { parameter("\(name).\($0)", [channels(of: maps)]) }
    return add(name, [maps] + learned, try GroupNormalisation(groups: groups))
  }

  /// Adds a squeeze and an excitation: each map is multiplied by a share that is learned from the means
  /// of all (Hu, Shen and Sun, 2018).
  ///
  /// - Parameters:
  ///   - name: The name of the product; its parts are named after it.
  ///   - maps: What goes in.
  ///   - channels: Numbers that the means are squeezed to.
  /// - Returns: The maps that come out.
  public mutating func squeezeAndExcite(
    _ name: String, _ maps: Graph.Value, _ channels: Int
  ) -> Graph.Value {
    var shares = globalAverage("\(name).avgpool", maps)
    shares = convolve("\(name).fc1", shares, channels, kernel: 1)
    shares = swish("\(name).activation", shares)
    shares = convolve("\(name).fc2", shares, self.channels(of: maps), kernel: 1)
    shares = sigmoid("\(name).scale_activation", shares)
    return multiply(name, maps, shares)
  }
}
