import func Glibc.ceil
import func Glibc.floor
import func Glibc.log10
import func Glibc.pow

/// Distances between the marks of an axis: 1, 2 or 5 times a power of ten.
package enum AxisSteps {
  /// The smallest round distance for which a span has no more steps than wanted.
  ///
  /// - Parameters:
  ///   - span: The length of the axis in its units, above 0.
  ///   - most: How many steps there may be, 1 or more.
  /// - Returns: The distance, in units of the axis.
  package static func step(for span: Double, most: Int) -> Double {
    let smallest = span / Double(most)
    let power = pow(10, floor(log10(smallest)))
    // A hair is granted, so that 0.1 divides 1 into ten.
    return power * ([1, 2, 5].first { $0 * power >= smallest * (1 - 1e-9) } ?? 10)
  }

  /// The same for whole numbers.
  package static func wholeStep(for span: Int, most: Int) -> Int {
    max(Int(step(for: Double(max(span, 1)), most: max(most, 1))), 1)
  }

  /// The marks within a range, at multiples of the round distance.
  package static func marks(in range: ClosedRange<Double>, most: Int) -> [Double] {
    let step = step(for: range.upperBound - range.lowerBound, most: most)
    let first = ceil(range.lowerBound / step - 1e-9)
    let last = floor(range.upperBound / step + 1e-9)
    guard first <= last, last - first <= Double(most) else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }
}
