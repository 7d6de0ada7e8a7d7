/// Every index of a shape in row-major order.
///
/// - Parameter shape: The extents.
/// - Returns: One list of places, an axis each, for every element.
public func indices(of shape: [Int]) -> [[Int]] {
  var all: [[Int]] = []
  let count = shape.reduce(1, *)
  guard count > 0 else { return [] }
  all.reserveCapacity(count)
  var index = [Int](repeating: 0, count: shape.count)
  for _ in 0..<count {
    all.append(index)
    for axis in shape.indices.reversed() {
      index[axis] += 1
      guard index[axis] == shape[axis] else { break }
      index[axis] = 0
    }
  }
  return all
}
