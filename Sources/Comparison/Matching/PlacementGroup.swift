import Networks
import Pixels

/// Variants of one size and of the same colour axes, as one convolution over learned filters.
///
/// The learned filter is the input, so that an output is the cosine at a shift. Only axes along
/// which a filter has energy are summed: most handcrafted filters are grey.
struct PlacementGroup {
  /// What the members have in common.
  struct Key: Hashable {
    /// Rows.
    let height: Int

    /// Columns.
    let width: Int

    /// Indices of the colour axes with energy.
    let axes: [Int]

    /// The size and colours of a filter that is not zero.
    init(_ filter: Filter) {
      height = filter.height
      width = filter.width
      // What rounding leaves along an axis is no colour.
      let floor = 1e-12 * filter.energy
      axes = ColourAxis.allCases.indices.filter { index in
        filter.plane(along: ColourAxis.allCases[index]).reduce(0) { $0 + $1 * $1 } > floor
      }
    }
  }

  private let key: Key
  private let numbers: [Int]
  private let layer: ConvolutionLayer
  private let height: Int
  private let width: Int
  private let top: Int
  private let left: Int
  /// For each member where it may lie, from the centre out: places in its map of cosines.
  private let places: [[Int32]]

  /// Places filters; nil where none fits anywhere.
  ///
  /// - Parameters:
  ///   - key: What the filters have in common.
  ///   - members: The filters with their numbers.
  ///   - height: Rows of the learned filters.
  ///   - width: Columns of the learned filters.
  ///   - leastEnergyInside: The share of energy that must lie inside.
  /// - Throws: `ComparisonError.layer`.
  init?(
    _ key: Key, of members: [(number: Int, filter: Filter)], height: Int, width: Int,
    leastEnergyInside: Double
  ) throws(ComparisonError) {
    self.key = key
    self.height = height
    self.width = width
    numbers = members.map(\.number)
    let allowed = members.map {
      AllowedShifts($0.filter, height: height, width: width, leastEnergyInside: leastEnergyInside)
        .fromTheCentreOut
    }
    let shifts = allowed.flatMap { $0 }
    guard let top = shifts.map(\.top).min(), let left = shifts.map(\.left).min(),
      let lastTop = shifts.map(\.top).max(), let lastLeft = shifts.map(\.left).max()
    else { return nil }
    // A shift above 0 for all members needs no padding, and outputs that nobody looks at.
    self.top = min(top, 0)
    self.left = min(left, 0)
    let margins = Margins(
      top: max(-top, 0), left: max(-left, 0), bottom: max(lastTop + key.height - height, 0),
      right: max(lastLeft + key.width - width, 0))
    let columns = margins.left + width + margins.right - key.width + 1
    let first = (top: self.top, left: self.left)
    places = allowed.map { shifts in
      shifts.map { Int32(($0.top - first.top) * columns + $0.left - first.left) }
    }
    do {
      layer = try ConvolutionLayer(
        weights: members.flatMap { member in
          let length = member.filter.energy.squareRoot()
          return key.axes.flatMap { axis in
            member.filter.plane(along: ColourAxis.allCases[axis]).map { Float($0 / length) }
          }
        },
        outputChannels: members.count, groupChannels: key.axes.count, kernelHeight: key.height,
        kernelWidth: key.width, padding: .margins(margins))
    } catch {
      throw .layer(error)
    }
  }

  /// Finds the best place of every member on a learned filter.
  ///
  /// - Parameters:
  ///   - planes: The learned filter along each axis, divided by its norm.
  ///   - bests: Set at the members' numbers.
  /// - Throws: `ComparisonError.layer`.
  func findStrongest(
    on planes: [[Float]], into bests: inout [Placement]
  ) throws(ComparisonError) {
    let shape = Shape(channels: key.axes.count, height: height, width: width)
    let cosines: Activation
    do {
      cosines = try layer.forward(
        Activation(shape: shape, values: key.axes.flatMap { planes[$0] }))
    } catch {
      throw .layer(error)
    }
    let columns = cosines.shape.width
    let map = cosines.shape.height * columns
    cosines.values.withUnsafeBufferPointer { values in
      for (member, number) in numbers.enumerated() {
        let best = strongest(
          UnsafeBufferPointer(rebasing: values[member * map..<(member + 1) * map]),
          at: places[member])
        guard let best else { continue }
        bests[number] = Placement(
          cosine: values[member * map + best], top: top + best / columns,
          left: left + best % columns)
      }
    }
  }
}

/// The first place of the cosine of greatest size, but for differences that rounding makes.
private func strongest(_ cosines: UnsafeBufferPointer<Float>, at places: [Int32]) -> Int? {
  var best: Int?
  var size: Float = 0
  for place in places {
    let candidate = abs(cosines[Int(place)])
    if candidate > size + 1e-6 {
      size = candidate
      best = Int(place)
    }
  }
  return best
}
