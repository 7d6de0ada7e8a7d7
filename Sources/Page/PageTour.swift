public import Files

/// Views of a page in the order of a lecture.
public struct PageTour: Sendable {
  /// The file that it was read from.
  public let path: Path

  /// The views, the first one first.
  public let stops: [Stop]

  /// Creates a tour.
  ///
  /// - Parameters:
  ///   - path: The file that it was read from.
  ///   - stops: The views, the first one first.
  public init(path: Path, stops: [Stop]) {
    self.path = path
    self.stops = stops
  }

  /// A view and what is to be seen there.
  public struct Stop: Encodable, Equatable, Sendable {
    /// The address of the view, from its `#` on.
    public let at: String

    /// What is to be seen.
    public let note: String

    /// Creates a stop.
    ///
    /// - Parameters:
    ///   - at: The address of the view, from its `#` on.
    ///   - note: What is to be seen.
    public init(at: String, note: String) {
      self.at = at
      self.note = note
    }
  }

  /// What the addresses of a page can name.
  package struct Names: Sendable {
    /// Inputs, as the page names them.
    let inputs: Set<String>

    /// Layers, kernels or filters.
    let steps: Set<String>

    /// Creates names.
    ///
    /// - Parameters:
    ///   - inputs: Inputs, as the page names them.
    ///   - steps: Layers, kernels or filters.
    package init(inputs: some Sequence<String>, steps: some Sequence<String>) {
      self.inputs = Set(inputs)
      self.steps = Set(steps)
    }
  }

  /// Finds the first stop that leads nowhere.
  ///
  /// - Parameter names: What the addresses of the page can name.
  /// - Returns: The number of the stop, from 1, and what is wrong with it; nil if all lead somewhere.
  package func problem(_ names: Names) -> (stop: Int, text: String)? {
    for (index, stop) in stops.enumerated() {
      if let text = stop.problem(names) { return (index + 1, text) }
    }
    return nil
  }
}

extension PageTour.Stop {
  /// What of the address names an input, and what a layer, kernel or filter.
  private static let (inputs, steps) = (
    ["input", "picture", "image"], ["layer", "beside", "from", "filter"]
  )

  /// What else an address has.
  private static let others = [
    "channel", "besideChannel", "at", "held", "search", "sort", "order", "network", "chain", "lab",
    "kernel", "combine", "range", "border", "class", "as", "nearest", "handcrafted", "scatter",
    "region", "only", "edits", "paint", "unfolded", "edit", "other", "part", "split", "colour",
    "calculation",
  ]

  fileprivate func problem(_ names: PageTour.Names) -> String? {
    guard at.hasPrefix("#") else {
      return "'\(at)' is no address of a view: it starts with #, as 'Copy the tour' gives it"
    }
    for part in at.dropFirst().split(separator: "&") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, let name = pair[0].percentDecoded, let text = pair[1].percentDecoded
      else { return "'\(part)' is no part of an address: write NAME=TEXT, joined with &" }
      if Self.inputs.contains(name) {
        if !names.inputs.contains(text) { return "there is no \(name) '\(text)'" }
      } else if Self.steps.contains(name) {
        let isAll = name == "layer" && text == "all"
        if !isAll, !names.steps.contains(text) { return "there is no \(name) '\(text)'" }
      } else if !Self.others.contains(name) {
        return "'\(name)' is no part of an address"
      }
    }
    return nil
  }
}

extension Substring {
  /// The text with `%NN` as the bytes that they stand for; nil where that is no text.
  fileprivate var percentDecoded: String? {
    Page.percentDecoded(self).flatMap { String(validating: $0, as: UTF8.self) }
  }
}
