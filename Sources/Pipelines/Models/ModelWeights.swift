public import Files
import Networks
import Weights

/// A file of weights that models are made with.
public struct ModelWeights: Sendable {
  /// The file.
  public let path: Path

  let file: any WeightsFile
  let keys: WeightsKeys

  /// Opens a file; values are read when a model needs them.
  ///
  /// - Parameter path: The file, of any container of weights.
  /// - Throws: `PipelineError`: `file` or `weights`.
  public init(_ path: Path) throws(PipelineError) {
    self.path = path
    file = try openWeights(path)
    keys = WeightsKeys(file.entries.map(\.name))
  }

  /// What else the file says, for example the order of channels.
  public var metadata: [String: String] { file.metadata }

  /// Whether the file has the weights of a layer.
  func has(_ layer: String) -> Bool { (try? keys.layer(layer)) != nil }

  /// The weights of a layer without their values; nil where there are none.
  func entry(of layer: String) -> TensorEntry? {
    guard let name = try? keys.layer(layer).weight else { return nil }
    return file.entry(named: name)
  }

  /// Makes a layer with the weights and the bias that the file has for it.
  ///
  /// - Parameters:
  ///   - convolution: The layer without them; its shape is that of the file.
  ///   - name: The name of the layer in the network, or in the file.
  /// - Returns: The layer.
  /// - Throws: `PipelineError`: `weights` or `model`.
  func layer(
    _ convolution: ModelConvolution, named name: String
  ) throws(PipelineError) -> ConvolutionLayer {
    let weights: [Float]
    var bias: [Float]?
    do throws(WeightsError) {
      let found = try keys.layer(name)
      weights = try file.tensor(named: found.weight).values
      if let key = found.bias { bias = try file.tensor(named: key).values }
    } catch {
      throw .weights(path, error)
    }
    do throws(LayerError) {
      return try convolution.layer(weights: weights, bias: bias)
    } catch {
      throw .model(.layer(path, name: name, error))
    }
  }
}
