import Networks
import Pixels

/// What `index.jsonl` tells about one method on one picture.
public struct ExplanationRecord: Codable, Sendable {
  private(set) var command = "explain"
  private(set) var status = "done"

  /// The picture.
  public let input: String

  /// The method.
  public let method: String

  /// The number of the class that is explained.
  public let number: Int

  /// What the class is called; nil if nobody has said.
  public let label: String?

  /// What is explained, `logit`, `probability` or `loss`.
  public let score: String

  /// The value of the score.
  public let value: Float

  /// The probability of the class.
  public let probability: Float

  /// The array of the numbers.
  public let file: String

  /// The picture of the numbers.
  public let picture: String

  /// Extents of the array, slowest first.
  public let shape: [Int]

  /// What a number is of.
  public let unit: String

  /// The least number.
  public let least: Float

  /// The largest number.
  public let largest: Float

  /// Where the colours of the picture end; the same for all pictures of a method.
  public internal(set) var colourLimit: Float?

  /// The layer of Grad-CAM.
  public let layer: String?

  /// What integrated gradients start from, or what hides parts.
  public let baseline: String?

  /// Gradients, or hidden pictures.
  public let steps: Int?

  /// The side of the windows that hide parts, in pixels.
  public let window: Int?

  /// Pixels from a window to the next.
  public let stride: Int?

  /// How far integrated gradients are from their sum, as a share of it.
  public let completeness: Double?

  /// What a reader has to know.
  public internal(set) var notes: [String]

  /// What checks say; nil if there are none.
  public internal(set) var checks: ExplanationCheck?

  /// Kernels, the most alike first; nil if none are compared.
  public internal(set) var kernels: [KernelLikeness]?

  /// Tells about an explanation.
  init(
    _ explanation: Explanation, input: String, number: Int, label: String?, score: ScoreKind,
    value: Float, probability: Float, file: String, picture: String
  ) {
    self.input = input
    method = explanation.method.rawValue
    self.number = number
    self.label = label
    self.score = score.rawValue
    self.value = value
    self.probability = probability
    self.file = file
    self.picture = picture
    shape = explanation.values.shape.extents
    unit = explanation.method.unit(score.rawValue)
    least = explanation.values.values.min() ?? 0
    largest = explanation.values.values.max() ?? 0
    layer = explanation.layer
    baseline = explanation.baseline?.text
    steps = explanation.steps
    window = explanation.window?.side
    stride = explanation.window?.stride
    completeness = explanation.completeness
    notes = explanation.notes
  }

  private enum CodingKeys: String, CodingKey {
    case number = "class"
    case command, status, input, method, label, score, value, probability, file, picture, shape,
      unit, least, largest
    case colourLimit, layer, baseline, steps, window, stride, completeness, notes, checks, kernels
  }

  /// The class as it is told: its name with its number, or the number.
  public var className: String {
    label.map { "\(ChosenClass.shortName($0)) (\(number))" } ?? "class \(number)"
  }
}
