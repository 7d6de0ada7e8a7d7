import ModelFiles

/// A layer of a Caffe network, as its text describes it.
struct CaffeLayer {
  /// Its name, or that of its first top if it has none.
  let name: String

  /// Its type as newer files write it, for example `InnerProduct`.
  let type: String

  /// The names of the blobs that it takes.
  let bottoms: [String]

  /// The names of the blobs that it gives.
  let tops: [String]

  /// The names under which its learned blobs are shared; empty for one that is not.
  let sharedNames: [String]

  /// All that the text says of it.
  let message: PrototxtMessage

  /// Reads a layer.
  ///
  /// - Parameter field: The field `layer` of newer files, or `layers` of older ones.
  /// - Throws: `ModelFileError.syntax` with the place.
  init(_ field: PrototxtField) throws(ModelFileError) {
    let message = try field.message()
    guard let type = message.last("type") else { throw field.unexpected("a layer with a 'type'") }
    switch type.value {
    case .text(let text): self.type = text
    case .word(let word):
      guard let modern = Self.modernTypes[word] else { throw type.unexpected("a type of layer") }
      self.type = modern
    default: throw type.unexpected("a type of layer")
    }
    bottoms = try message.texts("bottom")
    tops = try message.texts("top")
    var shared: [String] = []
    for field in message.all("param") {
      if case .message(let message) = field.value {
        shared.append(try message.last("name")?.text() ?? "")
      } else {
        shared.append(try field.text())
      }
    }
    sharedNames = shared
    let name = try message.last("name")?.text() ?? ""
    self.name = name.isEmpty ? tops.first ?? self.type : name
    self.message = message
  }

  /// The layer with another type, and the blobs that this needs.
  private init(_ layer: CaffeLayer, type: String) {
    name = layer.name
    self.type = type
    bottoms = Array(layer.bottoms.prefix(1))
    tops = [layer.tops.count > 1 ? layer.tops[1] : layer.tops.first ?? layer.name]
    sharedNames = []
    message = layer.message
  }

  /// What is computed where labels are absent: of a loss what it compares with them.
  var withoutLabels: CaffeLayer {
    switch type {
    case "SoftmaxWithLoss": CaffeLayer(self, type: "Softmax")
    case "SigmoidCrossEntropyLoss": CaffeLayer(self, type: "Sigmoid")
    default: self
    }
  }

  /// Whether it reads what goes in from somewhere.
  var readsData: Bool { bottoms.isEmpty && type.hasSuffix("Data") }

  /// Whether it compares with labels, or gives nothing.
  var isOfTraining: Bool {
    type.hasSuffix("Loss") || ["Accuracy", "Silence", "HDF5Output"].contains(type)
  }

  /// The types of older files with those of newer ones: `V1LayerParameter` of Caffe's
  /// `caffe.proto`.
  private static let modernTypes = [
    "ABSVAL": "AbsVal", "ACCURACY": "Accuracy", "ARGMAX": "ArgMax", "BNLL": "BNLL",
    "CONCAT": "Concat", "CONTRASTIVE_LOSS": "ContrastiveLoss", "CONVOLUTION": "Convolution",
    "DATA": "Data", "DECONVOLUTION": "Deconvolution", "DROPOUT": "Dropout",
    "DUMMY_DATA": "DummyData", "ELTWISE": "Eltwise", "EUCLIDEAN_LOSS": "EuclideanLoss",
    "EXP": "Exp", "FLATTEN": "Flatten", "HDF5_DATA": "HDF5Data", "HDF5_OUTPUT": "HDF5Output",
    "HINGE_LOSS": "HingeLoss", "IM2COL": "Im2col", "IMAGE_DATA": "ImageData",
    "INFOGAIN_LOSS": "InfogainLoss", "INNER_PRODUCT": "InnerProduct", "LRN": "LRN",
    "MEMORY_DATA": "MemoryData", "MULTINOMIAL_LOGISTIC_LOSS": "MultinomialLogisticLoss",
    "MVN": "MVN", "POOLING": "Pooling", "POWER": "Power", "RELU": "ReLU", "SIGMOID": "Sigmoid",
    "SIGMOID_CROSS_ENTROPY_LOSS": "SigmoidCrossEntropyLoss", "SILENCE": "Silence",
    "SLICE": "Slice", "SOFTMAX": "Softmax", "SOFTMAX_LOSS": "SoftmaxWithLoss", "SPLIT": "Split",
    "TANH": "TanH", "THRESHOLD": "Threshold", "WINDOW_DATA": "WindowData",
  ]
}

extension PrototxtMessage {
  /// The texts of all fields of a name.
  func texts(_ name: String) throws(ModelFileError) -> [String] {
    var texts: [String] = []
    for field in all(name) { texts.append(try field.text()) }
    return texts
  }

  /// The extents that all fields of a name list, at least 1 each.
  func extents(_ name: String) throws(ModelFileError) -> [Int] {
    var extents: [Int] = []
    for field in all(name) {
      let extent = try field.integer()
      guard (1...Int64(Int32.max)).contains(extent) else {
        throw field.unexpected("1 to \(Int32.max)")
      }
      extents.append(Int(extent))
    }
    return extents
  }

  /// The message of the first of some names that there is; nil if there is none.
  func message(of names: [String]) throws(ModelFileError) -> PrototxtMessage? {
    for name in names {
      if let message = try message(name) { return message }
    }
    return nil
  }

  /// The message of a name; nil if there is none.
  func message(_ name: String) throws(ModelFileError) -> PrototxtMessage? {
    guard let field = last(name) else { return nil }
    return try field.message()
  }
}
