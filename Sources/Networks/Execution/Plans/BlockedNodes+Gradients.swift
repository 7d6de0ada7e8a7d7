import Pixels

/// Nodes of gradients on maps in blocks.
extension BlockedNodes {
  /// What a node of a gradient computes on blocks; nil if it is none, or what it takes is not there.
  ///
  /// - Parameter number: The number of the node.
  /// - Returns: The draft.
  func gradientDraft(_ number: Int) -> PlanDraft? {
    let node = graph.nodes[number]
    let inputs = node.inputs.compactMap(\.self)
    guard let first = inputs.first, let shape = maps(first) else { return nil }
    let second = inputs.dropFirst().first.flatMap { value in
      values.contains(value) ? (value: value, shape: maps(value)) : nil
    }
    let kind: PlanDraft.Kind?
    switch node.operation {
    case let gate as GatedGradient:
      // What goes in may be a tensor: a gate is where gradients come into blocks.
      kind = inputs.count == 2 && maps(inputs[1]) == shape ? .gate(gate, upstream: inputs[1]) : nil
    case let gradient as PoolingGradient:
      guard gradient.pooling.poolingKind == .max, let maps = second, let shape = maps.shape,
        let geometry = try? gradient.pooling.geometry(for: shape)
      else { return nil }
      kind = .maximaGradient(geometry, maps: maps.value)
    case let gradient as NormalisationGradient:
      guard BlockedNormalisation.supports(gradient.layer), let maps = second, maps.shape == shape
      else { return nil }
      kind = .normalisationGradient(gradient.layer, maps: maps.value)
    case let interleaving as Interleaving:
      // Phases are whole blocks.
      let isWhole = interleaving.shape[1] % 16 == 0
      kind = isWhole ? .interleaving(interleaving) : nil
    case is Slice:
      kind = part(number, of: shape).map { .part(channel: $0) }
    default: kind = nil
    }
    guard let kind, values.contains(first) else { return nil }
    return PlanDraft(nodes: [number], kind: kind, input: first, output: node.outputs[0])
  }

  /// The first channel of a slice that is whole blocks of channels and nothing else; nil for others.
  private func part(_ number: Int, of shape: Shape) -> Int? {
    let lists = known(number).dropFirst().map { $0?.integers }
    guard lists.count >= 3, lists[0]?.count == 1, lists[1]?.count == 1,
      let start = lists[0]?.first, let end = lists[1]?.first,
      lists[2] == [1] || lists[2] == [-3], lists.count == 3 || lists[3] == [1],
      start >= 0, start % 16 == 0, end > start, end % 16 == 0 || end == shape.channels,
      end <= shape.channels
    else { return nil }
    return Int(start)
  }
}
