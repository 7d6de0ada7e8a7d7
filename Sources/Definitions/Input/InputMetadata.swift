import Escaping
package import Pixels

/// What the metadata of an ONNX file says about pictures: the keys of ONNX's own description of
/// images (`MetadataProps.md`), and those that exporters are used to.
package struct InputMetadata {
  /// The order of three channels.
  package private(set) var order: Told<ChannelOrder>?

  /// What is subtracted from samples of 0 to 255 and then multiplied with, in the order red, green,
  /// blue.
  package private(set) var numbers: Told<Numbers>?

  /// That samples are light, not encoded as in files.
  package private(set) var isLinear: Told<Bool>?

  /// Columns and rows.
  package private(set) var size: Told<ImageSize>?

  /// What is said and not followed, one line each.
  package private(set) var warnings: [String] = []

  /// Something that is said, and the keys that say it.
  package struct Told<Value> {
    package let value: Value
    package let keys: [String]
  }

  /// What is subtracted from samples, and what they are multiplied with.
  package struct Numbers: Equatable {
    package var mean: [Float]
    package var scale: [Float]
  }

  /// Reads the entries of a file.
  ///
  /// - Parameters:
  ///   - entries: Keys and texts; of a key that occurs twice the first counts.
  ///   - channels: How many channels go in, 1 or 3.
  package init(_ entries: [(key: String, text: String)], channels: Int) {
    var found = Found()
    for entry in entries { found.add(entry.key, text: entry.text, channels: channels) }
    warnings = found.warnings
    order = found.order
    isLinear = found.isLinear
    size = found.size
    numbers = found.numbers
  }
}

extension InputMetadata {
  /// What was met in the entries so far.
  fileprivate struct Found {
    var order: Told<ChannelOrder>?
    var isLinear: Told<Bool>?
    var size: Told<ImageSize>?
    var range: Told<Numbers>?
    var mean: Told<[Float]>?
    var deviation: Told<[Float]>?
    var scale: Told<[Float]>?
    var warnings: [String] = []
  }
}

extension InputMetadata.Found {
  /// Takes an entry, if its key is one of those that are known.
  mutating func add(_ key: String, text: String, channels: Int) {
    guard text.utf8.count <= 1 << 12 else { return }
    let value = MetadataValue(text)
    if ["preprocess", "preprocessing", "preprocessor_config", "transform"].contains(key.simplified)
    {
      addPreset(key, value, channels: channels)
    } else {
      add(key, value, channels: channels)
    }
  }

  /// Takes the settings of an object, or one of the words that Keras has for three ways.
  private mutating func addPreset(_ key: String, _ value: MetadataValue, channels: Int) {
    if case .fields(let fields) = value {
      for (name, value) in fields { add("\(key).\(name)", name, value, channels: channels) }
      return
    }
    guard case .word(let word) = value, let preset = Self.preset(word.simplified) else {
      return refuse(key, value, "it is no object, and none of caffe, tf and torch")
    }
    order = order ?? .init(value: preset.order, keys: [key])
    range = range ?? .init(value: preset.numbers, keys: [key])
  }

  /// Caffe's mean; samples from -1 to 1; the mean and deviation of ImageNet.
  private static func preset(
    _ word: String
  ) -> (order: ChannelOrder, numbers: InputMetadata.Numbers)? {
    switch word {
    case "caffe": (.bgr, .init(mean: [123.68, 116.779, 103.939], scale: [1]))
    case "tf", "tensorflow": (.rgb, .symmetric)
    case "torch", "pytorch", "imagenet":
      (
        .rgb,
        .init(
          mean: [123.675, 116.28, 103.53],
          scale: [0.229, 0.224, 0.225].map { Float(1 / (255 * $0)) })
      )
    default: nil
    }
  }

  private mutating func add(_ key: String, _ value: MetadataValue, channels: Int) {
    add(key, key, value, channels: channels)
  }

  private mutating func add(
    _ key: String, _ name: String, _ value: MetadataValue, channels: Int
  ) {
    switch name.simplified {
    case "image_bitmappixelformat", "channel_order", "color_format", "color_order", "colour_order",
      "input_color", "pixel_format":
      addOrder(key, value)
    case "image_nominalpixelrange", "value_range", "input_range", "pixel_range":
      guard case .word(let word) = value, let numbers = Self.range(word) else {
        return refuse(key, value, "it is no range of samples that is known")
      }
      range = range ?? .init(value: numbers, keys: [key])
    case "image_colorspacegamma":
      switch value {
      case .word(let word) where word.lowercased() == "linear":
        isLinear = isLinear ?? .init(value: true, keys: [key])
      case .word(let word) where word.lowercased() == "srgb": return
      default: refuse(key, value, "it is neither Linear nor SRGB")
      }
    case "mean", "image_mean", "input_mean", "mean_rgb", "mean_bgr", "mean_values", "pixel_mean",
      "norm_mean", "normalize_mean":
      mean = mean ?? numbers(key, value, channels)
    case "std", "image_std", "input_std", "std_rgb", "std_bgr", "std_values", "pixel_std",
      "norm_std", "normalize_std":
      deviation = deviation ?? numbers(key, value, channels, isDivisor: true)
    case "scale", "rescale_factor", "input_scale", "scale_factor":
      scale = scale ?? numbers(key, value, channels, isDivisor: true)
    case "size", "image_size", "input_size", "imgsz", "img_size", "crop_size":
      guard let found = value.size else { return refuse(key, value, "it is no size") }
      size = size ?? .init(value: found, keys: [key])
    default: return
    }
  }

