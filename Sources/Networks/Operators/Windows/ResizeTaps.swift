/// What an output position takes along one axis; nothing outside of a region.
struct ResizeTaps {
  /// Positions of the input.
  var positions: [Int] = []

  /// How much each counts.
  var weights: [Double] = []
}

extension ResizedAxis {
  /// What an output position takes.
  ///
  /// The formulas are those of ONNX's definition of `Resize`; `length_resized` is the product of
  /// scale and input, before it is rounded.
  ///
  /// - Parameters:
  ///   - output: The position.
  ///   - operation: How it is interpolated.
  /// - Returns: The taps.
  func taps(of output: Int, for operation: Resize) -> ResizeTaps {
    let place = coordinate(of: Double(output), operation.coordinates)
    let last = Double(input - 1)
    if operation.coordinates == .cropAndResize, place < 0 || place > last { return ResizeTaps() }
    let kernel: (support: Double, weight: (Double) -> Double)
    switch operation.mode {
    case .nearest(let rounding):
      let nearest = min(max(rounded(place, rounding), 0), last)
      return ResizeTaps(positions: [Int(nearest)], weights: [1])
    case .linear: kernel = (1, { max(0, 1 - $0.magnitude) })
    case .cubic(let coefficient): kernel = (2, { cubic($0, Double(coefficient)) })
    }
    let spread = operation.antialiases ? min(scale, 1) : 1
    let first = (-kernel.support / spread).rounded(.down) + 1
    let base = place.rounded(.down)
    var taps = ResizeTaps()
    for index in 0..<Int(2 - 2 * first) {
      let position = base + first + Double(index)
      let isInside = position >= 0 && position <= last
      taps.positions.append(Int(min(max(position, 0), last)))
      taps.weights.append(
        isInside || !operation.excludesOutside ? kernel.weight((position - place) * spread) : 0)
    }
    let sum = taps.weights.reduce(0, +)
    if sum != 0, spread < 1 || operation.excludesOutside {
      for index in taps.weights.indices { taps.weights[index] /= sum }
    }
    return taps
  }

  private func coordinate(of output: Double, _ coordinates: Resize.Coordinates) -> Double {
    let length = scale * Double(input)
    switch coordinates {
    case .halfPixel: return (output + 0.5) / scale - 0.5
    case .halfPixelSymmetric:
      let offset = Double(input) / 2 * (1 - Double(self.output) / length)
      return offset + (output + 0.5) / scale - 0.5
    case .halfPixelOfPyTorch: return self.output == 1 ? -0.5 : (output + 0.5) / scale - 0.5
    case .halfPixelOfNearest: return (output + 0.5) / scale
    case .asymmetric: return output / scale
    case .alignCorners: return length == 1 ? 0 : output * Double(input - 1) / (length - 1)
    case .cropAndResize:
      let (last, extent) = (Double(input - 1), region.end - region.start)
      let inside = length == 1 ? extent * last / 2 : output * extent * last / (length - 1)
      return region.start * last + inside
    }
  }

  private func rounded(_ place: Double, _ rounding: Resize.Rounding) -> Double {
    switch rounding {
    case .preferFloor: (place - 0.5).rounded(.up)
    case .preferCeil: (place + 0.5).rounded(.down)
    case .floor: place.rounded(.down)
    case .ceil: place.rounded(.up)
    case .simple: place.rounded(scale < 1 ? .up : .down)
    }
  }
}

/// The cubic kernel at a distance; Keys (1981), equation 4.
private func cubic(_ distance: Double, _ a: Double) -> Double {
  let x = distance.magnitude
  if x <= 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0
}

/// The interpolation of one axis, with all others left alone.
struct ResizePass {
  private let outer: Int
  private let input: Int
  private let inner: Int
  private let taps: [ResizeTaps]

  /// Works out what every output position takes.
  ///
  /// - Parameters:
  ///   - shape: The shape of the tensor before.
  ///   - axis: The axis that changes.
  ///   - operation: How it is interpolated.
  init(_ shape: [Int], along axis: ResizedAxis, for operation: Resize) {
    outer = shape[..<axis.place].reduce(1, *)
    input = axis.input
    inner = shape[(axis.place + 1)...].reduce(1, *)
    taps = (0..<axis.output).map { axis.taps(of: $0, for: operation) }
  }

  /// Copies the first tap of every position.
  ///
  /// - Parameters:
  ///   - values: The tensor before.
  ///   - extrapolation: What stands for positions without taps.
  /// - Returns: The tensor afterwards.
  func copied<Value>(_ values: [Value], extrapolation: Value) -> [Value] {
    var output: [Value] = []
    output.reserveCapacity(outer * taps.count * inner)
    for block in 0..<outer {
      for taps in taps {
        if let position = taps.positions.first {
          let start = (block * input + position) * inner
          output += values[start..<start + inner]
        } else {
          output += repeatElement(extrapolation, count: inner)
        }
      }
    }
    return output
  }

  /// Sums the taps of every position.
  ///
  /// - Parameters:
  ///   - values: The tensor before.
  ///   - extrapolation: What stands for positions without taps.
  /// - Returns: The tensor afterwards.
  func interpolated(_ values: [Double], extrapolation: Double) -> [Double] {
    var output = [Double](repeating: 0, count: outer * taps.count * inner)
    values.withUnsafeBufferPointer { values in
      output.withUnsafeMutableBufferPointer { output in
        for block in 0..<outer {
          for (index, taps) in taps.enumerated() {
            let target = (block * self.taps.count + index) * inner
            if taps.positions.isEmpty {
              for place in 0..<inner { output[target + place] = extrapolation }
            }
            for (position, weight) in zip(taps.positions, taps.weights) {
              let source = (block * input + position) * inner
              for place in 0..<inner {
                output[target + place] += weight * values[source + place]
              }
            }
          }
        }
      }
    }
    return output
  }

  /// Adds up what each position counts for: the adjoint of `interpolated`, and of `copied`.
  ///
  /// - Parameter values: The gradient of the tensor afterwards.
  /// - Returns: That of the tensor before.
  func returned(_ values: [Double]) -> [Double] {
    var output = [Double](repeating: 0, count: outer * input * inner)
    for block in 0..<outer {
      for (index, taps) in taps.enumerated() {
        let source = (block * self.taps.count + index) * inner
        for (position, weight) in zip(taps.positions, taps.weights) {
          let target = (block * input + position) * inner
          for place in 0..<inner { output[target + place] += weight * values[source + place] }
        }
      }
    }
    return output
  }
}
