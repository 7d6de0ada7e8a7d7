import Pixels

extension GraphBuilder {
  /// Adds a pooling by the largest value.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - size: Rows and columns of a window.
  ///   - stride: Rows and columns between windows.
  ///   - padding: What is padded.
  ///   - roundsUp: Whether a last window may hang over the end.
  /// - Returns: The maps that come out.
  public mutating func maxPool(
    _ name: String, _ maps: Graph.Value, _ size: Int, stride: Int, padding: Padding = .valid,
    roundsUp: Bool = false
  ) -> Graph.Value {
    add(
      name, [maps],
      try Pooling(
        .max, height: size, width: size, stride: Step(x: stride, y: stride), padding: padding,
        roundsUp: roundsUp))
  }

  /// Adds a pooling by the mean.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - size: Rows and columns of a window.
  ///   - stride: Rows and columns between windows.
  ///   - padding: What is padded with zeros.
  ///   - countsPadding: Whether the zeros count in the mean.
  /// - Returns: The maps that come out.
  public mutating func averagePool(
    _ name: String, _ maps: Graph.Value, _ size: Int, stride: Int, padding: Padding = .valid,
    countsPadding: Bool = true
  ) -> Graph.Value {
    add(
      name, [maps],
      try Pooling(
        .average(countsPadding: countsPadding), height: size, width: size,
        stride: Step(x: stride, y: stride), padding: padding))
  }

  /// Adds the mean of each map.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  /// - Returns: Maps of one value.
  public mutating func globalAverage(_ name: String, _ maps: Graph.Value) -> Graph.Value {
    add(name, [maps], GlobalAveragePooling())
  }

  /// Adds maps behind each other.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  /// - Returns: All maps.
  public mutating func concat(_ name: String, _ maps: [Graph.Value]) -> Graph.Value {
    add(name, maps, Concat(axis: 1))
  }

  /// Adds a row of numbers per picture.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  /// - Returns: The rows.
  public mutating func flatten(_ name: String, _ maps: Graph.Value) -> Graph.Value {
    add(name, [maps], Flatten(axis: 1))
  }

  /// Adds zeros around maps.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - margin: Rows and columns on each side.
  ///   - channels: Maps of zeros before and behind.
  /// - Returns: The maps that come out.
  public mutating func pad(
    _ name: String, _ maps: Graph.Value, margin: Int = 0, channels: Int = 0
  ) -> Graph.Value {
    let sides = [0, channels, margin, margin].map(Int64.init)
    let numbers = constant("\(name).pads", Tensor(shape: [8], integers: sides + sides))
    return add(name, [maps, numbers], Pad())
  }

  /// Adds a choice of every so many rows and columns, from the first on.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - stride: Rows and columns between those that are kept.
  /// - Returns: The maps that come out.
  public mutating func thin(_ name: String, _ maps: Graph.Value, stride: Int) -> Graph.Value {
    let lists: [(String, [Int64])] = [
      ("starts", [0, 0]), ("ends", [.max, .max]), ("axes", [2, 3]),
      ("steps", [Int64(stride), Int64(stride)]),
    ]
    let numbers = lists.map { constant("\(name).\($0)", Tensor(shape: [2], integers: $1)) }
    return add(name, [maps] + numbers, Slice())
  }

  /// Adds a choice of maps, in any order and as often as they are named.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - places: The numbers of the maps.
  /// - Returns: The chosen maps.
  public mutating func choose(
    _ name: String, _ maps: Graph.Value, _ places: [Int]
  ) -> Graph.Value {
    let list = Tensor(shape: [places.count], integers: places.map(Int64.init))
    return add(name, [maps, constant("\(name).indices", list)], Gather(axis: 1))
  }
}
