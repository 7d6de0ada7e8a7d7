import Pixels

extension SheetHeader {
  /// The name of a layer, its shape, the range of its values, and how many are not finite.
  static func titles(_ layer: String, shape: String, statistics: MapStatistics) -> [Item] {
    let longest = 64
    let name = layer.count > longest ? layer.prefix(longest - 3) + "..." : layer[...]
    var items: [Item] = [.text(String(name), SheetColours.title), .text(shape, SheetColours.quiet)]
    if let low = statistics.minimum, let high = statistics.maximum {
      let values = DisplayRange(from: low, to: high)
      items.append(.text("values \(values.text(significantDigits: 4))", SheetColours.quiet))
    }
    let counts = [(statistics.nanCount, "NaN"), (statistics.infiniteCount, "infinite")]
    for (count, what) in counts where count > 0 {
      items.append(.text("\(count) \(what)", ColourMap.nonFinite))
    }
    return items
  }
}

extension SheetHeader.Item {
  /// The colours of a style, with the ends of the shared range or, where each map has its own, with
  /// what the ends are.
  static func colourBar(of style: MapStyle, shared: DisplayRange?) -> SheetHeader.Item {
    let isSigned = style.colours == .diverging
    var ends = isSigned ? (low: "-max", high: "+max") : (low: "min", high: "max")
    if style.scaling.scope == .layer, let shared {
      ends = (
        Double(shared.low).text(significantDigits: 4),
        Double(shared.high).text(significantDigits: 4)
      )
    }
    return .colourBar(
      style.colours, low: ends.low, middle: isSigned ? "0" : nil, high: ends.high)
  }
}

extension DisplayRange {
  /// Both ends, for example `-3 to 12.5`.
  func text(significantDigits digits: Int) -> String {
    Double(low).text(significantDigits: digits) + " to "
      + Double(high).text(significantDigits: digits)
  }

  /// The range in few characters, for a label: `2 to 3`, `+-3` or, for a single value, `3`.
  var note: String {
    if low == high { return Double(low).text(significantDigits: 3) }
    if low == -high { return "+-" + Double(high).text(significantDigits: 3) }
    return text(significantDigits: 3)
  }
}
