/// A line of the table: a work, what it takes here and with a peer, and what is aimed at.
struct GoalLine {
  /// The work, and where several are compared the peer.
  let work: String

  /// What lenslet took.
  let ours: String

  /// What the peer took; nil where it is missing or there is none.
  let peer: String?

  /// What the goal is about; nil where the peer is missing.
  let figure: Double?

  /// What is aimed at; nil for a line that is there to be known.
  let goal: Goal?

  /// The line as a row of a table.
  var text: String {
    let cells = [
      work, ours, peer ?? "-", figure.map { (goal?.unit ?? .times).text($0) } ?? "-",
      goal?.text ?? "-", verdict,
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  /// The first two lines of the table.
  static let heading = """
    | work | lenslet | peer | figure | goal | reached |
    |---|---|---|---|---|---|
    """

  private var verdict: String {
    guard let goal, let figure else { return "-" }
    return goal.isReached(by: figure) ? "yes" : "**no**"
  }
}

/// What a figure is to be.
struct Goal {
  /// What a figure counts.
  enum Unit {
    /// How many times as long, or as fast.
    case times
    /// A share of a whole.
    case percent
    /// Memory in millions of bytes.
    case megabytes

    /// A figure with its unit.
    ///
    /// - Parameter value: The figure; 1 for all of a whole.
    /// - Returns: The text.
    func text(_ value: Double) -> String {
      switch self {
      case .times: Table.decimal(value)
      case .percent: Table.percent(value)
      case .megabytes: "\(Int(value.rounded())) MB"
      }
    }
  }

  /// Whether the figure may be less than the bound, not more.
  private let isLimit: Bool

  private let bound: Double

  /// What the figure counts.
  let unit: Unit

  /// A figure that is to be this large or larger.
  ///
  /// - Parameters:
  ///   - bound: The least.
  ///   - unit: What it counts.
  /// - Returns: The goal.
  static func atLeast(_ bound: Double, _ unit: Unit = .times) -> Goal {
    Goal(isLimit: false, bound: bound, unit: unit)
  }

  /// A figure that is to be this small or smaller.
  ///
  /// - Parameters:
  ///   - bound: The most.
  ///   - unit: What it counts.
  /// - Returns: The goal.
  static func atMost(_ bound: Double, _ unit: Unit = .times) -> Goal {
    Goal(isLimit: true, bound: bound, unit: unit)
  }

  /// Whether a figure is as it is to be.
  ///
  /// - Parameter figure: The figure.
  /// - Returns: Whether it keeps the bound.
  func isReached(by figure: Double) -> Bool { isLimit ? figure <= bound : figure >= bound }

  /// The bound in words.
  var text: String { (isLimit ? "at most " : "at least ") + unit.text(bound) }
}
