import ModelFiles
import Networks

/// What the text of a Caffe network says: what goes in, and the layers in their order.
struct CaffeNetwork {
  /// What may go in, by the names of blobs: extents as far as they are known.
  let inputs: [String: [Graph.Dimension]?]

  /// The layers that compute something when the network is used, not trained.
  let layers: [CaffeLayer]

  /// The layers that read what goes in, first those of a network that is used.
  let data: [CaffeLayer]

  /// Reads a network.
  ///
  /// - Parameter file: The text.
  /// - Throws: `ModelFileError.syntax` with the place, for the oldest format too.
  init(_ file: PrototxtFile) throws(ModelFileError) {
    let fields = file.message.fields.filter { ["layer", "layers"].contains($0.name) }
    let state = try CaffeState(file.message)
    var (layers, data, other): ([CaffeLayer], [CaffeLayer], [CaffeLayer]) = ([], [], [])
    var inputs = try Self.inputs(file.message)
    for field in fields {
      if case .message(let message) = field.value, message.last("layer") != nil {
        throw field.unexpected(
          "a layer of Caffe since 2014 (upgrade_net_proto_text brings older ones up to date)")
      }
      let layer = try CaffeLayer(field)
      switch (try state.includes(layer), layer) {
      case (true, let layer) where layer.readsData: data.append(layer)
      case (false, let layer) where layer.readsData: other.append(layer)
      case (true, let layer) where layer.type == "Input":
        inputs.merge(try Self.inputs(of: layer)) { first, _ in first }
      case (true, let layer):
        let layer = layer.withoutLabels
        if !layer.isOfTraining, !layer.tops.isEmpty { layers.append(layer) }
      case (false, _): continue
      }
    }
    self.inputs = inputs
    self.layers = layers
    self.data = data + other
  }

  /// What the fields `input`, `input_dim` and `input_shape` of the network say.
  private static func inputs(
    _ message: PrototxtMessage
  ) throws(ModelFileError) -> [String: [Graph.Dimension]?] {
    let (fields, shapes) = (message.all("input"), message.all("input_shape"))
    let extents = try message.extents("input_dim")
    var inputs: [String: [Graph.Dimension]?] = [:]
    for (place, field) in fields.enumerated() {
      let shape: [Int]?
      if shapes.indices.contains(place) {
        shape = try shapes[place].message().extents("dim")
      } else if shapes.isEmpty, extents.count == 4 * fields.count {
        shape = Array(extents[4 * place..<4 * place + 4])
      } else if shapes.isEmpty, extents.isEmpty {
        shape = nil
      } else {
        throw field.unexpected("an input with four 'input_dim' or an 'input_shape'")
      }
      inputs[try field.text()] = .some(shape?.dimensions)
    }
    return inputs
  }

  /// What a layer `Input` says: a shape for each top, or one for all.
  private static func inputs(
    of layer: CaffeLayer
  ) throws(ModelFileError) -> [String: [Graph.Dimension]?] {
    let shapes = try layer.message.message("input_param")?.all("shape") ?? []
    var inputs: [String: [Graph.Dimension]?] = [:]
    for (place, top) in layer.tops.enumerated() {
      let shape = shapes.indices.contains(place) ? shapes[place] : shapes.last
      inputs[top] = .some(try shape?.message().extents("dim").dimensions)
    }
    return inputs
  }
}

extension [Int] {
  /// Extents of which the first, that of the batch, is free.
  var dimensions: [Graph.Dimension] {
    enumerated().map { $0.offset == 0 ? .named("N") : .fixed($0.element) }
  }
}
