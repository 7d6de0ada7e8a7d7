import Networks
import _TestSupport

extension GradientCase {
  /// Operators that move numbers.
  static let moves: [GradientCase] = [
    moving("pad", [3, 4]) { _ in (Pad(), [integers([1, -1, 0, 2])]) },
    moving("pad by reflection", [3, 4]) { _ in (Pad(mode: .reflect), [integers([1, 2, 2, 1])]) },
    moving("pad by the edge", [3, 4]) { _ in (Pad(mode: .edge), [integers([1, 2, 2, 1])]) },
    moving("pad by the other end", [3, 4]) { _ in (Pad(mode: .wrap), [integers([1, 2, 2, 1])]) },
    moving("slice", [4, 5]) { generator in
      let step = [1, 2, -1][generator.pick(0...2)]
      let ends: [Int64] = step < 0 ? [4, -5] : [0, 5]
      return (
        Slice(), [integers([ends[0]]), integers([ends[1]]), integers([1]), integers([Int64(step)])]
      )
    },
    moving("gather", [3, 4]) { _ in (Gather(axis: 1), [integers([2, 0, 2, -1])]) },
    moving("gatherElements", [3, 2]) { _ in
      (GatherElements(axis: 0), [integers([2, 0, 0, 0], [2, 2])])
    },
    moving("expand", [3, 1, 2]) { _ in (Expand(), [integers([2, 3, 4, 2])]) },
    moving("tile", [2, 3]) { _ in (Tile(), [integers([2, 3])]) },
    moving("depthToSpace", [1, 8, 2, 3]) { _ in (try DepthToSpace(blockSize: 2), []) },
    moving("spaceToDepth", [1, 2, 4, 6]) { _ in (try SpaceToDepth(blockSize: 2), []) },
    moving("transpose", [2, 3, 4]) { generator in
      (Transpose(permutation: [0, 1, 2].shuffled(using: &generator)), [])
    },
    moving("transpose of all", [2, 3, 4]) { _ in (Transpose(), []) },
    moving("reshape", [2, 6]) { _ in (Reshape(), [integers([3, -1])]) },
    moving("flatten", [2, 3, 2]) { _ in (Flatten(), []) },
    moving("squeeze", [2, 1, 3]) { _ in (Squeeze(), [integers([1])]) },
    moving("unsqueeze", [2, 3]) { _ in (Unsqueeze(), [integers([0, 2])]) },
    moving("the first of two parts", [2, 5]) { _ in (Split(axis: 1), [integers([2, 3])]) },
    GradientCase("crop") { generator in
      GradientProblem(
        operation: Crop(axis: 2, offsets: [1]),
        inputs: [generator.tensor([1, 2, 4, 4]), generator.tensor([1, 1, 2, 3])], wanted: [0])
    },
    GradientCase("concat") { generator in
      let axis = generator.pick(0...2)
      let shapes = (0..<3).map { _ in
        var shape = [2, 3, 2]
        shape[axis] = generator.pick(1...3)
        return shape
      }
      return GradientProblem(
        operation: Concat(axis: axis), inputs: shapes.map { generator.tensor($0) },
        wanted: [0, 1, 2])
    },
  ]

  /// Every operator whose gradient is known.
  static let all =
    sums + spreads + weightings + functions + combinations + choices + normalisations + maps + moves

  private static func moving(
    _ name: String, _ shape: [Int],
    _ make: @escaping @Sendable (inout SeededGenerator) throws -> (any Operator, [Tensor?])
  ) -> GradientCase {
    GradientCase(name) { generator in
      let (operation, others) = try make(&generator)
      return GradientProblem(
        operation: operation, inputs: [generator.tensor(shape)] + others, wanted: [0])
    }
  }
}
