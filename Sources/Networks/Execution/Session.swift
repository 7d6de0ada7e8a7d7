public import Loops
import Pixels

/// A graph made ready to compute some of its values: nothing else is computed.
///
/// What the graph has learned is read here, as far as the wanted values need it; once more if inputs of
/// another shape come.
public struct Session: Sendable {
  /// The part of the graph that is computed.
  public let slice: GraphSlice

  /// Operators with their constants.
  private let bound: BoundOperators

  /// What goes into steps and does not depend on what goes into the graph.
  private let constants: [Graph.Value: Tensor]

  /// Which plans are allowed.
  private let choice: LayerPlan

  /// The build of the loops on blocks.
  private let variant: Variant

  /// Plans, weights and memory that runs share.
  private let store = PlanStore()

  /// Reads what is learned.
  ///
  /// - Parameters:
  ///   - slice: The part of a graph that some values need.
  ///   - plans: Which plans are allowed.
  ///   - variant: A build of the loops on blocks that the processor can run.
  /// - Throws: `LayerError.step` with the node if what is learned cannot be read or does not fit.
  /// - Complexity: O(parameters that are needed).
  public init(
    _ slice: GraphSlice, plans: LayerPlan = .fastest, variant: Variant = .best
  ) throws(LayerError) {
    self.slice = slice
    self.variant = variant
    choice = plans
    let graph = slice.graph
    var constants: [Graph.Value: Tensor] = [:]
    for (value, tensor) in zip(
      slice.wanted, try graph.known(slice.wanted, slice.constants))
    { constants[value] = tensor }
    var bound: [Int: any BoundOperator] = [:]
    for index in slice.nodes {
      let node = graph.nodes[index]
      do throws(LayerError) {
        let known = try graph.known(node.inputs, slice.constants)
        try graph.checkNumbers(of: node, known)
        // The first input is computed, what else there is must be known.
        let isLearned = zip(node.inputs, known).dropFirst().allSatisfy { $0 == nil || $1 != nil }
        if isLearned, let operation = try node.operation.bound(to: known) {
          bound[index] = operation
        } else {
          for (value, tensor) in zip(node.inputs, known) {
            if let value, let tensor { constants[value] = tensor }
          }
        }
      } catch {
        throw .step(name: node.name, error: error)
      }
    }
    self.constants = constants
    self.bound = BoundOperators(bound, of: slice)
  }

  /// Computes the wanted values and hands each out as soon as it is there.
  ///
  /// A value is freed when the last node that takes it is done, unless the receiver keeps it. Which
  /// values are wanted changes no bit of any, nor does the number of threads.
  ///
  /// - Parameters:
  ///   - inputs: What goes in, in the order of the graph's inputs.
  ///   - workers: The threads that share the work of each step.
  ///   - timed: Is told of each step and how long it took; nil to leave the clock alone.
  ///   - check: Is called before each step, and ends the computation by what it throws.
  ///   - receive: Takes a wanted value and its tensor.
  /// - Throws: `LayerError.step` before anything is computed if an input does not fit, and whatever
  ///   the check or the receiver throws, which ends the computation.
  public func run(
    _ inputs: [Tensor], workers: any Workers = OneWorker(),
    timed: ((PlannedStep, Duration) -> Void)? = nil, check: () throws -> Void = {},
    receive: (_ value: Graph.Value, _ tensor: Tensor) throws -> Void
  ) throws {
    let graph = slice.graph
    precondition(inputs.count == graph.inputs.count, "a tensor goes into each input")
    var plan = try plan(inputs.map(\.fact))
    var memory = store.takeMemory(plan.memoryCount)
    if memory == nil {
      // Without room for all blocks at once each layer finds its own.
      plan = try builder(plan.facts, .direct).plan(PackedLayers())
      memory = AlignedFloats(count: plan.memoryCount)
    }
    guard let memory else { preconditionFailure("a plan has memory") }
    defer { store.giveBack(memory) }
    let run = BlockedRun(
      memory: memory.start, workers: workers, loops: variant.blockLoops,
      rowLoops: variant.loops, scratch: store.scratch)
    var values = RunValues(constants, plan, run)
    let isWanted = Set(slice.wanted)
    for (input, tensor) in zip(graph.inputs, inputs) {
      values.keep(input.value, tensor)
      if isWanted.contains(input.value) { try receive(input.value, tensor) }
    }
    for value in slice.wanted {
      if let constant = constants[value] { try receive(value, constant) }
    }
    let clock = ContinuousClock()
    for step in plan.steps {
      try check()
      let start = timed.map { _ in clock.now }
      do throws(LayerError) {
        try values.compute(step)
      } catch {
        throw LayerError.step(name: graph.nodes[step.nodes[0]].name, error: error)
      }
      if let start { timed?(step.planned, start.duration(to: clock.now)) }
      for value in step.outputs where isWanted.contains(value) {
        if let tensor = values.tensor(value) { try receive(value, tensor) }
      }
      values.free(after: step)
    }
  }

  /// What is computed at once for inputs of some shapes, and how.
  ///
  /// - Parameter inputs: What is known of the inputs, in the order of the graph's.
  /// - Returns: The steps in their order.
  /// - Throws: `LayerError.step` if an input does not fit.
  public func steps(for inputs: [Fact]) throws(LayerError) -> [PlannedStep] {
    try plan(inputs).steps.map(\.planned)
  }

