import func Glibc.exp

/// A way to change a picture so that a network is misled.
public enum MisleadingMethod: String, CaseIterable, Sendable {
  /// One step of the whole radius along the signs of the gradient (Goodfellow, Shlens and Szegedy,
  /// "Explaining and harnessing adversarial examples", 2015).
  case fgsm

  /// Small steps along the signs, each brought back into the radius (Madry et al., "Towards deep
  /// learning models resistant to adversarial attacks", 2018), from the picture itself.
  case pgd
}

/// How pictures are changed.
public struct MisleadingSettings: Sendable {
  /// The way.
  public var method = MisleadingMethod.pgd

  /// How many levels of 255 any sample may change.
  public var radius = 2

  /// Steps of `pgd`.
  public var steps = 20

  /// Levels that a step of `pgd` moves; nil for a quarter of the radius, at least one.
  public var step: Int?

  /// The largest radius that is tried when the smallest is looked for.
  public var largestRadius = 16

  /// The defaults.
  public init() {}

  /// The same with another radius.
  func with(radius: Int) -> MisleadingSettings {
    var settings = self
    settings.radius = radius
    return settings
  }

  /// Levels of a step.
  var stepLevels: Int {
    switch method {
    case .fgsm: radius
    case .pgd: min(step ?? max(1, radius / 4), radius)
    }
  }

  /// How many steps there are.
  var stepCount: Int { method == .fgsm ? 1 : steps }
}

/// What a network shall say of a picture.
enum MisleadingGoal: Equatable, Sendable {
  /// Anything but a class.
  case away(from: Int)

  /// A class.
  case towards(Int)

  /// Whether it is reached.
  func isReached(by classes: ClassNumbers) -> Bool {
    switch self {
    case .away(let answer): classes.top != answer
    case .towards(let target): classes.top == target
    }
  }

  /// How near it is: the probability of the target, or that of all classes but the answer.
  func progress(_ classes: ClassNumbers) -> Double {
    switch self {
    case .away(let answer): 1 - Double(classes.probabilities[answer])
    case .towards(let target): Double(classes.probabilities[target])
    }
  }

  /// The gradient by the logits of what a step makes larger: the cross-entropy of the answer, or
  /// minus that of the target; brought to a largest number of 1, as signs are all that is taken of
  /// it, and a network that is sure of itself leaves next to nothing.
  func seeds(_ classes: ClassNumbers) -> [Float] {
    let shares = classes.logarithms.map { exp(Double($0)) }
    let (number, sign) =
      switch self {
      case .away(let answer): (answer, 1.0)
      case .towards(let target): (target, -1.0)
      }
    var seeds = shares.map { sign * $0 }
    // One less the share, as the sum of the others: what is left of it is not rounded away.
    seeds[number] = -sign * shares.indices.reduce(0) { $1 == number ? $0 : $0 + shares[$1] }
    let largest = seeds.reduce(0) { max($0, $1.magnitude) }
    return seeds.map { largest > 0 ? Float($0 / largest) : 0 }
  }
}
