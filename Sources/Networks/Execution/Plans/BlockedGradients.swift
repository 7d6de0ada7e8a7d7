import Pixels

/// A gradient of maps in blocks that passes where a value lies between two bounds, with the bits of the
/// definition.
struct BlockedGate: BlockedWork {
  private let gate: GatedGradient
  private let value: BlockedLayout
  private let upstream: BlockedLayout?
  private let output: BlockedLayout

  /// Prepares the step.
  ///
  /// - Parameters:
  ///   - gate: The bounds.
  ///   - value: Where the values lie.
  ///   - upstream: Where the gradient lies; nil if it comes as a tensor.
  ///   - output: Where the results go.
  init(
    _ gate: GatedGradient, value: BlockedLayout, upstream: BlockedLayout?, output: BlockedLayout
  ) {
    self.gate = gate
    self.value = value
    self.upstream = upstream
    self.output = output
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    let numbers = tensor?.floats ?? []
    numbers.withUnsafeBufferPointer { numbers in
      for image in 0..<value.shape.batch {
        run.perform((value.blocks, value.shape.height)) { block, row in
          let values = value.row(row, block: block, image: image, run.memory)
          let target = output.row(row, block: block, image: image, run.memory)
          if let upstream {
            let gradients = upstream.row(row, block: block, image: image, run.memory)
            pass(gradients, values, to: target)
          } else if let planes = numbers.baseAddress {
            // Brought into blocks first, then passed in place.
            bring(planes, row: row, block: block, image: image, to: target)
            pass(target, values, to: target)
          }
        }
      }
    }
  }

  private func pass(
    _ gradients: UnsafePointer<Float>, _ values: UnsafePointer<Float>,
    to output: UnsafeMutablePointer<Float>
  ) {
    let (low, high) = (Eight(repeating: gate.low), Eight(repeating: gate.high))
    let slope = gate.slope
    for place in stride(from: 0, to: 16 * value.shape.width, by: 8) {
      let (number, gradient) = (Eight(values + place), Eight(gradients + place))
      let passes =
        gate.isClosed
        ? (number .>= low) .& (number .<= high) : (number .> low) .& (number .< high)
      (slope * gradient).replacing(with: gradient, where: passes).store(output + place)
    }
  }

  private func bring(
    _ planes: UnsafePointer<Float>, row: Int, block: Int, image: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    let shape = value.shape
    output.update(repeating: 0, count: 16 * shape.width)
    for lane in 0..<min(16, shape.channels - 16 * block) {
      let map = image * shape.channels + 16 * block + lane
      let source = planes + (map * shape.height + row) * shape.width
      for column in 0..<shape.width { output[16 * column + lane] = source[column] }
    }
  }
}

/// The gradient of the largest values under windows of maps in blocks, with the bits of the definition.
struct BlockedMaximaGradient: BlockedWork {
  private let geometry: WindowGeometry
  private let upstream: BlockedLayout
  private let maps: BlockedLayout
  private let output: BlockedLayout

  /// Prepares the step.
  ///
  /// - Parameters:
  ///   - geometry: Where windows lie.
  ///   - upstream: Where the gradient of the largest values lies.
  ///   - maps: Where the maps lie.
  ///   - output: Where the gradient of the maps goes.
  init(
    _ geometry: WindowGeometry, upstream: BlockedLayout, maps: BlockedLayout, output: BlockedLayout
  ) {
    self.geometry = geometry
    self.upstream = upstream
    self.maps = maps
    self.output = output
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    run.perform((maps.shape.batch, maps.blocks)) { image, block in
      for row in 0..<maps.shape.height {
        output.row(row, block: block, image: image, run.memory)
          .update(repeating: 0, count: 16 * maps.shape.width)
      }
      let first = maps.row(0, block: block, image: image, run.memory)
      let target = output.row(0, block: block, image: image, run.memory)
      for row in 0..<geometry.y.outputs {
        let gradients = upstream.row(row, block: block, image: image, run.memory)
        let rows = geometry.y.inside(row)
        for column in 0..<geometry.x.outputs {
          let columns = geometry.x.inside(column)
          guard !rows.isEmpty, !columns.isEmpty else { continue }
          for lane in [0, 8] {
            pass(
              Eight(gradients + 16 * column + lane), rows, columns, of: first + lane,
              to: target + lane)
          }
        }
      }
    }
  }

