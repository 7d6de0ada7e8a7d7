import Filtering
import Networks
import Reports

extension PageStep {
  /// Describes a layer.
  ///
  /// - Parameters:
  ///   - step: The layer and its name.
  ///   - from: The step whose maps go in; -1 for the input.
  init(_ step: NamedLayer, from: Int) {
    switch step.layer {
    case let layer as ConvolutionLayer: self.init(layer, step.name, from: from)
    case let layer as KernelBankLayer: self.init(layer, step.name, from: from)
    case let layer as Pooling: self.init(layer, step.name, from: from)
    case let layer as LocalResponseNormalisation: self.init(layer, step.name, from: from)
    case let layer as BatchNormalisation: self.init(layer, step.name, from: from)
    case let layer as MeanScale:
      self.init(step.name, "meanScale", from: from)
      note = "less a mean, times a scale"
      mean = PageArray(layer.mean)
      scale = PageArray(layer.scale)
    case let layer as MinMaxNormalisation:
      self.init(step.name, "minmax", from: from)
      isWhole = layer.extent == .image
      note =
        "stretched to 0 … 1, \(layer.extent == .image ? "all maps together" : "each map alone")"
    case let layer as ReLU:
      self.init(step.name, "relu", from: from)
      slope = layer.slope
      note = layer.slope == 0 ? "negative values become 0" : "negative values times \(layer.slope)"
    case is Sigmoid: self.init(step.name, "sigmoid", from: from)
    case is Tanh: self.init(step.name, "tanh", from: from)
    case is GlobalAveragePooling:
      self.init(step.name, "globalAverage", from: from)
      note = "the mean of each map"
    default: self.init(step.name, "unknown", from: from)
    }
  }

  private init(_ layer: ConvolutionLayer, _ name: String, from: Int) {
    self.init(name, "convolution", from: from)
    weights = PageArray(layer.weights)
    shape = [layer.outputChannels, layer.groupChannels, layer.kernelHeight, layer.kernelWidth]
    bias = layer.bias.map { PageArray($0) }
    stride = layer.stride.rowsAndColumns
    dilation = layer.dilation.rowsAndColumns
    groups = layer.groups
    pad(with: layer.padding)
    note =
      "\(layer.outputChannels) kernels of "
      + "\(layer.groupChannels) × \(layer.kernelHeight) × \(layer.kernelWidth)"
      + (layer.stride == .one ? "" : ", stride \(layer.stride.y)")
      + (layer.groups == 1 ? "" : ", \(layer.groups) groups")
  }

  private init(_ layer: KernelBankLayer, _ name: String, from: Int) {
    self.init(name, "bank", from: from)
    kernels = layer.bank.kernels.map { PageKernel($0) }
    combination = layer.bank.combination?.rawValue
    stride = layer.stride.rowsAndColumns
    dilation = layer.dilation.rowsAndColumns
    positions = "same"
    switch layer.surround {
    case .zeros(let padding):
      border = "zeros"
      pad(with: padding)
    case .border(let border): surround(with: border)
    }
    note = layer.bank.pageNote
  }

  private init(_ layer: Pooling, _ name: String, from: Int) {
    switch layer.kind {
    case .max: self.init(name, "max", from: from)
    case .average(let countsPadding):
      self.init(name, "average", from: from)
      self.countsPadding = countsPadding
    }
    shape = [layer.height, layer.width]
    stride = layer.stride.rowsAndColumns
    roundsUp = layer.roundsUp
    pad(with: layer.padding)
    note =
      "the \(layer.kind == .max ? "largest" : "mean") of \(layer.height) × \(layer.width), "
      + "stride \(layer.stride.y)"
  }

  private init(_ layer: LocalResponseNormalisation, _ name: String, from: Int) {
    self.init(name, "lrn", from: from)
    size = layer.size
    alpha = layer.alpha
    beta = layer.beta
    k = layer.k
    note = "divided by what \(layer.size) neighbouring maps amount to"
  }

  private init(_ layer: BatchNormalisation, _ name: String, from: Int) {
    self.init(name, "batchnorm", from: from)
    mean = PageArray(layer.mean)
    variance = PageArray(layer.variance)
    gamma = layer.gamma.map { PageArray($0) }
    offsets = layer.beta.map { PageArray($0) }
    epsilon = layer.epsilon
    note = "less a learned mean, divided by a learned deviation"
  }
}

extension KernelBank {
  /// One line for the reader.
  var pageNote: String {
    let sizes = kernels.map { "\($0.height) × \($0.width)" }
    let all = Set(sizes).count == 1 ? sizes[0] : sizes.joined(separator: ", ")
    let count = kernels.count == 1 ? "a kernel of \(all)" : "\(kernels.count) kernels of \(all)"
    return count + (combination.map { ", joined by \($0.rawValue)" } ?? "")
  }
}
