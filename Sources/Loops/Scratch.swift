/// Uninitialised memory for trivial values, freed with its owner.
@usableFromInline
package final class Scratch<Element: BitwiseCopyable> {
  /// The first element.
  @usableFromInline
  package let start: UnsafeMutablePointer<Element>

  /// Allocates room.
  ///
  /// - Parameter count: Elements, 0 or more.
  @inlinable
  package init(count: Int) {
    start = .allocate(capacity: max(count, 1))
  }

  /// Allocates room and fills it.
  ///
  /// - Parameters:
  ///   - value: What every element is set to.
  ///   - count: Elements, 0 or more.
  @inlinable
  package convenience init(repeating value: Element, count: Int) {
    self.init(count: count)
    start.initialize(repeating: value, count: count)
  }

  /// Allocates room for the elements of an array.
  ///
  /// - Parameter elements: What it holds.
  @inlinable
  package convenience init(_ elements: [Element]) {
    self.init(count: elements.count)
    for (index, element) in elements.enumerated() {
      (start + index).initialize(to: element)
    }
  }

  @inlinable
  deinit { start.deallocate() }
}
