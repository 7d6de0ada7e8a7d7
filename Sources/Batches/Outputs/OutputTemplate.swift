import Escaping
import Files
import Spelling

/// How the names of outputs are made, for example `{path}-{kernel}.{ext}`.
///
/// `{path}` is the input below the given folder without its extension, `{dir}` its folder, `{name}`
/// its name without extension, `{file}` its name with extension, `{kernel}` the name of the kernel,
/// `{index}` the number of the input from 1, `{ext}` the extension of the output.
public struct OutputTemplate: Hashable, Sendable {
  /// The template as it was written.
  public let text: String

  /// The names of the placeholders.
  public enum Placeholder: String, Hashable, Sendable, CaseIterable {
    /// The input below the given folder, without its extension.
    case path

    /// The folder of the input below the given folder; empty directly in it.
    case dir

    /// The name of the input without folder and extension.
    case name

    /// The name of the input with its extension.
    case file

    /// The name of the kernel.
    case kernel

    /// The number of the input, from 1.
    case index

    /// The extension of the output.
    case ext
  }

  private enum Part: Hashable {
    case text([UInt8])
    case placeholder(Placeholder)
  }

  private let parts: [Part]

  /// The template for one output an input: `{path}.{ext}`.
  public static let single = OutputTemplate(
    text: "{path}.{ext}", parts: [.placeholder(.path), .text([0x2E]), .placeholder(.ext)])

  /// The template for several outputs an input: `{path}-{kernel}.{ext}`.
  public static let several = OutputTemplate(
    text: "{path}-{kernel}.{ext}",
    parts: [
      .placeholder(.path), .text([0x2D]), .placeholder(.kernel), .text([0x2E]),
      .placeholder(.ext),
    ])

  private init(text: String, parts: [Part]) {
    self.text = text
    self.parts = parts
  }

  /// Reads a template.
  ///
  /// - Parameter text: A relative path with placeholders in braces.
  /// - Throws: `BatchError.template` for a brace without a partner, an unknown placeholder, a
  ///   template without a file name, and one that is absolute or has `..`.
  public init(_ text: String) throws(BatchError) {
    var parts: [Part] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else {
        throw .template(text, .unpairedBrace)
      }
      let name = String(rest[rest.index(after: brace)..<end])
      guard let placeholder = Placeholder(rawValue: name) else {
        let known = Placeholder.allCases.map(\.rawValue)
        throw .template(
          text, .unknownPlaceholder(name, nearest: nearestName(to: name, among: known)))
      }
      parts += [.text(Array(rest[..<brace].utf8)), .placeholder(placeholder)]
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.text(Array(rest.utf8)))
    if text.isEmpty || text.hasSuffix("/") { throw .template(text, .noFileName) }
    guard let path = Path(bytes: text.utf8) else { throw .template(text, .noFileName) }
    if path.isAbsolute || path.components.contains(Path("..")) {
      throw .template(text, .leadsOutside)
    }
    self.init(text: text, parts: parts)
  }

  /// What the placeholders stand for in one name.
  struct Values {
    var input: Path
    var kernel: String
    var index: Int
    var fileExtension: String
  }

  /// Makes a name.
  ///
  /// - Parameter values: What the placeholders stand for.
  /// - Returns: A relative path without `.` and `..`.
  /// - Throws: `BatchError.template` where no name remains or the path leads outside.
  func expanded(_ values: Values) throws(BatchError) -> Path {
    var bytes: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): bytes += text
      case .placeholder(let placeholder): bytes += values[placeholder]
      }
    }
    guard let path = Path(bytes: bytes) else { throw .template(text, .noFileName) }
    let components = path.components
    guard bytes.last != UInt8(ascii: "/"), !components.isEmpty else {
      throw .template(text, .noFileName)
    }
    if components.contains(Path("..")) { throw .template(text, .leadsOutside) }
    return components.reduce(Path("")) { $0.appending($1) }
  }
}

extension OutputTemplate.Values {
  fileprivate subscript(placeholder: OutputTemplate.Placeholder) -> [UInt8] {
    switch placeholder {
    case .path: input.withoutExtension.bytes
    case .dir: input.hasSlash ? input.parent.bytes : []
    case .name: input.lastComponent.withoutExtension.bytes
    case .file: input.lastComponent.bytes
    case .kernel: Array(kernel.utf8)
    case .index: Array(String(index).utf8)
    case .ext: Array(fileExtension.utf8)
    }
  }
}

extension TemplateProblem: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .unknownPlaceholder(let name, let nearest):
      "unknown placeholder '{\(escapedForTerminal(name))}'"
        + (nearest.map { "; did you mean '{\($0)}'?" }
          ?? ": use "
          + OutputTemplate.Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " "))
    case .unpairedBrace: "a brace has no partner: write placeholders as {name}"
    case .noFileName: "it names no file: end it with a name such as {name}.{ext}"
    case .leadsOutside: "results stay in the output folder: leave out '..' and the slash in front"
    }
  }
}
