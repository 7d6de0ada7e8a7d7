import func Glibc.exp
public import Networks
import Pixels
import Reports

/// The classes of a classifier, and the value that has their scores.
public struct Classifier: Sendable {
  /// The scores, one per class.
  public let value: Graph.Value

  /// What the classes are called, in their order; a class without one is told by its number.
  public let labels: [String]

  /// Names the classes of a network.
  ///
  /// - Parameters:
  ///   - value: The scores, one per class.
  ///   - labels: What the classes are called, in their order.
  public init(_ value: Graph.Value, labels: [String]) {
    self.value = value
    self.labels = labels
  }

  /// The classes with the highest scores.
  ///
  /// Scores that are not from 0 to 1 with a sum of 1 are taken for logits: their softmax is told.
  ///
  /// - Parameter scores: One per class; of several images those of the first count.
  /// - Returns: Five classes, the most probable first; of equal ones the first.
  func top(of scores: Tensor) -> [ClassScore] {
    let count = 5
    let images = max(scores.shape.count > 1 ? scores.shape[0] : 1, 1)
    let values = scores.floats.prefix(scores.count / images).map(Double.init)
    let sum = values.reduce(0, +)
    var probabilities = values
    if !(values.allSatisfy { (-1e-6...1.000_001).contains($0) } && abs(sum - 1) < 1e-3) {
      let largest = values.max() ?? 0
      let powers = values.map { exp($0 - largest) }
      let total = powers.reduce(0, +)
      probabilities = powers.map { $0 / total }
    }
    let order = probabilities.indices.sorted { left, right in
      (-probabilities[left], left) < (-probabilities[right], right)
    }
    return order.prefix(count).map { number in
      ClassScore(
        number: number, label: labels.indices.contains(number) ? labels[number] : nil,
        probability: probabilities[number])
    }
  }
}
