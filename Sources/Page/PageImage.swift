package import Reports

/// What the page is told about one input: columns of numbers, not a record a map.
///
/// Addresses are relative to the page and percent-encoded.
package struct PageImage: Encodable {
  /// The name as it is shown.
  package let name: String

  /// The folder of its maps.
  package var folder: String?

  /// A picture of the input that lies anywhere.
  package var picture: String?

  /// The script with its values; nil where there is none, as for inputs that are too large.
  package var values: String?

  /// Why it could not be done.
  package var error: String?

  /// The most probable classes, the first one first; empty where nobody asked.
  package var classes: [ClassScore] = []

  /// What was written of each step.
  package var maps: [PageMaps] = []

  /// Starts what is told about an input.
  ///
  /// - Parameter name: The name as it is shown.
  package init(name: String) { self.name = name }
}

/// The maps of one step and input.
package struct PageMaps: Encodable {
  /// The number of the step.
  package let step: Int

  /// Channels, rows, columns.
  package var shape: [Int]

  /// The maps of which there are pictures; nil where there are none.
  package var channels: [Int]?
  package var min: [Float?] = []
  package var max: [Float?] = []
  package var mean: [Float?] = []
  package var zeros: [Float] = []

  /// The contact sheet.
  package var sheet: String?

  /// Arrays of all values.
  package var arrays: [String] = []

  /// The one file of a filtered image.
  package var file: String?

  /// The results that became black and white.
  package var black: Float?
  package var white: Float?

  /// Starts what is told about the maps of a step.
  ///
  /// - Parameters:
  ///   - step: The number of the step.
  ///   - shape: Channels, rows, columns.
  package init(step: Int, shape: [Int]) {
    self.step = step
    self.shape = shape
  }
}
