import Networks

/// What the rules for sizes say of one layer that moves a window over maps.
struct WindowRules {
  private let layer: String
  private let window: LintedWindow

  /// Looks at a layer.
  ///
  /// - Parameters:
  ///   - layer: The name of what it gives.
  ///   - window: How its window lies.
  init(_ layer: String, _ window: LintedWindow) {
    self.layer = layer
    self.window = window
  }

  /// The rules that the layer breaks by itself.
  var findings: [SizingFinding] {
    [gaps, unread, evenKernel, shift].compactMap(\.self)
  }

  /// Rows and columns that no window reaches because the step is too large.
  private var gaps: SizingFinding? {
    guard window.axes.contains(where: \.hasGaps) else { return nil }
    return SizingFinding(
      rule: .noGaps, layer: layer,
      what: "stride \(steps) over a window of \(window.text(\.extent))",
      why: "the values between windows are never read",
      advice: "take a window of \(window.text { max($0.stride, $0.extent) | 1 }) or a stride of "
        + window.number { min($0.stride, $0.extent) })
  }

  /// Rows and columns at the end that no window reaches.
  private var unread: SizingFinding? {
    let axes = window.axes.filter { $0.unread > 0 && !$0.hasGaps }
    guard !axes.isEmpty else { return nil }
    let isOne = axes.count == 1 && axes[0].unread == 1
    return SizingFinding(
      rule: .fits, layer: layer,
      what: "windows of \(window.text(\.extent)) with stride \(steps) do not fill "
        + "\(window.text(\.count))",
      why: axes.map { "the last " + $0.counted($0.unread) }.joined(separator: " and ")
        + (isOne ? " is" : " are") + " never read",
      advice: "make the input of the layer \(window.text(\.fitting)), or pad its end")
  }

  /// Kernels of an even number of rows or columns.
  private var evenKernel: SizingFinding? {
    let taps = window.axes.compactMap(\.taps)
    guard taps.contains(where: { $0 > 1 && $0.isMultiple(of: 2) }) else { return nil }
    return SizingFinding(
      rule: .oddKernel, layer: layer, what: "a kernel of \(window.text { $0.taps ?? $0.extent })",
      why: "it has no middle, so that its maps lie half a value beside what they show",
      advice: "take one of \(window.text { ($0.taps ?? $0.extent) | 1 })")
  }

  /// More on one side than on the other.
  private var shift: SizingFinding? {
    let hanging = window.axes.filter(\.isHanging)
    let uneven = window.axes.filter { $0.before != $0.after }
    guard !uneven.isEmpty else { return nil }
    let what =
      hanging.isEmpty
      ? "pads " + uneven.map(\.sides).joined(separator: " and ")
      : "the last windows hang "
        + hanging.map { $0.several($0.after - $0.stated) }.joined(separator: " and ")
        + " over the end"
    return SizingFinding(
      rule: .evenPadding, layer: layer, what: what,
      why: "its maps are shifted against the picture",
      advice: hanging.isEmpty
        ? "pad both sides alike, which odd windows allow"
        : "make the input of the layer \(window.text(\.fitting)), or round sizes down")
  }

  private var steps: String { window.number(\.stride) }
}

extension LintedWindow {
  /// A number of rows and of columns, `3x3`.
  func text(_ number: (Axis) -> Int) -> String {
    axes.map { String(number($0)) }.joined(separator: "x")
  }

  /// A number of rows and of columns, once where it is the same.
  fileprivate func number(_ number: (Axis) -> Int) -> String {
    Set(axes.map(number)).count == 1 ? "\(number(axes[0]))" : text(number)
  }
}

extension LintedWindow.Axis {
  /// `row`, `2 rows`.
  fileprivate func counted(_ count: Int) -> String {
    let name = isOfRows ? "row" : "column"
    return count == 1 ? name : "\(count) \(name)s"
  }

  /// `a row`, `2 rows`.
  fileprivate func several(_ count: Int) -> String {
    (count == 1 ? "a " : "") + counted(count)
  }

  /// What is padded on both sides.
  fileprivate var sides: String {
    isOfRows ? "\(before) above, \(after) below" : "\(before) at the left, \(after) at the right"
  }
}
