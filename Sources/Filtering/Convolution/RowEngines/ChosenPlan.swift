import Kernels
import Pixels

/// The plan for one kernel on samples of one type, with what it computes with.
struct ChosenPlan {
  /// How the sums are made.
  enum Sums: Equatable {
    /// Exact sums of 16 bits; rounding by a shift is the last step where the divisor allows it.
    case int16(ExactSum)

    /// Exact sums of 32 bits.
    case int32(ExactSum)

    /// Exact sums of 16 bits in two passes.
    case separable16(ExactSum, SeparableWeights)

    /// Exact sums of 32 bits in two passes.
    case separable32(ExactSum, SeparableWeights)

    /// `Float` fused multiply-adds in two passes.
    case separableFloat(FloatSum, SeparableReals)

    /// Products of spectra, of weights in tiles.
    case transform([Double], TransformTile, TransformSum.Finish)

    /// `Float` fused multiply-adds.
    case float(FloatSum)

    /// The plain loops.
    case reference
  }

  /// The plan's name.
  let plan: Plan

  /// How the sums are made.
  let sums: Sums

  /// Chooses the first plan that applies.
  ///
  /// - Parameters:
  ///   - task: What is computed.
  ///   - forced: The only plan to consider; nil for the first that applies.
  /// - Throws: `planDoesNotApply`.
  init(_ task: PlanTask, forced: Plan?) throws(FilteringError) {
    // Other plans hold rows as far as a kernel reaches, which may be far beyond its image.
    let plans: [Plan] = task.geometry.isCompact ? Plan.allCases : [.fft, .reference]
    let forced = forced.map { plans.contains($0) ? $0 : .reference }
    for plan in plans where forced == nil || plan == forced {
      if let sums = ChosenPlan.sums(plan, task, forced: forced != nil) {
        self.plan = plan
        self.sums = sums
        return
      }
    }
    throw .planDoesNotApply(forced ?? .reference)
  }

  private static func sums(_ plan: Plan, _ task: PlanTask, forced: Bool) -> Sums? {
    let (kernel, type) = (task.kernel, task.type)
    let arithmetic = Arithmetic(kernel, type: type)
    switch plan {
    case .integerSeparable:
      guard kernel.channels == 1, kernel.width > 1, kernel.height > 1,
        let sum = exactSum(arithmetic, type, task.bias), fitsInt32(sum),
        let factors = SeparableWeights(sum.weights, width: kernel.width)
      else { return nil }
      // Two passes move every sum through memory twice: they must save half the products.
      let tapCount = sum.weights.count { $0 != 0 }
      guard forced || tapCount > 2 * factors.tapCount else { return nil }
      return fitsInt16(sum, type) ? .separable16(sum, factors) : .separable32(sum, factors)
    case .float32Separable:
      guard task.isRounded, kernel.channels == 1, kernel.width > 1, kernel.height > 1,
        case .float(let sum) = arithmetic, exactSum(arithmetic, type, task.bias) == nil,
        let factors = SeparableReals(sum.weights, width: kernel.width, maximum: type.maximum)
      else { return nil }
      let tapCount = sum.weights.count { $0 != 0 }
      guard forced || tapCount > 2 * factors.tapCount else { return nil }
      return .separableFloat(sum, factors)
    case .fft:
      return transform(task, arithmetic, forced: forced)
    case .integer:
      guard let sum = exactSum(arithmetic, type, task.bias) else { return nil }
      if fitsInt16(sum, type) { return .int16(sum) }
      return fitsInt32(sum) ? .int32(sum) : nil
    case .float32:
      // The row loops take one tap at least; one of weight 0 would spread infinite samples.
      guard case .float(let sum) = arithmetic, sum.weights.contains(where: { $0 != 0 }) else {
        return nil
      }
      return .float(sum)
    case .reference:
      return .reference
    }
  }

