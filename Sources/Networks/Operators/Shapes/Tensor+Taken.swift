extension Tensor {
  /// The parts at some places of an axis, behind each other.
  ///
  /// - Parameters:
  ///   - places: Places of the axis; nil for a part that is filled.
  ///   - axis: The axis, counted from the first.
  ///   - fill: A tensor of one element of the same type for what is filled; without it 0.
  /// - Returns: A tensor with as many places along the axis; the shape has to be checked.
  func taken(_ places: [Int?], along axis: Int, fill: Tensor? = nil) -> Tensor {
    var shape = shape
    let extent = shape[axis]
    shape[axis] = places.count
    let outer = shape.prefix(axis).reduce(1, *)
    let inner = shape.suffix(from: axis + 1).reduce(1, *)
    switch elements {
    case .floats(let values):
      let values = Self.taken(values, places, (outer, extent, inner), fill: fill?.floats[0] ?? 0)
      return Tensor(shape: shape, values: values, type: type)
    case .integers(let values):
      let values = Self.taken(values, places, (outer, extent, inner), fill: fill?.integers?[0] ?? 0)
      return Tensor(shape: shape, integers: values, type: type)
    }
  }

  private static func taken<Element>(
    _ elements: [Element], _ places: [Int?], _ extents: (outer: Int, axis: Int, inner: Int),
    fill: Element
  ) -> [Element] {
    let (outer, extent, inner) = extents
    return [Element](count: outer * places.count * inner) { output in
      elements.withUnsafeBufferPointer { elements in
        var target = output
        for index in 0..<outer {
          for place in places {
            if let place, let elements = elements.baseAddress {
              target.initialize(from: elements + (index * extent + place) * inner, count: inner)
            } else {
              target.initialize(repeating: fill, count: inner)
            }
            target += inner
          }
        }
      }
    }
  }
}

extension Tensor? {
  /// Whole numbers as places of an axis, counted from its first.
  ///
  /// - Parameter extent: The extent of the axis.
  /// - Returns: The places.
  /// - Throws: `LayerError.unsuitable` for a place outside.
  func places(extent: Int) throws(LayerError) -> [Int] {
    var places: [Int] = []
    for place in self?.integers ?? [] {
      guard place >= -Int64(extent), place < extent else { throw .place(place, extent: extent) }
      places.append(Int(place < 0 ? place + Int64(extent) : place))
    }
    return places
  }
}
