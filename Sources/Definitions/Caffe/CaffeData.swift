import ModelFiles
import Networks
import Pixels

/// What a layer makes of the pictures that it reads.
struct CaffeData {
  /// The blob of the pictures.
  let top: String

  /// The shape of a batch, if the layer states one.
  private let shape: [Int]?

  /// Rows and columns that pictures are resized to, if the layer states them.
  private let size: ImageSize?

  /// The side of the square that is cut out, if the layer states one.
  private let crop: Int?

  /// What is subtracted; none for nothing.
  private let means: [Float]

  /// What samples less the mean are multiplied with.
  private let scale: Float

  /// Whether anything is said of how pictures are changed, and all of that is in the text.
  private let isTold: Bool

  /// Reads a layer.
  ///
  /// - Parameter layer: One that reads what goes in.
  /// - Throws: `ModelFileError.syntax` with the place.
  init(_ layer: CaffeLayer) throws(ModelFileError) {
    top = layer.tops.first ?? layer.name
    let message = layer.message
    // The oldest files state all among the settings of the source.
    let source = try message.message(of: ["image_data_param", "data_param"])
    let transform = try message.message("transform_param") ?? source
    crop = try transform?.extents("crop_size").last
    var means: [Float] = []
    for field in transform?.all("mean_value") ?? [] { means.append(Float(try field.real())) }
    self.means = means
    scale = Float(try transform?.last("scale")?.real() ?? 1)
    isTold = transform != nil && transform?.last("mean_file") == nil
    if let height = try source?.extents("new_height").last,
      let width = try source?.extents("new_width").last
    {
      size = ImageSize(width: width, height: height)
    } else {
      size = nil
    }
    let made = try message.message(of: ["memory_data_param", "dummy_data_param"])
    if let shape = try made?.message("shape") {
      self.shape = try shape.extents("dim")
    } else if let made {
      var extents = [1]
      for name in ["channels", "height", "width"] { extents += try made.extents(name).prefix(1) }
      shape = extents.count == 4 ? extents : nil
    } else {
      shape = nil
    }
  }

  /// The extents of a batch as far as they are known.
  ///
  /// - Parameter channels: The channels that the first layer takes; nil if that is not known.
  /// - Returns: The extents; nil if nothing is known.
  func dimensions(channels: Int?) -> [Graph.Dimension]? {
    if let shape { return shape.dimensions }
    guard let channels = channels ?? (means.count > 1 ? means.count : nil) else { return nil }
    let height = crop ?? size?.height
    let width = crop ?? size?.width
    return [
      .named("N"), .fixed(channels), height.map { .fixed($0) } ?? .named("H"),
      width.map { .fixed($0) } ?? .named("W"),
    ]
  }

  /// How pictures become what goes in; nil if the text does not say it, or not all of it.
  ///
  /// Pictures whose size the source of the data decides are cut as they are.
  ///
  /// - Parameter channels: The channels of the network.
  /// - Returns: The stage, in the order blue, green, red.
  func stage(channels: Int) -> InputStage? {
    guard isTold, means.count <= 1 || means.count == channels else { return nil }
    return InputStage(
      resize: size.map { InputResize(.exact($0), antialias: false) }
        ?? crop.map { InputResize(.shorterSide($0)) },
      crop: crop.map { ImageSize(width: $0, height: $0) },
      colour: channels == 1 ? .grey() : .bgr, mean: means.isEmpty ? nil : .channels(means),
      scale: [scale])
  }
}

extension CaffeNetwork {
  /// All that may go in, with what layers read from somewhere.
  ///
  /// - Parameter weights: The learned blobs, which tell the channels of pictures; nil if there are
  ///   none.
  /// - Returns: Extents as far as they are known, by the names of blobs, and how pictures are made.
  /// - Throws: `ModelFileError.syntax` with the place.
  func sources(
    _ weights: CaffeWeights?
  ) throws(ModelFileError) -> (inputs: [String: [Graph.Dimension]?], pictures: [CaffeData]) {
    var (inputs, pictures) = (inputs, [CaffeData]())
    for layer in data {
      let data = try CaffeData(layer)
      if inputs[data.top] == nil {
        inputs[data.top] = .some(
          data.dimensions(channels: weights?.channels(of: data.top, in: layers)))
        pictures.append(data)
      }
      for top in layer.tops.dropFirst() where inputs[top] == nil { inputs[top] = .some(nil) }
    }
    return (inputs, pictures)
  }
}

extension CaffeWeights {
  /// The channels of a blob that a convolution takes; nil if none does.
  fileprivate func channels(of name: String, in layers: [CaffeLayer]) -> Int? {
    guard let layer = layers.first(where: { $0.bottoms == [name] && $0.type == "Convolution" }),
      let weights = try? blob(0, of: layer, extents: [nil, nil, nil, nil]),
      let groups = try? CaffeSettings(layer, "convolution_param").integer("group") ?? 1
    else { return nil }
    let (channels, overflow) = weights.shape[1].multipliedReportingOverflow(by: groups)
    return overflow ? nil : channels
  }
}
