public import Kernels

/// The handcrafted filters that learned ones of a size are compared with.
///
/// Kernels come first, in the order given, but single ones before those of a bank of several: each
/// at its own size, then enlarged to the learned size where it is smaller. The generated families
/// follow. What equals an earlier filter but for a positive factor is left out, as are filters of
/// zeros.
public struct HandcraftedBank: Equatable, Sendable {
  /// The filters, no two with the same name.
  public let filters: [HandcraftedFilter]

  /// The kernels and generated filters that are left out, each with the reason.
  public let leftOut: [LeftOutKernel]

  /// Collects kernels and generates families.
  ///
  /// - Parameters:
  ///   - kernels: The kernels, of one or three channels; those of a bank of several are named
  ///     `kirsch-1`, `kirsch-2` and so on, enlarged ones `sobel-x@11`.
  ///   - size: Rows and columns of the learned filters, the larger of the two, 1 to 1024.
  ///   - channels: Channels of the learned filters: with 1, only filters on luminance are in the
  ///     bank; with 3, those of opponent colours too.
  ///   - hasFamilies: Whether the generated families are in the bank.
  /// - Throws: `KernelError.parameter` where the size is out of range.
  /// - Complexity: O(filters² * size²) where filters are alike, usually O(filters * size²).
  public init(
    kernels: [KernelBank], size: Int, channels: Int, hasFamilies: Bool = true
  ) throws(KernelError) {
    precondition(channels == 1 || channels == 3, "a filter sees luminance or three colours")
    let generated = hasFamilies ? try generatedFilters(size: size, channels: channels) : []
    var collection = FilterCollection(channels: channels)
    // Single kernels first, so that 'sobel-x' keeps its name, not the 'sobel-1' that equals it.
    for bank in kernels.filter({ $0.kernels.count == 1 })
      + kernels.filter({ $0.kernels.count > 1 })
    {
      for (index, kernel) in bank.kernels.enumerated() {
        let name = bank.kernels.count == 1 ? bank.name : "\(bank.name)-\(index + 1)"
        collection.add(kernel, name: name, purpose: bank.purpose, enlargedTo: size)
      }
    }
    for filter in generated { collection.add(filter) }
    filters = collection.filters
    leftOut = collection.leftOut
  }
}

/// Filters while they are collected.
private struct FilterCollection {
  /// Channels of the learned filters.
  let channels: Int

  private(set) var filters: [HandcraftedFilter] = []
  private(set) var leftOut: [LeftOutKernel] = []
  private var names: Set<String> = []
  private var shapes: [FilterShape] = []

  init(channels: Int) {
    self.channels = channels
  }

  /// Adds a kernel at its own size, and enlarged where it is smaller than that.
  mutating func add(_ kernel: Kernel, name: String, purpose: String, enlargedTo size: Int) {
    guard kernel.channels == 1 || kernel.channels == channels else {
      leftOut.append(LeftOutKernel(name: name, reason: .channels(kernel.channels)))
      return
    }
    let filter = Filter(name: name, kernel: kernel)
    add(HandcraftedFilter(filter: filter, family: .kernel, purpose: purpose))
    guard max(kernel.height, kernel.width) < size else { return }
    let enlarged = filter.enlarged(to: size, name: "\(name)@\(size)")
    add(HandcraftedFilter(filter: enlarged, family: .enlarged, purpose: purpose))
  }

  /// Adds a filter, under a name of its own.
  mutating func add(_ candidate: HandcraftedFilter) {
    let filter = candidate.filter
    guard let shape = FilterShape(filter) else {
      leftOut.append(LeftOutKernel(name: filter.name, reason: .zero))
      return
    }
    if let index = shapes.firstIndex(where: { $0.matches(shape) }) {
      leftOut.append(
        LeftOutKernel(name: filter.name, reason: .same(as: filters[index].filter.name)))
      return
    }
    shapes.append(shape)
    filters.append(
      HandcraftedFilter(
        filter: filter.renamed(freeName(for: filter.name)), family: candidate.family,
        purpose: candidate.purpose))
  }

  /// The name, or where another filter has it, the name with the first free number from 2.
  private mutating func freeName(for name: String) -> String {
    var free = name
    var number = 2
    while !names.insert(free).inserted {
      free = "\(name)#\(number)"
      number += 1
    }
    return free
  }
}

/// The weights of a filter without their overall strength.
private struct FilterShape {
  private let height: Int
  private let width: Int

  /// The weights of red, green and blue, the largest of which is 1 or -1.
  private let weights: [Float]

  /// Measures a filter; nil where every weight is zero.
  init?(_ filter: Filter) {
    let largest = filter.weights.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return nil }
    let shape = filter.weights.map { $0 / largest }
    weights = filter.channels == 3 ? shape : shape + shape + shape
    height = filter.height
    width = filter.width
  }

  /// Whether another filter is this one times a positive number, as far as rounding lets that be
  /// known.
  func matches(_ other: FilterShape) -> Bool {
    guard height == other.height, width == other.width else { return false }
    return zip(weights, other.weights).allSatisfy { abs($0 - $1) <= 1e-6 }
  }
}

extension Filter {
  /// The same weights under another name.
  fileprivate func renamed(_ name: String) -> Filter {
    Filter(name: name, channels: channels, height: height, width: width, weights: weights)
  }
}