  private mutating func addOrder(_ key: String, _ value: MetadataValue) {
    guard case .word(let word) = value else { return refuse(key, value, "it is no order") }
    switch word.lowercased().prefix(3) {
    case "rgb": order = order ?? .init(value: .rgb, keys: [key])
    case "bgr": order = order ?? .init(value: .bgr, keys: [key])
    case "gra", "gre", "l", "y": return
    default: refuse(key, value, "it is neither RGB nor BGR")
    }
  }

  /// What makes samples of 0 to 255 those of a range.
  private static func range(_ word: String) -> InputMetadata.Numbers? {
    switch word.simplified.replacing("..", with: "_") {
    case "nominalrange_0_255", "0_255": .init(mean: [0], scale: [1])
    case "normalized_0_1", "0_1": .init(mean: [0], scale: [1 / 255])
    case "normalized_1_1", "_1_1": .symmetric
    case "nominalrange_16_235", "16_235": .init(mean: [-16 * 255 / 219], scale: [219 / 255])
    default: nil
    }
  }

  /// One number, or one a channel, red first.
  private mutating func numbers(
    _ key: String, _ value: MetadataValue, _ channels: Int, isDivisor: Bool = false
  ) -> InputMetadata.Told<[Float]>? {
    guard let numbers = value.numbers, [1, channels].contains(numbers.count),
      !isDivisor || numbers.allSatisfy({ $0 > 0 })
    else {
      refuse(
        key, value,
        channels == 1 ? "one number is expected" : "one number is expected, or \(channels)")
      return nil
    }
    return .init(value: numbers, keys: [key])
  }

  private mutating func refuse(_ key: String, _ value: MetadataValue, _ reason: String) {
    warnings.append(
      "the metadata '\(escapedForTerminal(key))' is not followed: \(reason), and it is "
        + value.shown)
  }

  /// What all that is said of numbers comes to.
  ///
  /// Means and deviations of at most 1 are those of samples from 0 to 1, as PyTorch has them. A scale
  /// beside a larger mean is Caffe's, which subtracts first; beside a smaller one samples are scaled
  /// first.
  var numbers: InputMetadata.Told<InputMetadata.Numbers>? {
    let keys = (mean?.keys ?? []) + (deviation?.keys ?? []) + (scale?.keys ?? [])
    guard !keys.isEmpty else { return range }
    let means = redFirst(mean, suffix: "bgr")
    let deviations = redFirst(deviation, suffix: "bgr")
    let isSmall = (means + deviations).allSatisfy { abs($0) <= 1 }
    if let scale {
      let factor = scale.value[0]
      let rest = deviations.isEmpty ? [1] : deviations
      return .init(
        value: .init(
          mean: isSmall ? means.map { $0 / factor } : means,
          scale: isSmall
            ? rest.map { factor / $0 } : redFirst(scale, suffix: "bgr").divided(by: rest)),
        keys: keys)
    }
    let unit: Float = isSmall ? 255 : 1
    return .init(
      value: .init(
        mean: means.map { $0 * unit },
        scale: (deviations.isEmpty ? [1] : deviations).map { 1 / ($0 * unit) }), keys: keys)
  }

  /// The numbers with that of red first: those under a name of `bgr` are in that order, and all are
  /// if the channels are.
  private func redFirst(_ told: InputMetadata.Told<[Float]>?, suffix: String) -> [Float] {
    guard let told else { return [] }
    let name = told.keys[0].simplified
    let isBlueFirst = name.hasSuffix("_bgr") || (!name.hasSuffix("_rgb") && order?.value == .bgr)
    return isBlueFirst ? told.value.reversed() : told.value
  }
}

extension InputMetadata.Numbers {
  /// Samples from -1 to 1.
  fileprivate static let symmetric = Self(mean: [127.5], scale: [1 / 127.5])
}

extension [Float] {
  /// Each number, or the one for all, by each of others.
  fileprivate func divided(by others: [Float]) -> [Float] {
    (0..<Swift.max(count, others.count)).map { self[$0 % count] / others[$0 % others.count] }
  }
}

extension String {
  /// In lower case, with underscores for whatever else separates words.
  fileprivate var simplified: String {
    String(
      lowercased().map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "_" }
    ).replacing("image.", with: "image_")
  }
}