  /// Spectra, where sums of whole numbers come out whole and the taps are so many that it pays.
  private static func transform(
    _ task: PlanTask, _ arithmetic: Arithmetic, forced: Bool
  ) -> Sums? {
    guard let tile = task.tile, task.type != .float32, task.kernel.channels == 1 else { return nil }
    let exact = exactSum(arithmetic, task.type, task.bias)
    let weights: [Double]
    let finish: TransformSum.Finish
    let nanosecondsPerTap: Double
    switch (exact, arithmetic) {
    case (let sum?, _):
      weights = sum.weights.map { Double($0) }
      finish = .exact(start: Double(sum.start), divisor: Double(sum.divisor))
      nanosecondsPerTap =
        fitsInt16(sum, task.type) || sum.fitsFloat ? 0.025 : fitsInt32(sum) ? 0.08 : 2
    case (nil, .float(let sum)) where task.isRounded:
      weights = sum.weights.map { Double($0) }
      finish = .real(start: Double(sum.start) + Double(task.bias))
      nanosecondsPerTap = 0.025
    default: return nil
    }
    let outputs = Double(task.geometry.x.outputs) * Double(task.geometry.y.outputs)
    // The plain loops are what else there is for a kernel far larger than its image.
    let cost = task.geometry.isCompact ? nanosecondsPerTap : 20
    let direct = outputs * cost * Double(weights.count { $0 != 0 })
    guard forced || tile.nanoseconds < 0.7 * direct else { return nil }
    // Half of what would turn a whole number into its neighbour.
    guard KernelSpectrum.error(of: weights, maximum: task.type.maximum, tile) < 0.25 else {
      return nil
    }
    return .transform(weights, tile, finish)
  }

  /// The exact sum that equals the arithmetic, bias included; nil where there is none.
  private static func exactSum(
    _ arithmetic: Arithmetic, _ type: SampleType, _ bias: Int
  ) -> ExactSum? {
    switch arithmetic {
    case .exact(let sum):
      return sum.adding(bias)
    case .float(let sum):
      guard type != .float32, let exact = ExactSum(sum, type: type)?.adding(bias) else {
        return nil
      }
      return exact.fitsFloat ? exact : nil
    }
  }

  /// Whether sums, and half a divisor more for rounding, fit 16 bits.
  private static func fitsInt16(_ sum: ExactSum, _ type: SampleType) -> Bool {
    let bounds = sum.bounds
    return type == .uint8 && sum.divisor < 65536
      && sum.weights.allSatisfy { Int16(exactly: $0) != nil }
      && bounds.lowerBound >= Int(Int16.min) + 1
      && bounds.upperBound + (sum.shift == nil ? 0 : sum.divisor / 2) <= Int(Int16.max)
  }

  /// Whether sums fit 32 bits.
  private static func fitsInt32(_ sum: ExactSum) -> Bool {
    let bounds = sum.bounds
    return sum.weights.allSatisfy { Int32(exactly: $0) != nil }
      && bounds.lowerBound > Int(Int32.min) && bounds.upperBound <= Int(Int32.max)
  }
}

extension ChosenPlan {
  /// Rows of the result that are computed together; nil where any can be.
  var rowsOfBand: Int? {
    if case .transform(_, let tile, _) = sums { tile.outputRows } else { nil }
  }

  /// Bytes of memory that the engine works in beside its rows.
  var workingBytes: Int {
    if case .transform(_, let tile, _) = sums { tile.workingBytes } else { 0 }
  }
}

extension ExactSum {
  /// Whether `Float` holds every sum, and every part of one, exactly.
  var fitsFloat: Bool { max(bounds.upperBound, -bounds.lowerBound) < 1 << 24 }

  /// The power of two that the divisor is, up to 2^14; nil where it is none.
  var shift: Int? {
    let power = divisor.trailingZeroBitCount
    return divisor == 1 << power && power <= 14 ? power : nil
  }
}

extension ChosenPlan {
  /// What runs, in words, for example `integer (8-bit samples, 16-bit sums, 9 taps)`.
  ///
  /// - Parameters:
  ///   - kernel: The kernel.
  ///   - type: The samples.
  /// - Returns: One line without a full stop.
  func explanation(_ kernel: Kernel, type: SampleType) -> String {
    let samples =
      switch type {
      case .uint8: "8-bit samples"
      case .uint16: "16-bit samples"
      case .float32: "Float32 samples"
      }
    let tapCount = kernel.weights.count { $0 != 0 }
    let detail =
      switch sums {
      case .int16: "16-bit sums, \(tapCount) taps"
      case .int32: "32-bit sums, \(tapCount) taps"
      case .separable16(_, let factors): "16-bit sums, \(factors.tapCount) taps in two passes"
      case .separable32(_, let factors): "32-bit sums, \(factors.tapCount) taps in two passes"
      case .separableFloat(_, let factors):
        "Float32 sums, \(factors.tapCount) taps in two passes"
      case .transform(_, let tile, .exact):
        "exact sums, tiles of \(tile.extent)x\(tile.extent)"
      case .transform(_, let tile, .real):
        "Float64 sums, tiles of \(tile.extent)x\(tile.extent)"
      case .float: "Float32 sums, \(tapCount) taps"
      case .reference: "plain loops, \(kernel.weights.count) taps"
      }
    return "\(plan.rawValue) (\(samples), \(detail))"
  }
}
