import Pixels

/// Steps that are computed together, because nobody looks at what lies between them.
enum JointSteps {
  /// One step.
  case single(any Layer)

  /// A convolution and a rectifier.
  case rectifiedConvolution(ConvolutionLayer)

  /// A convolution, a rectifier and max pooling.
  case pooledConvolution(ConvolutionLayer, Pooling)

  /// Takes as many steps as can be computed together.
  ///
  /// - Parameters:
  ///   - steps: All steps.
  ///   - first: The number of the first that is taken.
  ///   - isWanted: Whether what a step gives is looked at.
  init(_ steps: [NamedLayer], from first: Int, isWanted: (Int) -> Bool) {
    guard let convolution = steps[first].layer as? ConvolutionLayer,
      convolution.isComputedInBlocks, !isWanted(first), first + 1 < steps.count,
      let rectifier = steps[first + 1].layer as? ReLU, rectifier.slope == 0
    else {
      self = .single(steps[first].layer)
      return
    }
    if !isWanted(first + 1), first + 2 < steps.count,
      let pooling = steps[first + 2].layer as? Pooling, pooling.kind == .max
    {
      self = .pooledConvolution(convolution, pooling)
    } else {
      self = .rectifiedConvolution(convolution)
    }
  }

  /// How many steps these are.
  var count: Int {
    switch self {
    case .single: 1
    case .rectifiedConvolution: 2
    case .pooledConvolution: 3
    }
  }

  /// Computes what the last of them gives.
  func forward(_ input: Activation) throws(LayerError) -> Activation {
    switch self {
    case .single(let layer): try layer.forward(input)
    case .rectifiedConvolution(let convolution): try convolution.forward(input, floor: 0)
    case .pooledConvolution(let convolution, let pooling):
      try convolution.forward(input, rectifiedAndPooledBy: pooling)
    }
  }
}
