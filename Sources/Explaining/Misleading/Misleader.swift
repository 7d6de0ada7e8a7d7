import Batches
import Definitions
import Files
import Networks
import Pixels

/// Changes pictures of one size until a network says something else.
struct Misleader: Sendable {
  private let network: ExplainedNetwork
  private let path: Path
  private let stage: InputStage
  private let scores: Session
  private var gradient: ScoreGradient
  private var deadline: Deadline?
  private let workers: any Workers

  /// The size of the pictures.
  let size: ImageSize

  /// A picture that was changed.
  struct Result {
    /// The picture.
    let picture: Levels

    /// What the network says of it.
    let classes: ClassNumbers

    /// How many steps were taken to it.
    let steps: Int
  }

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - path: The file that messages name.
  ///   - stage: How pictures go in.
  ///   - size: The size of the pictures, which fits the stage.
  ///   - input: The shape of what goes in.
  ///   - workers: Threads that share the work.
  /// - Throws: `ExplainingError.layers` if the input does not fit, or an operator on the way has no
  ///   gradient.
  init(
    _ network: ExplainedNetwork, path: Path, stage: InputStage, size: ImageSize, input: Shape,
    workers: any Workers
  ) throws(ExplainingError) {
    self.network = network
    self.path = path
    self.stage = stage
    self.size = size
    self.workers = workers
    do throws(LayerError) {
      scores = try Session(
        GraphSlice(
          network.graph, wanted: [network.logits, network.probabilities, network.logarithms]))
      gradient = try ScoreGradient(
        network.graph, of: network.logits, [network.input], input: Fact(input))
    } catch {
      throw .layers(path, error)
    }
  }

  /// What the network says of a picture.
  ///
  /// - Parameter picture: The picture.
  /// - Returns: The numbers of all classes.
  /// - Throws: `ExplainingError`.
  func classes(of picture: Levels) throws(ExplainingError) -> ClassNumbers {
    try classes(of: try input(picture))
  }

  /// What the network says of an input.
  func classes(of input: Activation) throws(ExplainingError) -> ClassNumbers {
    do throws(LayerError) {
      return try scores.classNumbers(
        of: Tensor(input), network, workers: workers, until: deadline)
    } catch {
      throw .layers(path, error)
    }
  }

  /// The same with a time, after which whatever is computed throws.
  func until(_ deadline: Deadline) -> Misleader {
    var misleader = self
    misleader.deadline = deadline
    misleader.gradient.deadline = deadline
    return misleader
  }

  /// The memory that a picture takes, about, in bytes.
  ///
  /// - Parameter input: The shape of what goes in.
  /// - Returns: Bytes; those of what is learned are not among them.
  /// - Throws: `ExplainingError.layers` if it does not fit.
  func memoryBytes(for input: Shape) throws(ExplainingError) -> Int {
    do throws(LayerError) {
      return try max(
        scores.memoryBytes(for: [Fact(input)]), gradient.memoryBytes(for: Fact(input)))
    } catch {
      throw .layers(path, error)
    }
  }

  /// Changes a picture.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - goal: What the network shall say.
  ///   - settings: How it is changed.
  ///   - stopsAtGoal: Whether the first picture that reaches the goal is taken, not the one that
  ///     comes nearest.
  /// - Returns: The picture; of those that reach the goal, or of all if none does, the one that
  ///   comes nearest.
  /// - Throws: `ExplainingError`, also if the scores do not depend on the picture.
  /// - Complexity: About four computations of the network per step.
  func misled(
    _ picture: Levels, _ goal: MisleadingGoal, _ settings: MisleadingSettings, stopsAtGoal: Bool
  ) throws(ExplainingError) -> Result {
    var current = Result(picture: picture, classes: try classes(of: picture), steps: 0)
    var best: Result?
    for step in 1...settings.stepCount {
      let slope = try slope(at: current, goal)
      let next = current.picture.stepped(
        along: slope, by: settings.stepLevels, around: picture, radius: settings.radius)
      if next == current.picture { break }
      current = Result(picture: next, classes: try classes(of: next), steps: step)
      if best.map({ Self.isNearer(current, than: $0, goal) }) ?? true { best = current }
      if stopsAtGoal, goal.isReached(by: current.classes) { return current }
    }
    return best ?? current
  }

  /// Whether a result is nearer to the goal than another.
  private static func isNearer(_ one: Result, than other: Result, _ goal: MisleadingGoal) -> Bool {
    let (reaches, others) = (goal.isReached(by: one.classes), goal.isReached(by: other.classes))
    if reaches != others { return reaches }
    return goal.progress(one.classes) > goal.progress(other.classes)
  }

  /// The gradient, by the levels of a picture, of what leads to the goal.
  private func slope(at result: Result, _ goal: MisleadingGoal) throws(ExplainingError) -> [Float] {
    let input = try input(result.picture)
    let found: ScoreGradient.Result
    do throws(LayerError) {
      found = try gradient.compute(
        Tensor(input), seeds: goal.seeds(result.classes), workers: workers)
    } catch {
      throw .layers(path, error)
    }
    guard let slope = found.gradients[network.input]?.floats, slope.contains(where: { $0 != 0 })
    else { throw .independentPicture(path) }
    guard slope.allSatisfy(\.isFinite) else { throw .notFinite(path, "the gradients") }
    do throws(InputError) {
      return try stage.gradient(Activation(shape: input.shape, values: slope), of: size)
    } catch {
      throw .definition(.input(path, error))
    }
  }

  private func input(_ picture: Levels) throws(ExplainingError) -> Activation {
    do throws(InputError) {
      return try stage.activation(of: picture.image)
    } catch {
      throw .definition(.input(path, error))
    }
  }
}
