/// The windows along one axis of an input.
///
/// Output `o` sees the positions from `o * stride - before`, `extent` of them.
struct WindowAxis: Equatable {
  /// What is padded along an axis.
  enum Margin: Equatable {
    /// Positions before and after.
    case numbers(before: Int, after: Int)
    /// As much as `ceil(n / stride)` outputs need, the odd one after.
    case same
    /// As much as `same`, the odd one before.
    case sameLower
  }

  /// Positions of the input.
  let count: Int

  /// Positions from the first to the last that an output sees, both included.
  let extent: Int

  /// Positions between outputs.
  let stride: Int

  /// Positions padded before.
  let before: Int

  /// Positions padded after.
  let after: Int

  /// Outputs; 0 where nothing fits.
  let outputs: Int

  /// Positions that the outputs need from the first padded one on.
  var needed: Int { (outputs - 1) * stride + extent }

  /// Works out the windows along one axis.
  ///
  /// Sizes follow `floor((n + before + after - extent) / stride) + 1`. With `ceil` the quotient is
  /// rounded up, and a last window that would start in the padding after the input is dropped.
  ///
  /// - Parameters:
  ///   - count: Positions of the input.
  ///   - extent: Positions that an output sees.
  ///   - stride: Positions between outputs.
  ///   - margin: What is padded.
  ///   - ceil: Whether a window may hang over the end.
  init(count: Int, extent: Int, stride: Int, margin: Margin, ceil: Bool = false) {
    self.count = count
    self.extent = extent
    self.stride = stride
    switch margin {
    case .numbers(let before, let after):
      self.before = before
      self.after = after
    case .same, .sameLower:
      let outputs = (count + stride - 1) / stride
      let total = max(0, (outputs - 1) * stride + extent - count)
      let smaller = total / 2
      before = margin == .same ? smaller : total - smaller
      after = total - before
    }
    let room = count + before + after - extent
    if count == 0 || room < 0 && !(ceil && room > -stride) {
      outputs = 0
    } else if room < 0 {
      outputs = 1
    } else {
      let (quotient, rest) = room.quotientAndRemainder(dividingBy: stride)
      let hanging = ceil && rest > 0 && (quotient + 1) * stride < count + before
      outputs = quotient + (hanging ? 2 : 1)
    }
  }

  /// The positions of the input that an output sees, padding left aside.
  ///
  /// - Parameter output: The output.
  /// - Returns: A range inside `0..<count`.
  func inside(_ output: Int) -> Range<Int> {
    let start = output * stride - before
    let end = min(start + extent, count)
    return min(max(start, 0), end)..<end
  }

  /// How many positions an output sees, padding included, but nothing beyond the padding.
  ///
  /// - Parameter output: The output.
  /// - Returns: At most the extent.
  func padded(_ output: Int) -> Int {
    let start = output * stride - before
    return min(start + extent, count + after) - start
  }
}
