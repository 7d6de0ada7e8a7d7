import CMemory
import Synchronization

/// Plans, packed weights and memory that the runs of a session share.
final class PlanStore: Sendable {
  private struct Shared {
    var plans: [(shapes: [[Int]], types: [NumberType], plan: Plan)] = []
    var memories: [AlignedFloats] = []
  }

  /// So many shapes are remembered: pictures of a folder may differ.
  private static let remembered = 4

  /// Memory for what steps compute on the way.
  let scratch = ScratchStore()

  private let packed = PackedLayers()
  private let shared = Mutex(Shared())

  /// The plan for inputs.
  ///
  /// - Parameters:
  ///   - inputs: What is known of the inputs.
  ///   - make: Makes a plan of packed weights.
  /// - Returns: The plan, made now or remembered from inputs of the same shapes.
  /// - Throws: What making throws.
  func plan(
    for inputs: [Fact], _ make: (PackedLayers) throws(LayerError) -> Plan
  ) throws(LayerError) -> Plan {
    // Shapes may depend on the numbers of an input that is known.
    guard inputs.allSatisfy({ $0.constant == nil }) else {
      return try make(packed)
    }
    let (shapes, types) = (inputs.map(\.shape), inputs.map(\.type))
    let found = shared.withLock { shared in
      shared.plans.first { $0.shapes == shapes && $0.types == types }?.plan
    }
    if let found { return found }
    let plan = try make(packed)
    shared.withLock { shared in
      shared.plans.append((shapes, types, plan))
      if shared.plans.count > Self.remembered { shared.plans.removeFirst() }
    }
    return plan
  }

  /// Memory for the values of a run.
  ///
  /// - Parameter count: How many numbers.
  /// - Returns: Room for as many or more; nil if it cannot be had.
  func takeMemory(_ count: Int) -> AlignedFloats? {
    let found = shared.withLock { shared -> AlignedFloats? in
      let place = shared.memories.firstIndex { $0.count >= count }
      return place.map { shared.memories.remove(at: $0) }
    }
    if let found { return found }
    let (bytes, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    guard !overflows, lenslet_can_allocate(bytes) else { return nil }
    return AlignedFloats(count: count)
  }

  /// Keeps memory for the next run; what is smaller is let go.
  ///
  /// - Parameter memory: Memory that `takeMemory` gave.
  func giveBack(_ memory: AlignedFloats) {
    shared.withLock { shared in
      shared.memories.removeAll { $0.count < memory.count }
      shared.memories.append(memory)
    }
  }
}
