extension GraphBuilder {
  /// Adds a rectifier.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - values: What goes in.
  /// - Returns: What comes out.
  public mutating func relu(_ name: String, _ values: Graph.Value) -> Graph.Value {
    add(name, [values], ReLU())
  }

  /// Adds a rectifier that cuts off above 6 too.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - values: What goes in.
  /// - Returns: What comes out.
  public mutating func relu6(_ name: String, _ values: Graph.Value) -> Graph.Value {
    let low = constant("\(name).min", Tensor(shape: [], values: [0]))
    let high = constant("\(name).max", Tensor(shape: [], values: [6]))
    return add(name, [values, low, high], Clip())
  }

  /// Adds a logistic function.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - values: What goes in.
  /// - Returns: What comes out.
  public mutating func sigmoid(_ name: String, _ values: Graph.Value) -> Graph.Value {
    add(name, [values], Sigmoid())
  }

  /// Adds the product of values with their logistic function, `x / (1 + exp(-x))`.
  ///
  /// - Parameters:
  ///   - name: The name of the product; the logistic function is named after it.
  ///   - values: What goes in.
  /// - Returns: What comes out.
  public mutating func swish(_ name: String, _ values: Graph.Value) -> Graph.Value {
    multiply(name, values, sigmoid("\(name).sigmoid", values))
  }

  /// Adds a hyperbolic tangent that is scaled and stretched.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - values: What goes in.
  /// - Returns: What comes out: `1.7159 * tanh(2 / 3 * x)`.
  public mutating func scaledTanh(_ name: String, _ values: Graph.Value) -> Graph.Value {
    add(name, [values], UnaryFunction.scaledTanh(alpha: 1.7159, beta: 2.0 / 3))
  }

  /// Adds shares of 1.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - numbers: What goes in, a row per picture.
  /// - Returns: The shares.
  public mutating func softmax(_ name: String, _ numbers: Graph.Value) -> Graph.Value {
    add(name, [numbers], Softmax(axis: 1))
  }

  /// Adds what drops values while a network learns, and nothing otherwise.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - values: What goes in.
  /// - Returns: The same values.
  public mutating func dropout(_ name: String, _ values: Graph.Value) -> Graph.Value {
    add(name, [values], Dropout())
  }

  /// Adds a sum, value by value.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - first: What goes in.
  ///   - second: What is added.
  /// - Returns: The sum.
  public mutating func sum(
    _ name: String, _ first: Graph.Value, _ second: Graph.Value
  ) -> Graph.Value {
    add(name, [first, second], Arithmetic(.add))
  }

  /// Adds a product, value by value.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - first: What goes in.
  ///   - second: What it is multiplied by, perhaps one number per map.
  /// - Returns: The product.
  public mutating func multiply(
    _ name: String, _ first: Graph.Value, _ second: Graph.Value
  ) -> Graph.Value {
    add(name, [first, second], Arithmetic(.mul))
  }

  /// Adds a normalisation across five neighbouring maps; without numbers that of AlexNet by Caffe.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - alpha: The weight of the mean of squares.
  ///   - k: What the divisor starts from.
  /// - Returns: The maps that come out.
  public mutating func normaliseAcross(
    _ name: String, _ maps: Graph.Value, alpha: Float = 1e-4, k: Float = 1
  ) -> Graph.Value {
    add(name, [maps], try LocalResponseNormalisation(size: 5, alpha: alpha, beta: 0.75, k: k))
  }
}