  /// Adds gradients to the first of the largest values of a window.
  @inline(__always)
  private func pass(
    _ gradient: Eight, _ rows: Range<Int>, _ columns: Range<Int>, of maps: UnsafePointer<Float>,
    to output: UnsafeMutablePointer<Float>
  ) {
    let width = 16 * columns.count
    let start = 16 * columns.lowerBound
    var largest = Eight(maps + rows.lowerBound * self.maps.pitch + start)
    for row in rows {
      let line = maps + row * self.maps.pitch + start
      for place in stride(from: 0, to: width, by: 16) {
        let value = Eight(line + place)
        largest.replace(
          with: value,
          where: (value .> largest) .| ((value .!= value) .& (largest .== largest)))
      }
    }
    var isOpen = SIMDMask<SIMD8<Int32>>(repeating: true)
    for row in rows {
      let line = maps + row * self.maps.pitch + start
      let target = output + row * self.output.pitch + start
      for place in stride(from: 0, to: width, by: 16) {
        let value = Eight(line + place)
        let isLargest = (value .== largest) .| ((value .!= value) .& (largest .!= largest))
        let share = Eight().replacing(with: gradient, where: isLargest .& isOpen)
        (Eight(target + place) + share).store(target + place)
        isOpen = isOpen .& .!isLargest
      }
    }
  }
}

/// The gradient of maps in blocks that were divided by what neighbouring maps amount to, with the bits of
/// the definition.
struct BlockedNormalisationGradient: BlockedWork {
  private let layer: LocalResponseNormalisation
  private let upstream: BlockedLayout
  private let maps: BlockedLayout
  private let output: BlockedLayout

  /// Prepares the step.
  ///
  /// - Parameters:
  ///   - layer: A layer that `BlockedNormalisation.supports`.
  ///   - upstream: Where the gradient of the results lies.
  ///   - maps: Where the maps lie.
  ///   - output: Where the gradient of the maps goes.
  init(
    _ layer: LocalResponseNormalisation, upstream: BlockedLayout, maps: BlockedLayout,
    output: BlockedLayout
  ) {
    self.layer = layer
    self.upstream = upstream
    self.maps = maps
    self.output = output
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    run.perform((maps.shape.batch, maps.shape.height)) { image, row in
      let count = 16 * maps.blocks
      // Zeros on both sides stand for neighbours that are not there.
      let squares = AlignedFloats(repeating: 0, count: count + 32)
      let terms = AlignedFloats(repeating: 0, count: count + 32)
      let divided = AlignedFloats(count: count)
      let pixels = (
        upstream.row(row, block: 0, image: image, run.memory),
        maps.row(row, block: 0, image: image, run.memory),
        output.row(row, block: 0, image: image, run.memory)
      )
      for column in 0..<maps.shape.width {
        let (gradients, values, target) = (
          pixels.0 + 16 * column, pixels.1 + 16 * column, pixels.2 + 16 * column
        )
        square(values, to: squares.start + 16)
        divide(gradients, values, squares.start + 16, divided.start, terms.start + 16)
        subtract(values, divided.start, terms.start + 16, to: target)
      }
    }
  }

  private func square(_ values: UnsafePointer<Float>, to squares: UnsafeMutablePointer<Float>) {
    for place in stride(from: 0, to: 16 * maps.blocks, by: 8) {
      let value = Eight(values + place / 16 * maps.blockDistance + place % 16)
      (value * value).store(squares + place)
    }
  }

