public import Networks

/// Numbers that look random and are the same each time (Steele, Lea and Flood, 2014: SplitMix64).
struct InventedNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Numbers from -1 to 1.
  func values(_ count: Int) -> [Float] {
    var generator = self
    return (0..<count).map { _ in generator.next() }
  }

  private mutating func next() -> Float {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    bits ^= bits >> 31
    return Float(bits >> 40) / Float(1 << 23) - 1
  }
}

extension Graph {
  /// The network with numbers in the place of all that its outputs need and that are not bound, and
  /// how many those are.
  ///
  /// They look random and are the same each time. Their size leaves values about as large as they
  /// were (He and others, 2015): otherwise they would vanish or overflow, and processors are slow on
  /// the smallest numbers.
  public var withRandomNumbers: (graph: Graph, count: Int) {
    var (graph, count) = (self, 0)
    let rows = InventedNumbers(seed: 7).values(1 << 16)
    let needed = Set(nodes(neededFor: outputs).flatMap { nodes[$0].inputs.compactMap(\.self) })
    for (value, parameter) in parameters where needed.contains(value) && !parameter.isBound {
      count &+= parameter.count
      let (middle, reach) = parameter.randomBounds(named: names[value])
      graph.bind(
        value,
        to: StoredParameter(shape: parameter.shape, type: .float32) { () throws(LayerError) in
          let numbers = [Float](unsafeUninitializedCapacity: parameter.count) { buffer, filled in
            for place in 0..<parameter.count {
              buffer[place] = middle + reach * rows[place & 0xffff]
            }
            filled = parameter.count
          }
          return Tensor(shape: parameter.shape, values: numbers)
        })
    }
    return (graph, count)
  }
}

extension StoredParameter {
  /// The middle of numbers that leave values as large as they were, and how far they reach from it.
  fileprivate func randomBounds(named name: String) -> (middle: Float, reach: Float) {
    if shape.count > 1 {
      return (0, (6 / Float(max(shape.dropFirst().reduce(1, *), 1))).squareRoot())
    }
    // Variances must not be negative, and what values are multiplied by is about 1.
    let isFactor = ["variance", "gamma", "scale"].contains { name.hasSuffix("." + $0) }
    return isFactor ? (1, 0.5) : (0, 0.25)
  }
}
