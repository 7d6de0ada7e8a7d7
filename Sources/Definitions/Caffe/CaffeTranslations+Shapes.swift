import Networks

extension CaffeTranslations {
  /// Layers that change shapes or places.
  static let shapes: [String: Translation] = [
    "Concat": { layer throws(CaffeProblem) in
      let settings = try layer.settings("concat_param")
      let axis = try settings.axis(or: "concat_dim")
      return try layer.node(Concat(axis: axis), try layer.bottoms(1...Int(Int16.max)))
    },
    "Slice": { layer throws(CaffeProblem) in
      let settings = try layer.settings("slice_param")
      let axis = try settings.axis(or: "slice_dim")
      let points = try settings.integers("slice_point")
      let (count, bottom) = (layer.topCount, try layer.bottom)
      if points.isEmpty {
        return try layer.node(Split(axis: axis, count: count), [bottom], giving: count)
      }
      guard points.count == count - 1, zip([0] + points, points).allSatisfy({ $0 < $1 }) else {
        throw .layer("its \(points.count) 'slice_point' do not make \(count) blobs")
      }
      return layer.nodes { layer, place in
        // A slice that ends behind the last place ends there.
        let start = layer.constant([place == 0 ? 0 : points[place - 1]])
        let end = layer.constant([place < points.count ? points[place] : Int(Int32.max)])
        return (Slice(), [bottom, start, end, layer.constant([axis])])
      }
    },
    "Flatten": { layer throws(CaffeProblem) in
      let settings = try layer.settings("flatten_param")
      let end = try settings.integer("end_axis", -1)
      let flatten = ReshapedAxes(
        first: (try settings.integer("axis", 1)).position, end: end < 0 ? end : end + 1,
        extents: [-1])
      return try layer.node(flatten, [try layer.bottom])
    },
    "Reshape": { layer throws(CaffeProblem) in
      let settings = try layer.settings("reshape_param")
      guard let extents = try settings.dimensions("shape") else {
        throw .layer("it states no 'shape'")
      }
      let first = try settings.integer("axis", 0)
      let count = try settings.integer("num_axes", -1)
      guard count >= -1, count == -1 || first >= 0 || first + count < 0 else {
        throw .layer("\(count) axes from \(first) on are not read")
      }
      return try layer.node(
        ReshapedAxes(
          first: first, end: count == -1 ? -1 : first + count, extents: extents),
        [try layer.bottom])
    },
    "Permute": { layer throws(CaffeProblem) in
      let order = try layer.settings("permute_param").integers("order")
      // Axes that are not named follow in their order; blobs have four.
      let rest = (0..<4).filter { !order.contains($0) }
      let permutation = order.count < 4 ? order + rest : order
      return try layer.node(Transpose(permutation: permutation), [try layer.bottom])
    },
    "Crop": { layer throws(CaffeProblem) in
      let settings = try layer.settings("crop_param")
      let crop = Crop(
        axis: try settings.integer("axis", 2), offsets: try settings.integers("offset"))
      return try layer.node(crop, try layer.bottoms(2...2))
    },
    "Tile": { layer throws(CaffeProblem) in
      let settings = try layer.settings("tile_param")
      guard let count = try settings.integer("tiles"), (1...1 << 16).contains(count) else {
        throw .layer("it states no 'tiles' of 1 to 65536")
      }
      return try layer.node(
        Concat(axis: try settings.integer("axis", 1)),
        Array(repeating: try layer.bottom, count: count))
    },
  ]
}

extension Int {
  /// The axis as a place between axes, which counts from behind the last where it is negative.
  fileprivate var position: Int { self < 0 ? self - 1 : self }
}