  /// The gradients over the powers of the divisors, and the terms of the sums.
  private func divide(
    _ gradients: UnsafePointer<Float>, _ values: UnsafePointer<Float>,
    _ squares: UnsafePointer<Float>, _ divided: UnsafeMutablePointer<Float>,
    _ terms: UnsafeMutablePointer<Float>
  ) {
    let weight = layer.alpha / Float(layer.size)
    let before = (layer.size - 1) / 2
    for place in stride(from: 0, to: maps.shape.channels.pieces(of: 16) * 16, by: 8) {
      var sum = Eight()
      for neighbour in -before...layer.size / 2 { sum += Eight(squares + place + neighbour) }
      let divisor = layer.k + weight * sum
      let root = divisor.squareRoot()
      let value = Eight(values + place / 16 * maps.blockDistance + place % 16)
      let gradient = Eight(gradients + place / 16 * upstream.blockDistance + place % 16)
      let own = gradient / (root * root.squareRoot())
      own.store(divided + place)
      (own * value / divisor).store(terms + place)
    }
  }

  /// Subtracts what each value does to the divisors of its neighbours.
  private func subtract(
    _ values: UnsafePointer<Float>, _ divided: UnsafePointer<Float>,
    _ terms: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>
  ) {
    let factor = 2 * layer.alpha * layer.beta / Float(layer.size)
    for place in stride(from: 0, to: 16 * maps.blocks, by: 8) {
      var sum = Eight()
      for neighbour in -(layer.size / 2)...(layer.size - 1) / 2 {
        sum += Eight(terms + place + neighbour)
      }
      let value = Eight(values + place / 16 * maps.blockDistance + place % 16)
      (Eight(divided + place) - factor * value * sum)
        .store(output + place / 16 * self.output.blockDistance + place % 16)
    }
  }
}

/// Maps of phases in blocks laid between each other.
struct BlockedInterleaving: BlockedWork {
  private let interleaving: Interleaving
  private let input: BlockedLayout
  private let output: BlockedLayout

  /// Prepares the step.
  ///
  /// - Parameters:
  ///   - interleaving: How phases lie between each other.
  ///   - input: Where the maps of phases lie, whole blocks of each.
  ///   - output: Where the results go.
  init(_ interleaving: Interleaving, input: BlockedLayout, output: BlockedLayout) {
    self.interleaving = interleaving
    self.input = input
    self.output = output
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    let (steps, starts) = (interleaving.steps, interleaving.starts)
    for image in 0..<output.shape.batch {
      run.perform((output.blocks, output.shape.height)) { block, row in
        let target = output.row(row, block: block, image: image, run.memory)
        let (place, phase) = (row + starts.y).quotientAndRemainder(dividingBy: steps.y)
        for column in 0..<output.shape.width {
          let (x, phaseX) = (column + starts.x).quotientAndRemainder(dividingBy: steps.x)
          // Beyond the last window nothing depends on the input.
          guard place < input.shape.height, x < input.shape.width else {
            (target + 16 * column).update(repeating: 0, count: 16)
            continue
          }
          let from = (phase * steps.x + phaseX) * output.blocks + block
          let source = input.row(place, block: from, image: image, run.memory) + 16 * x
          (target + 16 * column).update(from: source, count: 16)
        }
      }
    }
  }
}

/// Eight numbers of a block.
private typealias Eight = SIMD8<Float>

extension SIMD8<Float> {
  /// The numbers from a place on.
  @inline(__always)
  fileprivate init(_ start: UnsafePointer<Float>) {
    self = UnsafeRawPointer(start).loadUnaligned(as: Self.self)
  }

  /// The numbers from a place on.
  @inline(__always)
  fileprivate init(_ start: UnsafeMutablePointer<Float>) {
    self.init(UnsafePointer(start))
  }

  /// Writes the numbers from a place on.
  @inline(__always)
  fileprivate func store(_ start: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(start).storeBytes(of: self, as: Self.self)
  }
}

extension BlockedLayout {
  /// The first pixel of a row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - block: The block.
  ///   - image: The image.
  ///   - memory: What places count from.
  /// - Returns: Sixteen numbers a pixel.
  fileprivate func row(
    _ row: Int, block: Int, image: Int, _ memory: UnsafeMutablePointer<Float>
  ) -> UnsafeMutablePointer<Float> {
    memory + start + image * imageDistance + block * blockDistance + inside + row * pitch
  }
}
