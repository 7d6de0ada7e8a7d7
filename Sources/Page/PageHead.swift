/// What a page knows before any work.
package struct PageHead: Encodable {
  /// What the page is about.
  package let kind: PageKind

  /// What was applied.
  package let subject: String

  /// The command line.
  package let command: String

  /// How images become the input; nil where that is not told.
  package let input: String?

  /// How a picture is made of the input again.
  package let view: PageInputView?

  /// The number of the step that has the scores of the classes; nil where nobody asked for them.
  package let scores: Int?

  /// Views in the order of a lecture; nil for none.
  package let tour: [PageTour.Stop]?

  /// Whether the page begins with the chain of steps; nil if not.
  package let beginsWithChain: Bool?

  /// Names and kinds of the steps.
  package let steps: [PageStep]

  /// Describes a run.
  ///
  /// - Parameters:
  ///   - kind: What the page is about.
  ///   - settings: What was applied, and the command line.
  ///   - input: How images become the input; nil where that is not told.
  ///   - view: How a picture is made of the input again.
  ///   - scores: The number of the step that has the scores of the classes.
  ///   - steps: The steps, of which the names and kinds are told.
  package init(
    _ kind: PageKind, _ settings: PageSettings, input: String? = nil, view: PageInputView? = nil,
    scores: Int? = nil, steps: [PageStep]
  ) {
    self.kind = kind
    subject = settings.subject
    tour = settings.tour?.stops
    beginsWithChain = settings.beginsWithChain ? true : nil
    command = settings.command
    self.input = input
    self.view = view
    self.scores = scores
    self.steps = steps.map(\.outline)
  }
}

/// What a page is about, as its title says.
package enum PageKind: String, CaseIterable, Encodable {
  /// Filtered images.
  case filter
  /// Feature maps.
  case maps
  /// Learned filters beside handcrafted ones.
  case compare
  /// Pictures on which kernels are tried.
  case lab
  /// What parts of pictures say to a network.
  case explain
  /// Pictures that mislead a network.
  case mislead
  /// Pictures that parts of a network look for.
  case dream

  /// Whether it is of pictures as they are, and belongs to no index.
  package var isOfPictures: Bool { self == .filter || self == .lab }

  /// The commands that write such pages.
  package var commands: String { self == .maps ? "'maps' or 'run'" : "'\(rawValue)'" }
}
