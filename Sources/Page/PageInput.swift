import Files
package import Pixels
import Reports

/// The values that go into the first step, for the page to compute with.
///
/// A page that was opened from a folder can read no file, but it can run a script that lies beside
/// it: the values are one call of a function of the page.
package struct PageInput: Encodable {
  /// Channels, rows, columns.
  let shape: [Int]

  /// The values.
  let values: PageArray

  /// Whether the channels of a pixel stand together, as in pictures, or each channel is a plane.
  let isInterleaved: Bool

  /// The extents of every step for this input, slowest first; nil where the page works them out.
  let extents: [[Int]]?

  /// The types of steps that give no floating-point numbers, by their numbers.
  let types: [String: String]?

  /// Numbers that the extents decide, by the step that takes them and their place among its inputs.
  let constants: [String: [String: PageArray]]?

  /// Describes the input of a network; nil where it is larger than a page should load.
  ///
  /// - Parameters:
  ///   - maps: The input; one image.
  ///   - facts: What is known of the steps for this input.
  package init?(_ maps: Activation, facts: PageFacts) {
    guard maps.shape.batch == 1 else { return nil }
    let values = PageArray(maps.values)
    let size = values.form == .bytes ? maps.values.count : 4 * maps.values.count
    guard size <= PageSettings.maximumInputBytes else { return nil }
    shape = [maps.shape.channels, maps.shape.height, maps.shape.width]
    self.values = values
    isInterleaved = false
    extents = facts.extents
    types = facts.types.isEmpty ? nil : facts.types
    constants = facts.constants.isEmpty ? nil : facts.constants
  }

  /// Describes an image that is filtered; nil where it is larger than a page should load.
  ///
  /// - Parameter image: The image; its alpha is left out.
  package init?(_ image: Image) {
    guard Self.fits(image.size, layout: image.layout, type: image.samples.type) else { return nil }
    let colours = image.withoutAlpha
    shape = [colours.channels, colours.height, colours.width]
    isInterleaved = true
    extents = nil
    types = nil
    constants = nil
    switch colours.samples {
    case .uint8(let samples): values = PageArray(bytes: samples)
    case .uint16(let samples): values = PageArray(words: samples)
    case .float32(let samples): values = PageArray(samples)
    }
  }

  /// Whether an image that is filtered is small enough for a page to load it.
  ///
  /// - Parameters:
  ///   - size: Width and height.
  ///   - layout: The channels; alpha is left out.
  ///   - type: The samples.
  /// - Returns: Whether it is; a product that overflows is not.
  package static func fits(_ size: ImageSize, layout: ChannelLayout, type: SampleType) -> Bool {
    let bytes =
      switch type {
      case .uint8: 1
      case .uint16: 2
      case .float32: 4
      }
    guard let pixels = size.pixelCount else { return false }
    return pixels <= PageSettings.maximumInputBytes / (layout.colourCount * bytes)
  }
}

/// How every script begins that hands a value to the page.
package let pageScriptStart = "lensletReceive("

/// A script that hands a value to the page.
///
/// - Parameter value: What the page is waiting for.
/// - Returns: The text of a file.
/// - Throws: `PageError.report`.
package func pageScript(_ value: some Encodable) throws(PageError) -> [UInt8] {
  let json = try wrapping(jsonLine(value), as: PageError.report)
  return Array("\(pageScriptStart)\(json));\n".utf8)
}
