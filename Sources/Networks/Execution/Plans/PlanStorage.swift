import Pixels

/// Where the values of a plan lie in memory.
///
/// What is put behind each other lies behind each other from the start, so that nothing is copied.
struct PlanStorage {
  /// What reads and writes values.
  struct Step {
    /// The step, if it is on blocks.
    let draft: PlanDraft?

    /// What it reads if it is not.
    let reads: [Graph.Value]
  }

  /// Where each value in blocks lies.
  private(set) var layouts: [Graph.Value: BlockedLayout] = [:]

  /// Numbers of all memory.
  private(set) var count = 0

  /// The value that another is the same as, or a part of, and the part's first channel.
  private var parents: [Graph.Value: (value: Graph.Value, channel: Int)] = [:]

  /// Finds places.
  ///
  /// - Parameters:
  ///   - steps: The steps in their order.
  ///   - extents: The shape of a value.
  init(_ steps: [Step], extents: (Graph.Value) -> [Int]) {
    let drafts = steps.compactMap(\.draft)
    findParents(drafts, extents)
    var margins: [Graph.Value: Margins] = [:]
    var lifetimes: [Graph.Value: ClosedRange<Int>] = [:]
    for (number, step) in steps.enumerated() {
      var used = step.reads
      if let draft = step.draft {
        used += draft.values
        if case .convolution(_, let way, let geometry) = draft.kind,
          let needed = way == .winograd
            ? WinogradConvolution.margins(geometry) : geometry.blockedMargins
        {
          let root = root(of: draft.input).value
          margins[root] = margins[root]?.union(needed) ?? needed
        }
      }
      for value in used {
        let root = root(of: value).value
        lifetimes[root] = (lifetimes[root]?.lowerBound ?? number)...number
      }
    }
    let written = drafts.map(\.output)
    let roots = Set(written.map { root(of: $0).value }).sorted()
    let whole = roots.map {
      BlockedLayout(Shape(maps: extents($0)), margins: margins[$0] ?? Margins())
    }
    let arena = Arena(
      zip(roots, whole).map {
        Arena.Demand(count: $1.count, lifetime: lifetimes[$0] ?? 0...0)
      })
    count = arena.count
    let numbers = Dictionary(uniqueKeysWithValues: zip(roots, roots.indices))
    for value in written {
      let (root, channel) = root(of: value)
      guard let number = numbers[root] else { continue }
      let layout = whole[number]
      layouts[value] = BlockedLayout(
        Shape(maps: extents(value)), margins: layout.margins,
        start: arena.places[number] + channel / 16 * layout.blockDistance,
        imageDistance: layout.imageDistance)
    }
  }

  /// What a step does, with the places of its values.
  ///
  /// - Parameters:
  ///   - draft: The step.
  ///   - packed: Weights in the order of the loops.
  /// - Returns: What is done.
  func step(of draft: PlanDraft, _ packed: PackedLayers) -> BlockedStep {
    guard let layout = layouts[draft.output] else { preconditionFailure("outputs have places") }
    let input = layouts[draft.input]
    let output = FinishedOutput(
      layout, draft.finish, addend: draft.finish.addend.flatMap { layouts[$0] })
    var works: [any BlockedWork] = []
    switch (draft.kind, input) {
    case (.convolution(let layer, .winograd, let geometry), let input?):
      works = [
        WinogradConvolution(
          layer, packed.transformed(draft.nodes[0], layer), geometry, input: input,
          output: output)
      ]
    case (.convolution(let layer, .depthwise, let geometry), let input?):
      works = [
        DepthwiseConvolution(
          layer, packed.depthwise(draft.nodes[0], layer), geometry, input: input,
          output: output)
      ]
    case (.convolution(let layer, _, let geometry), _):
      works = [
        TileConvolution(
          layer, packed.panels(draft.nodes[0], layer), geometry, input: input, output: output)
      ]
    case (.pooling(let kind, let geometry), let input?):
      works = [BlockedPooling(kind, geometry, input: input, output: layout)]
    case (.normalisation(let layer), let input?):
      works = [BlockedNormalisation(layer, input: input, output: layout)]
    case (.values, let input?): works = [BlockedValues(input: input, output: output)]
    case (.gate(let gate, let upstream), let input?):
      works = [BlockedGate(gate, value: input, upstream: layouts[upstream], output: layout)]
    case (.maximaGradient(let geometry, let value), let input?):
      guard let maps = layouts[value] else { preconditionFailure("maps are in blocks") }
      works = [BlockedMaximaGradient(geometry, upstream: input, maps: maps, output: layout)]
    case (.normalisationGradient(let layer, let value), let input?):
      guard let maps = layouts[value] else { preconditionFailure("maps are in blocks") }
      works = [BlockedNormalisationGradient(layer, upstream: input, maps: maps, output: layout)]
    case (.interleaving(let interleaving), let input?):
      works = [BlockedInterleaving(interleaving, input: input, output: layout)]
    case (.part(let channel), let input?): return copy(of: input, channel, to: layout)
    case (.concatenation(let parts), _): return copies(parts, to: layout)
    case (.alias, _): return copies([draft.input], to: layout)
    default: preconditionFailure("what goes in is in blocks")
    }
    return BlockedStep(works: works, written: [layout])
  }

