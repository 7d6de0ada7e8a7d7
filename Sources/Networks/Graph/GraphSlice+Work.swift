extension GraphSlice {
  /// The products that are added up for an input, over all nodes.
  ///
  /// - Parameter inputs: What goes in, in the order of the graph's inputs.
  /// - Returns: Their number, which may be more than an `Int` holds.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public func multiplyAdds(for inputs: [Fact]) throws(LayerError) -> Double {
    try summaries(for: inputs).reduce(0) { $0 + Double($1.multiplyAdds) }
  }

  /// The share of a whole network's multiply-adds that this part of it leaves out.
  ///
  /// - Parameters:
  ///   - inputs: What goes into this part, in the order of its graph's inputs.
  ///   - whole: The part of the uncut network that its outputs and the wanted values need.
  ///   - wholeInputs: What goes into that, in the order of its graph's inputs.
  /// - Returns: From 0 to 1; 0 for a network that multiplies nothing.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public func skippedShare(
    for inputs: [Fact], of whole: GraphSlice, for wholeInputs: [Fact]
  ) throws(LayerError) -> Double {
    let all = try whole.multiplyAdds(for: wholeInputs)
    return all > 0 ? 1 - (try multiplyAdds(for: inputs)) / all : 0
  }
}
