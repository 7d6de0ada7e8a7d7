import Networks

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
  /// The network with numbers in the place of all that are not bound, and how many those are.
  ///
  /// Their size leaves values about as large as they were (He and others, 2015): otherwise they
  /// would
  /// vanish or overflow, and processors are slow on the smallest numbers.
  var invented: (graph: Graph, count: Int) {
    var (graph, count) = (self, 0)
    let rows = InventedNumbers(seed: 7).values(1 << 16)
    for (value, parameter) in parameters where !parameter.isBound {
      count &+= parameter.count
      let terms = parameter.shape.dropFirst().reduce(1, *)
      let scale = (6 / Float(max(terms, 1))).squareRoot()
      let isVariance = names[value].hasSuffix(".variance")
      graph.bind(
        value,
        to: StoredParameter(shape: parameter.shape, type: .float32) { () throws(LayerError) in
          let numbers = [Float](unsafeUninitializedCapacity: parameter.count) { buffer, filled in
            for place in 0..<parameter.count {
              let number = rows[place & 0xffff]
              buffer[place] = isVariance ? 1 + 0.5 * number : number * scale
            }
            filled = parameter.count
          }
          return Tensor(shape: parameter.shape, values: numbers)
        })
    }
    return (graph, count)
  }
}