  /// A copy of whole blocks, if they do not lie where they are wanted.
  private func copy(
    of whole: BlockedLayout, _ channel: Int, to layout: BlockedLayout
  ) -> BlockedStep {
    let part = BlockedLayout(
      layout.shape, margins: whole.margins, start: whole.start + channel / 16 * whole.blockDistance,
      imageDistance: whole.imageDistance)
    if part == layout { return BlockedStep(works: [], written: []) }
    let output = FinishedOutput(layout, Finish(), addend: nil)
    return BlockedStep(works: [BlockedValues(input: part, output: output)], written: [layout])
  }

  /// Copies of values that do not lie where they are wanted.
  ///
  /// - Parameters:
  ///   - parts: Values that are wanted behind each other.
  ///   - layout: Where they are wanted.
  /// - Returns: What is left to do.
  private func copies(_ parts: [Graph.Value], to layout: BlockedLayout) -> BlockedStep {
    var (works, written): ([any BlockedWork], [BlockedLayout]) = ([], [])
    var channel = 0
    for part in parts {
      guard let input = layouts[part] else { continue }
      let start = layout.start + channel / 16 * layout.blockDistance
      if input.start != start {
        let target = BlockedLayout(
          input.shape, margins: layout.margins, start: start, imageDistance: layout.imageDistance)
        written.append(target)
        works.append(
          BlockedValues(input: input, output: FinishedOutput(target, Finish(), addend: nil)))
      }
      channel += input.shape.channels
    }
    return BlockedStep(works: works, written: written)
  }

  /// Later wholes first: a part may be a whole itself.
  private mutating func findParents(_ drafts: [PlanDraft], _ extents: (Graph.Value) -> [Int]) {
    for draft in drafts.reversed() {
      switch draft.kind {
      case .alias:
        if parents[draft.input] == nil {
          parents[draft.input] = (draft.output, 0)
        } else if parents[draft.output] == nil {
          parents[draft.output] = (draft.input, 0)
        }
      case .part(let channel):
        if parents[draft.output] == nil { parents[draft.output] = (draft.input, channel) }
      case .concatenation(let parts):
        var channel = 0
        for part in parts {
          if parents[part] == nil { parents[part] = (draft.output, channel) }
          channel += extents(part)[1]
        }
      default: break
      }
    }
  }

  /// The value that a value lies in, and the first channel of its part.
  private func root(of value: Graph.Value) -> (value: Graph.Value, channel: Int) {
    var (root, channel) = (value, 0)
    while let parent = parents[root] {
      root = parent.value
      channel += parent.channel
    }
    return (root, channel)
  }
}

extension PlanDraft {
  /// All values in blocks or not that the step reads and writes.
  fileprivate var values: [Graph.Value] {
    inputs + [output]
  }
}
