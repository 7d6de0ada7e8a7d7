import Pixels
import RowLoopTable

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
    let bounds = BlockGate(
      low: gate.low, high: gate.high, isClosed: gate.isClosed, slope: gate.slope)
    numbers.withUnsafeBufferPointer { numbers in
      for image in 0..<value.shape.batch {
        pass(run, bounds, numbers.baseAddress, image: image, judgesGradient: false)
        if gate.isRedirected, isZero(image: image, run.memory) {
          let rising = BlockGate(low: 0, high: .infinity, isClosed: false, slope: 0)
          pass(run, rising, numbers.baseAddress, image: image, judgesGradient: true)
        }
      }
    }
  }

  /// Passes the gradient of an image by the bounds of the values, or of the gradient itself.
  private func pass(
    _ run: BlockedRun, _ bounds: BlockGate, _ planes: UnsafePointer<Float>?, image: Int,
    judgesGradient: Bool
  ) {
    let count = 16 * value.shape.width
    run.perform((value.blocks, value.shape.height)) { block, row in
      let target = output.row(row, block: block, image: image, run.memory)
      var gradients = UnsafePointer(target)
      if let upstream {
        gradients = UnsafePointer(upstream.row(row, block: block, image: image, run.memory))
      } else if let planes {
        // Brought into blocks first, then passed in place.
        bring(planes, row: row, block: block, image: image, to: target)
      }
      let values = UnsafePointer(value.row(row, block: block, image: image, run.memory))
      run.loops.gate(judgesGradient ? gradients : values, gradients, count, bounds, target)
    }
  }

  /// Whether nothing of an image has passed.
  private func isZero(image: Int, _ memory: UnsafeMutablePointer<Float>) -> Bool {
    (0..<output.blocks * output.shape.height).allSatisfy { number in
      let (block, row) = number.quotientAndRemainder(dividingBy: output.shape.height)
      let numbers = UnsafeBufferPointer(
        start: output.row(row, block: block, image: image, memory), count: 16 * output.shape.width)
      return numbers.allSatisfy { $0 == 0 }
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
  /// Outputs of a row whose windows lie inside the maps.
  private let wholeColumns: Range<Int>

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
    wholeColumns = geometry.wholeColumns
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    run.perform((maps.shape.batch, maps.blocks)) { image, block in
      for row in 0..<maps.shape.height {
        output.row(row, block: block, image: image, run.memory)
          .update(repeating: 0, count: 16 * maps.shape.width)
      }
      for row in 0..<geometry.y.outputs {
        pass(
          run, upstream.row(row, block: block, image: image, run.memory), row: row,
          of: maps.row(0, block: block, image: image, run.memory),
          to: output.row(0, block: block, image: image, run.memory))
      }
    }
  }

  /// Adds gradients to the largest values under the windows of a row.
  private func pass(
    _ run: BlockedRun, _ gradients: UnsafePointer<Float>, row: Int, of maps: UnsafePointer<Float>,
    to output: UnsafeMutablePointer<Float>
  ) {
    let (y, x) = (geometry.y, geometry.x)
    let rows = y.inside(row)
    var column = 0
    while column < x.outputs {
      let columns = x.inside(column)
      // Windows between the margins are done in one go.
      let count = columns.count == x.extent ? max(1, wholeColumns.upperBound - column) : 1
      if !rows.isEmpty, !columns.isEmpty {
        let first = 16 * columns.lowerBound
        run.loops.maximaGradient(
          gradients + 16 * column, maps + rows.lowerBound * self.maps.pitch + first, count,
          16 * x.stride, rows.count, columns.count, self.maps.pitch,
          output + rows.lowerBound * self.output.pitch + first, self.output.pitch)
      }
      column += count
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
      run.scratch.with(3 * 16 * maps.blocks + 64) { scratch in
        run.loops.normaliseBack(
          BlockNormalisationBack(
            gradients: upstream.row(row, block: 0, image: image, run.memory),
            gradientDistance: upstream.blockDistance,
            values: maps.row(row, block: 0, image: image, run.memory),
            distance: maps.blockDistance, blocks: maps.blocks, count: maps.shape.width,
            before: (layer.size - 1) / 2, after: layer.size / 2,
            weight: layer.alpha / Float(layer.size), k: layer.k,
            factor: 2 * layer.alpha * layer.beta / Float(layer.size), scratch: scratch,
            output: output.row(row, block: 0, image: image, run.memory),
            outputDistance: output.blockDistance))
      }
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
