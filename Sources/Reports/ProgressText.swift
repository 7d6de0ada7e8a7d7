extension Double {
  /// Two digits after the point below 1, one below 100, else none.
  package var decimal: String {
    let digits = self < 1 ? 2 : self < 100 ? 1 : 0
    let scale = [1.0, 10, 100][digits]
    let scaled = Int((Swift.min(Swift.max(self, 0), 1e12) * scale).rounded())
    guard digits > 0 else { return "\(scaled)" }
    let fraction = String(scaled % Int(scale))
    return "\(scaled / Int(scale))."
      + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// Seconds as `m:ss`, or `h:mm:ss`.
  package var clock: String {
    let seconds = Int(Swift.min(self, 1e9).rounded(.up))
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    let tail = (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    return hours > 0
      ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(tail)" : "\(minutes):\(tail)"
  }
}
