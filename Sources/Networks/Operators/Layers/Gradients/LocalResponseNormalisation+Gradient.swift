import func Glibc.powf
import Pixels

extension LocalResponseNormalisation: Differentiable {
  /// With the divisors `d = k + alpha / size * Σ x²`:
  /// `g · d^-beta - 2 · alpha · beta / size · x · Σ g' · x' · d'^(-beta - 1)`, the sum over the maps
  /// whose divisors the value is part of.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let gradient = NormalisationGradient(layer: self)
    return call.only(try builder.add(gradient, [try call.upstream(), try call.input(0)]))
  }
}

/// The gradient of what was normalised, from the gradient of what came out and the maps.
struct NormalisationGradient: Operator {
  let layer: LocalResponseNormalisation

  var kind: String { "lrnGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(shape: try inputs.required(0).shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (upstream, input) = (try inputs.required(0), try inputs.required(1).maps)
    let (channels, plane) = (input.shape.channels, input.plane)
    let image = channels * plane
    let gradients = upstream.floats
    let values = [Float](count: input.values.count) { output in
      input.values.withUnsafeBufferPointer { maps in
        gradients.withUnsafeBufferPointer { gradients in
          guard let maps = maps.baseAddress, let gradients = gradients.baseAddress else { return }
          var terms = [Float](repeating: 0, count: image)
          for first in stride(from: 0, to: input.values.count, by: image) {
            terms.withUnsafeMutableBufferPointer { terms in
              guard let terms = terms.baseAddress else { return }
              divide(maps + first, gradients + first, channels, plane, terms, output + first)
              subtract(maps + first, terms, channels, plane, output + first)
            }
          }
        }
      }
    }
    return [Tensor(shape: upstream.shape, values: values)]
  }

  /// Writes the gradients over the powers of the divisors, and the terms of the sums.
  private func divide(
    _ maps: UnsafePointer<Float>, _ gradients: UnsafePointer<Float>, _ channels: Int, _ plane: Int,
    _ terms: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>
  ) {
    let weight = layer.alpha / Float(layer.size)
    for channel in 0..<channels {
      let first = max(0, channel - (layer.size - 1) / 2)
      let last = min(channels - 1, channel + layer.size / 2)
      let (own, term) = (output + channel * plane, terms + channel * plane)
      let (map, gradient) = (maps + channel * plane, gradients + channel * plane)
      own.initialize(repeating: 0, count: plane)
      for neighbour in first...last {
        let squared = maps + neighbour * plane
        for place in 0..<plane { own[place] += squared[place] * squared[place] }
      }
      for place in 0..<plane {
        let divisor = layer.k + weight * own[place]
        let power: Float
        if layer.beta == 0.75 {
          let root = divisor.squareRoot()
          power = root * root.squareRoot()
        } else {
          power = powf(divisor, layer.beta)
        }
        own[place] = gradient[place] / power
        term[place] = own[place] * map[place] / divisor
      }
    }
  }

  /// Subtracts what each value does to the divisors of its neighbours.
  private func subtract(
    _ maps: UnsafePointer<Float>, _ terms: UnsafePointer<Float>, _ channels: Int, _ plane: Int,
    _ output: UnsafeMutablePointer<Float>
  ) {
    let factor = 2 * layer.alpha * layer.beta / Float(layer.size)
    var sums = [Float](repeating: 0, count: plane)
    for channel in 0..<channels {
      let first = max(0, channel - layer.size / 2)
      let last = min(channels - 1, channel + (layer.size - 1) / 2)
      sums.withUnsafeMutableBufferPointer { sums in
        for place in 0..<plane { sums[place] = 0 }
        for neighbour in first...last {
          let term = terms + neighbour * plane
          for place in 0..<plane { sums[place] += term[place] }
        }
        let (own, map) = (output + channel * plane, maps + channel * plane)
        for place in 0..<plane { own[place] -= factor * map[place] * sums[place] }
      }
    }
  }
}
