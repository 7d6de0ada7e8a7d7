extension Int {
  /// A number of bytes as people write it: `512M`, `1.5G`; powers of 1024, rounded up.
  public var bytesText: String {
    for (power, letter) in [(30, "G"), (20, "M"), (10, "K")] where self >= 1 << power {
      let unit = 1 << power
      let (whole, rest) = quotientAndRemainder(dividingBy: unit)
      if rest == 0 || whole >= 100 { return "\(whole + (rest == 0 ? 0 : 1))\(letter)" }
      let tenths = whole * 10 + (rest * 10 + unit - 1) / unit
      return tenths % 10 == 0 ? "\(tenths / 10)\(letter)" : "\(tenths / 10).\(tenths % 10)\(letter)"
    }
    return "\(self)"
  }
}