  /// The memory that a run takes: blocks, the values that do not lie in them while they are needed, and
  /// the largest wanted value once more, as it is handed out.
  ///
  /// - Parameter inputs: What is known of the inputs, in the order of the graph's.
  /// - Returns: Bytes, about; those of what is learned are not among them.
  /// - Throws: `LayerError.step` if an input does not fit.
  public func memoryBytes(for inputs: [Fact]) throws(LayerError) -> Int {
    let plan = try plan(inputs)
    func count(_ fact: Fact?) -> Double {
      fact?.shape.reduce(1.0) { $0 * Double($1) } ?? 0
    }
    func count(_ value: Graph.Value) -> Double { count(plan.facts[value]) }
    var left = plan.consumers
    var used = inputs.reduce(0.0) { $0 + count($1) }
    var most = used
    for step in plan.steps {
      let taken = step.inputs.compactMap(\.self)
      let made = step.outputs.filter { plan.layouts[$0] == nil }
      used += made.reduce(0.0) { $0 + count($1) }
      // Plain loops pad what they take, or have it copied out of blocks.
      most = max(most, used + (taken.map { count($0) }.max() ?? 0))
      for value in taken {
        left[value] -= 1
        if left[value] == 0, plan.layouts[value] == nil { used -= count(value) }
      }
      used -= made.filter { left[$0] == 0 }.reduce(0.0) { $0 + count($1) }
    }
    let handedOut = slice.wanted.map { count($0) }.max() ?? 0
    let numbers = most + Double(plan.memoryCount) + handedOut
    return Int(min(numbers * Double(MemoryLayout<Float>.stride), 1e18))
  }

  private func plan(_ inputs: [Fact]) throws(LayerError) -> Plan {
    try store.plan(for: inputs) { packed throws(LayerError) in
      let plan = try builder(try slice.facts(for: inputs), choice).plan(packed)
      bound.drop(plan.steps.flatMap { $0.isOnBlocks ? $0.nodes : [] })
      return plan
    }
  }

  private func builder(
    _ facts: [Graph.Value: Fact], _ choice: LayerPlan
  ) throws(LayerError) -> PlanBuilder {
    PlanBuilder(
      slice, bound: try bound.all(), constants: constants, facts: facts, choice: choice)
  }
}

extension Graph {
  /// Refuses learned numbers of a node that are not numbers, as of a training that has failed.
  ///
  /// A single one may be a limit, and is taken.
  fileprivate func checkNumbers(of node: Node, _ known: [Tensor?]) throws(LayerError) {
    for case (let value?, let tensor?) in zip(node.inputs, known) {
      guard let parameter = parameters[value], parameter.count > 1, tensor.integers == nil else {
        continue
      }
      let count = tensor.floats.reduce(0) { $1.isNaN ? $0 + 1 : $0 }
      guard count == 0 else { throw .notNumbers(names[value], count: count) }
    }
  }
}

/// What a session computes at once.
public struct PlannedStep: Sendable {
  /// The numbers of the nodes, in their order; what lies between them is not stored.
  public let nodes: [Int]

  /// The name of the plan: `direct` for the loops of the definition.
  public let planName: String
}

extension ExecutionStep {
  /// What others may know of the step.
  fileprivate var planned: PlannedStep { PlannedStep(nodes: nodes, planName: planName) }
}

/// The values of one run.
private struct RunValues {
  private var tensors: [Graph.Value: Tensor]
  private var left: [Int]
  private let plan: Plan
  private let run: BlockedRun

  /// Starts with what is known.
  init(_ constants: [Graph.Value: Tensor], _ plan: Plan, _ run: BlockedRun) {
    tensors = constants
    left = plan.consumers
    self.plan = plan
    self.run = run
  }

  /// Keeps a value as long as it is needed.
  mutating func keep(_ value: Graph.Value, _ tensor: Tensor) { tensors[value] = tensor }

  /// A value as the definition has it, copied out of blocks if it lies there.
  func tensor(_ value: Graph.Value) -> Tensor? {
    if let tensor = tensors[value] { return tensor }
    guard let layout = plan.layouts[value], let extents = plan.extents[value] else { return nil }
    return run.tensor(layout, extents: extents)
  }

  /// Computes a step.
  mutating func compute(_ step: ExecutionStep) throws(LayerError) {
    let known = step.outputs.compactMap { plan.facts[$0]?.constant }
    let outputs: [Tensor]
    if known.count == step.outputs.count {
      outputs = known
    } else {
      switch step.work {
      case .blocked(let work):
        work.compute(run, step.inputs.first.flatMap { $0.flatMap { tensors[$0] } })
        return
      case .plain(let operation):
        outputs = try operation.compute(step.inputs.map { $0.flatMap { tensor($0) } })
      case .bound(let operation):
        outputs = try operation.compute(
          step.inputs.map { $0.flatMap { tensor($0) } }, workers: run.workers)
      }
    }
    for (value, tensor) in zip(step.outputs, outputs) { tensors[value] = tensor }
  }

  /// Frees what no later step takes.
  mutating func free(after step: ExecutionStep) {
    for value in step.inputs.compactMap(\.self) {
      left[value] -= 1
      if left[value] == 0 { tensors[value] = nil }
    }
    for value in step.outputs where left[value] == 0 { tensors[value] = nil }
  }
}

extension Tensor {
  /// What is known of the tensor as an input: whole numbers and short lists say shapes, so that their
  /// values count.
  public var fact: Fact {
    let isKnown = !type.isFloating || (shape.count <= 1 && count <= 64)
    return isKnown ? Fact(constant: self) : Fact(shape: shape, type: type)
  }
}
