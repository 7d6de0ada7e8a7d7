/// What a page of results tells about the run that made them.
public struct PageSettings: Sendable {
  /// The command line as it can be typed again.
  public let command: String

  /// What was applied: the name of a model, of a pipeline file, or of kernels.
  public let subject: String

  /// Views of the page in the order of a lecture; nil for none.
  public let tour: PageTour?

  /// Whether the page begins with what a value is made of through all steps.
  public let beginsWithChain: Bool

  /// Describes a run.
  ///
  /// - Parameters:
  ///   - command: The command line as it can be typed again.
  ///   - subject: What was applied: the name of a model, of a pipeline file, or of kernels.
  ///   - tour: Views of the page in the order of a lecture; nil for none.
  ///   - beginsWithChain: Whether the page begins with what a value is made of through all steps.
  public init(
    command: String, subject: String, tour: PageTour? = nil, beginsWithChain: Bool = false
  ) {
    self.command = command
    self.subject = subject
    self.tour = tour
    self.beginsWithChain = beginsWithChain
  }

  /// Values that the data of one input may have at most, so that the page can load them: a megapixel
  /// of three channels, or four of 8-bit samples, are 16 MiB of text.
  static let maximumInputBytes = 12 << 20

  /// Learned numbers of one step that a page holds at most: without those of the first dense layers
  /// of AlexNet and VGG, which no reader waits for, with every convolution of theirs.
  static let maximumStepBytes = 20 << 20

  /// Learned numbers that a page holds at most, first to last.
  package static let maximumLearnedBytes = 96 << 20
}
