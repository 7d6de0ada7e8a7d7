import Networks
import Testing
import _TestSupport

@Suite struct MatrixTests {
  @Test(
    "products follow NumPy's rules for every rank",
    arguments: [
      // Left, right, product.
      ([2, 3], [3, 4], [2, 4]), ([3], [3], []), ([3], [3, 2], [2]), ([2, 3], [3], [2]),
      ([2, 1, 3, 5], [4, 5, 2], [2, 4, 3, 2]), ([1, 70, 3], [5, 3, 33], [5, 70, 33]),
      ([2, 2, 3], [3], [2, 2]), ([4], [2, 3, 4, 1], [2, 3, 1]), ([2, 0], [0, 3], [2, 3]),
      ([0, 2], [2, 3], [0, 3]),
    ])
  func ranks(left: [Int], right: [Int], product: [Int]) throws {
    var random = SeededGenerator(seed: 71)
    let (first, second) = (random.tensor(left), random.tensor(right))
    let output = try call(MatrixProduct(), first, second)[0]
    #expect(output.shape == product)
    // With the extents that the rules add, and batches read at 0 where one stands for all.
    let a = left.count == 1 ? first.reshaped([1] + left) : first
    let b = right.count == 1 ? second.reshaped(right + [1]) : second
    let stack = product.dropLast((left.count > 1 ? 1 : 0) + (right.count > 1 ? 1 : 0))
    let (rows, columns) = (a.shape[a.shape.count - 2], b.shape[b.shape.count - 1])
    var expected: [Float] = []
    for index in indices(of: stack + [rows, columns]) {
      func batch(of tensor: Tensor) -> [Int] {
        let own = tensor.shape.dropLast(2)
        return zip(index.dropLast(2).suffix(own.count), own).map { $1 == 1 ? 0 : $0 }
      }
      var sum: Float = 0
      for term in 0..<a.shape[a.shape.count - 1] {
        let x = try #require(a.number(batch(of: a) + [index[stack.count], term]))
        let y = try #require(b.number(batch(of: b) + [term, index[stack.count + 1]]))
        sum = sum.addingProduct(x, y)
      }
      expected.append(sum)
    }
    #expect(output.floats == expected)
    let bound = try #require(try MatrixProduct().bound(to: [nil, second]))
    #expect(try bound.compute([first, nil])[0] == output)
  }

  @Test(
    "matrices that do not fit are refused",
    arguments: [
      ([2, 3], [4, 2]), ([2, 2, 3], [3, 3, 2]), ([], [2]), ([2], []),
      ([1 << 20, 1], [1, 1 << 20]),
    ])
  func misfits(left: [Int], right: [Int]) {
    #expect(throws: LayerError.self) {
      try MatrixProduct().outputs(for: [Fact(shape: left), Fact(shape: right)])
    }
  }

  @Test("whole numbers are refused")
  func types() {
    #expect(throws: LayerError.type(.int64)) {
      try MatrixProduct().outputs(for: [Fact(shape: [2, 2]), Fact(shape: [2, 2], type: .int64)])
    }
    #expect(throws: LayerError.missingInput(1)) {
      try Dense().outputs(for: [Fact(shape: [2, 2])])
    }
  }

  @Test(
    "a dense layer sums in order from what is added, whatever is transposed or broadcast",
    arguments: [nil, [], [1], [21], [1, 21], [70, 1], [1, 1], [70, 21]] as [[Int]?])
  func dense(added: [Int]?) throws {
    var random = SeededGenerator(seed: 72)
    let (rows, terms, columns) = (70, 9, 21)
    for (first, second) in [(false, false), (true, false), (false, true), (true, true)] {
      let a = random.tensor(first ? [terms, rows] : [rows, terms])
      let b = random.tensor(second ? [columns, terms] : [terms, columns])
      let c = added.map { random.tensor($0) }
      let layer = Dense(alpha: 0.5, beta: 3, transposesFirst: first, transposesSecond: second)
      let output = try call(layer, a, b, c)[0]
      var expected: [Float] = []
      for row in 0..<rows {
        for column in 0..<columns {
          var sum: Float = 0
          if let c {
            let place = zip([row, column].suffix(c.shape.count), c.shape).map { $1 == 1 ? 0 : $0 }
            sum = 3 * (try #require(c.number(place)))
          }
          for term in 0..<terms {
            let x = try #require(a.number(first ? [term, row] : [row, term]))
            let y = try #require(b.number(second ? [column, term] : [term, column]))
            sum = sum.addingProduct(x, 0.5 * y)
          }
          expected.append(sum)
        }
      }
      #expect(output.floats == expected)
      let bound = try #require(try layer.bound(to: [nil, b, c]))
      #expect(try bound.compute([a, nil, nil])[0] == output)
    }
  }

  @Test("a session packs the weights once and gives the same bits for any batch")
  func session() throws {
    var random = SeededGenerator(seed: 73)
    let (weights, bias) = (random.tensor([20, 7]), random.tensor([20]))
    let layer = Dense(transposesSecond: true)
    var graph = Graph()
    let input = graph.addInput("input", dimensions: [.named("N"), .fixed(7)])
    let learned = [
      graph.addParameter("w", StoredParameter(weights)),
      graph.addParameter("b", StoredParameter(bias)),
    ]
    graph.outputs = graph.addNode("fc", layer, inputs: [input] + learned, outputs: ["fc"])
    let session = try Session(try GraphSlice(graph))
    for batch in [1, 5] {
      let rows = random.tensor([batch, 7])
      var results: [Tensor] = []
      try session.run([rows]) { results.append($1) }
      #expect(results == (try call(layer, rows, weights, bias)))
    }
    let summary = try GraphSlice(graph).summaries(for: [Fact(shape: [5, 7])])[0]
    #expect(summary.multiplyAdds == 700)
    #expect(summary.parameterCount == 160)
    #expect(summary.receptiveField.x.extent == nil)
  }

  @Test("a layer without terms gives what is added")
  func noTerms() throws {
    let output = try call(
      Dense(beta: 2), Tensor(shape: [2, 0], values: []), Tensor(shape: [0, 3], values: []),
      Tensor(shape: [3], values: [1, 2, 3]))[0]
    #expect(output.floats == [2, 4, 6, 2, 4, 6])
  }

  @Test(
    "dense layers that do not fit are refused",
    arguments: [
      ([2, 3], [4, 5], nil), ([2, 3, 1], [3, 5], nil), ([2, 3], [3, 5], [2]),
      ([2, 3], [3, 5], [3, 5]), ([2, 3], [3, 5], [1, 2, 5]),
    ] as [([Int], [Int], [Int]?)])
  func misfits(first: [Int], second: [Int], added: [Int]?) {
    #expect(throws: LayerError.self) {
      try Dense().outputs(
        for: [Fact(shape: first), Fact(shape: second), added.map { Fact(shape: $0) }])
    }
  }

  @Test("AlexNet's first dense layer multiplies 37,748,736 numbers and sees everything")
  func cost() throws {
    let inputs = [Fact(shape: [1, 9216]), Fact(shape: [4096, 9216]), Fact(shape: [4096])]
    let layer = Dense(transposesSecond: true)
    #expect(try layer.multiplyAdds(for: inputs) == 37_748_736)
    #expect(try layer.window(for: inputs)?.height == nil)
    #expect(layer.note(parameters: [[4096, 9216], [4096]]) == "9216 numbers become 4096")
    #expect(
      try MatrixProduct().multiplyAdds(for: [Fact(shape: [2, 3, 4]), Fact(shape: [4, 5])]) == 120)
  }
}
