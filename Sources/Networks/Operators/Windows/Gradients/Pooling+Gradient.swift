import Pixels

extension Pooling: Differentiable {
  /// Of a maximum the gradient goes to the first of the largest values of each window, row by row, as
  /// in PyTorch, of a mean to all of its values alike.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let input = try call.input(0)
    let gradient = PoolingGradient(pooling: self, shape: builder.shape(of: input))
    let values = poolingKind == .max ? [input] : []
    return call.only(try builder.add(gradient, [try call.upstream()] + values))
  }
}

/// The gradient of what was pooled.
///
/// The inputs are the gradient of what came out and, of a maximum, the maps. Sums are those of
/// `Float`, window by window.
struct PoolingGradient: Operator {
  let pooling: Pooling

  /// The shape of the maps.
  let shape: [Int]

  var kind: String { "\(pooling.kind)Gradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    _ = try inputs.required(0)
    return [Fact(shape: shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let upstream = try inputs.required(0).floats
    let maps = Shape(maps: shape)
    let geometry = try pooling.geometry(for: maps)
    let values = inputs.optional(1)?.floats ?? []
    let count = maps.batch * maps.channels
    let result = [Float](count: count * geometry.inputPlane) { output in
      output.initialize(repeating: 0, count: count * geometry.inputPlane)
      upstream.withUnsafeBufferPointer { upstream in
        values.withUnsafeBufferPointer { values in
          for map in 0..<count {
            guard let gradients = upstream.baseAddress else { return }
            let target = output + map * geometry.inputPlane
            let source = gradients + map * geometry.outputPlane
            switch pooling.poolingKind {
            case .max:
              guard let values = values.baseAddress else { return }
              passToLargest(source, of: values + map * geometry.inputPlane, geometry, to: target)
            case .average(let countsPadding):
              spread(source, geometry, countsPadding: countsPadding, to: target)
            }
          }
        }
      }
    }
    return [Tensor(shape: shape, values: result)]
  }

  private func passToLargest(
    _ upstream: UnsafePointer<Float>, of map: UnsafePointer<Float>, _ geometry: WindowGeometry,
    to output: UnsafeMutablePointer<Float>
  ) {
    let (y, x) = (geometry.y, geometry.x)
    for row in 0..<y.outputs {
      let rows = y.inside(row)
      for column in 0..<x.outputs {
        let columns = x.inside(column)
        guard !rows.isEmpty, !columns.isEmpty else { continue }
        var found = rows.lowerBound * x.count + columns.lowerBound
        var largest = map[found]
        for row in rows {
          for place in row * x.count + columns.lowerBound..<row * x.count + columns.upperBound {
            let value = map[place]
            if value > largest || (value.isNaN && !largest.isNaN) {
              (largest, found) = (value, place)
            }
          }
        }
        output[found] += upstream[row * x.outputs + column]
      }
    }
  }

  private func spread(
    _ upstream: UnsafePointer<Float>, _ geometry: WindowGeometry, countsPadding: Bool,
    to output: UnsafeMutablePointer<Float>
  ) {
    let (y, x) = (geometry.y, geometry.x)
    for row in 0..<y.outputs {
      let rows = y.inside(row)
      for column in 0..<x.outputs {
        let columns = x.inside(column)
        let cells =
          countsPadding ? y.padded(row) * x.padded(column) : rows.count * columns.count
        let share = upstream[row * x.outputs + column] / Float(max(cells, 1))
        for row in rows {
          for column in columns { output[row * x.count + column] += share }
        }
      }
    }
  }
}

extension GlobalAveragePooling: Differentiable {
  /// The gradient of each map's mean, shared by its values.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let shape = builder.shape(of: try call.input(0))
    let plane = shape.dropFirst(2).reduce(1, *)
    let share = try builder.scaled(try call.upstream(), by: 1 / Float(plane))
    return call.only(try builder.stretched(share, to: shape))
  }
}
