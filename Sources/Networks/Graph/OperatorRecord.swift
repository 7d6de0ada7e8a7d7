public import Kernels
public import Pixels

/// What a page needs to know of an operator to show it and to compute it again.
public struct OperatorRecord: Sendable {
  /// A setting of an operator.
  public enum Setting: Sendable {
    /// A number.
    case number(Float)

    /// A whole number.
    case integer(Int)

    /// Whole numbers, such as rows and columns.
    case integers([Int])

    /// A truth value.
    case flag(Bool)

    /// A word.
    case word(String)

    /// Numbers, one per map or one for all.
    case numbers([Float])

    /// Kernels of a kernel file.
    case kernels([Kernel])
  }

  /// One line for the reader; empty if the kind says all.
  public var note: String

  /// The settings by the names that the page has for them.
  public var settings: [String: Setting]

  /// Creates a record.
  ///
  /// - Parameters:
  ///   - note: One line for the reader.
  ///   - settings: The settings by the names that the page has for them.
  public init(note: String = "", settings: [String: Setting] = [:]) {
    self.note = note
    self.settings = settings
  }
}

extension OperatorRecord {
  /// Keeps a border of filters.
  ///
  /// - Parameter border: What lies around maps.
  public mutating func surround(with border: Border) {
    settings["border"] = .word(border.name)
    if case .constant(let value) = border { settings["borderValue"] = .number(value) }
  }
}

extension Step {
  /// Rows, then columns.
  public var setting: OperatorRecord.Setting { .integers([y, x]) }
}

extension Padding {
  /// Top, left, bottom, right; nil for as much as keeps the size, `lower` if the odd one is before.
  var setting: OperatorRecord.Setting? {
    switch self {
    case .margins(let margins):
      .integers([margins.top, margins.left, margins.bottom, margins.right])
    case .same: nil
    case .sameLower: .word("lower")
    }
  }
}
