/// Why a name is not that of a border.
public enum BorderMistake: Error, Equatable, Sendable {
  /// No program that is known has such a border.
  case unknown

  /// Programs mean different borders by it; the text says which.
  case ambiguous(String)

  /// What follows `constant` is not a number from 0 to 255.
  case value(String)
}

extension BorderMistake: CustomStringConvertible {
  /// What is wrong with the name.
  public var description: String {
    switch self {
    case .unknown: "unknown border"
    case .ambiguous(let meanings): "\(meanings): write the one that is meant"
    case .value(let found):
      "'\(found)' is not a number from 0 to 255, the range of 8-bit samples"
    }
  }
}

extension Border {
  /// The names of borders; `constant` may have a value after a colon, as in `constant:128`.
  public static let names = ["reflect101", "replicate", "symmetric", "wrap", "constant"]

  /// The name, without the value of a constant.
  public var name: String {
    switch self {
    case .reflect101: "reflect101"
    case .replicate: "replicate"
    case .symmetric: "symmetric"
    case .wrap: "wrap"
    case .constant: "constant"
    }
  }

  /// Finds a border by its name or by the name that it has in another program.
  ///
  /// The other programs are NumPy, SciPy, PyTorch, OpenCV, libvips and ImageMagick.
  ///
  /// - Parameter name: For example `wrap`, `constant:128`, `edge` or `BORDER_REFLECT_101`.
  /// - Throws: `BorderMistake`.
  public init(name: String) throws(BorderMistake) {
    let word = Self.withoutPrefix(name.lowercased())
    if let border = Self.own[name] ?? Self.foreign[word] {
      self = border
      return
    }
    if let meanings = Self.ambiguous[word] { throw .ambiguous(meanings) }
    guard name.hasPrefix("constant:") else { throw .unknown }
    let text = String(name.dropFirst("constant:".count))
    guard let value = Float(text), (0...255).contains(value) else { throw .value(text) }
    self = .constant(value)
  }

  /// A name without what OpenCV puts before it, in Python and in C++.
  private static func withoutPrefix(_ word: String) -> String {
    let prefixes = ["cv2.", "cv.", "cv::"]
    let prefix = prefixes.first { word.hasPrefix($0) } ?? ""
    return String(word.dropFirst(prefix.count))
  }

  private static let own: [String: Border] = [
    "reflect101": .reflect101, "replicate": .replicate, "symmetric": .symmetric, "wrap": .wrap,
    "constant": .constant(0),
  ]

  private static let foreign: [String: Border] = [
    "reflect_101": .reflect101, "reflect-101": .reflect101, "border_reflect_101": .reflect101,
    "border_reflect101": .reflect101, "border_default": .reflect101,
    "edge": .replicate, "nearest": .replicate, "copy": .replicate, "border_replicate": .replicate,
    "clamp": .replicate, "clamp-to-edge": .replicate, "clamp_to_edge": .replicate,
    "extend": .replicate,
    "border_reflect": .symmetric, "grid-mirror": .symmetric,
    "circular": .wrap, "periodic": .wrap, "grid-wrap": .wrap, "tile": .wrap, "border_wrap": .wrap,
    "zeros": .constant(0), "zero": .constant(0), "black": .constant(0),
    "grid-constant": .constant(0), "border_constant": .constant(0),
    "vips_extend_mirror": .symmetric, "vips_extend_copy": .replicate, "vips_extend_repeat": .wrap,
    "vips_extend_black": .constant(0), "vips_extend_white": .constant(255),
  ]

  private static let ambiguous = [
    "reflect": "NumPy and PyTorch call reflect101 so, SciPy symmetric",
    "mirror": "SciPy calls reflect101 so, libvips symmetric",
    "repeat": "libvips calls wrap so, others replicate",
  ]
}
