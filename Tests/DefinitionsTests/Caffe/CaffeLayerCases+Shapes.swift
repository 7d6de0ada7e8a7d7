extension CaffeLayerCases {
  /// Layers that change shapes or places.
  static let shapes: [CaffeLayerCase] = [
    CaffeLayerCase(
      "Slice",
      """
      layer { name: "s" type: "Slice" bottom: "data" top: "p" top: "q" top: "x" slice_param {
      slice_point: 1 slice_point: 2 } }
      """,
      shape: [1, 1, 2, 2], values: [0, 1, -3, 5]),
    CaffeLayerCase(
      "Slice into equal parts",
      """
      layer { name: "s" type: "Slice" bottom: "data" top: "p" top: "x" slice_param { axis: 2 }
      }
      """,
      shape: [1, 3, 1, 2], values: [3, -4, 2, -1, -3, 5]),
    CaffeLayerCase(
      "Split",
      """
      layer { name: "s" type: "Split" bottom: "data" top: "p" top: "x" }
      """,
      shape: [1, 3, 2, 2], values: [1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5]),
    CaffeLayerCase(
      "Flatten",
      """
      layer { name: "x" type: "Flatten" bottom: "data" top: "x" }
      """,
      shape: [1, 12], values: [1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5]),
    CaffeLayerCase(
      "Flatten of two axes",
      """
      layer { name: "x" type: "Flatten" bottom: "data" top: "x" flatten_param { axis: -3
      end_axis: 2 } }
      """,
      shape: [1, 6, 2], values: [1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5]),
    CaffeLayerCase(
      "Reshape",
      """
      layer { name: "x" type: "Reshape" bottom: "data" top: "x" reshape_param { shape { dim: 0
      dim: -1 dim: 4 } } }
      """,
      shape: [1, 3, 4], values: [1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5]),
    CaffeLayerCase(
      "Reshape of one axis",
      """
      layer { name: "x" type: "Reshape" bottom: "data" top: "x" reshape_param { axis: 1
      num_axes: 1 shape { dim: 1 dim: 3 } } }
      """,
      shape: [1, 1, 3, 2, 2], values: [1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5]),
    CaffeLayerCase(
      "Reshape that adds an axis",
      """
      layer { name: "x" type: "Reshape" bottom: "data" top: "x" reshape_param { axis: -1
      num_axes: 0 shape { dim: 1 } } }
      """,
      shape: [1, 3, 2, 2, 1], values: [1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5]),
    CaffeLayerCase(
      "Permute",
      """
      layer { name: "x" type: "Permute" bottom: "data" top: "x" permute_param { order: 0
      order: 2 order: 3 order: 1 } }
      """,
      shape: [1, 2, 2, 3], values: [1, 0.5, 0, -2, -0.5, 1, 3, 2, -3, -4, -1, 5]),
    CaffeLayerCase(
      "Crop",
      """
      layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param {
      global_pooling: true } } layer { name: "x" type: "Crop" bottom: "data" bottom: "p" top:
      "x" crop_param { offset: 1 offset: 0 } }
      """,
      shape: [1, 3, 1, 1], values: [3, 2, -3]),
    CaffeLayerCase(
      "Tile",
      """
      layer { name: "x" type: "Tile" bottom: "data" top: "x" tile_param { axis: 2 tiles: 2 } }
      """,
      shape: [1, 3, 4, 2],
      values: [
        1, -2, 3, -4, 1, -2, 3, -4, 0.5, -0.5, 2, -1, 0.5, -0.5, 2, -1, 0, 1, -3, 5, 0, 1, -3, 5,
      ]),
    CaffeLayerCase(
      "Normalize",
      """
      layer { name: "x" type: "Normalize" bottom: "data" top: "x" }
      """,
      blobs: [CaffeBlobs("x", [([1], [2])])],
      shape: [1, 3, 2, 2],
      values: [
        0.2381965, -0.4763931, 0.7145896, -0.9527861, 0.1190983, -0.1190983, 0.4763931, -0.2381965,
        0, 0.2381965, -0.7145896, 1.190983,
      ]),
    CaffeLayerCase(
      "Normalize of places",
      """
      layer { name: "x" type: "Normalize" bottom: "data" top: "x" norm_param { across_spatial:
      false channel_shared: false } }
      """,
      blobs: [CaffeBlobs("x", [([3], [1, 2, 3])])],
      shape: [1, 3, 2, 2],
      values: [
        0.8944272, -0.8728716, 0.6396021, -0.6172134, 0.8944272, -0.4364358, 0.8528029, -0.3086067,
        0, 1.309307, -1.918806, 2.31455,
      ]),
    CaffeLayerCase(
      "ArgMax",
      """
      layer { name: "x" type: "ArgMax" bottom: "data" top: "x" }
      """,
      shape: [1, 1, 1], values: [11]),
    CaffeLayerCase(
      "ArgMax along an axis",
      """
      layer { name: "x" type: "ArgMax" bottom: "data" top: "x" argmax_param { axis: 1 } }
      """,
      shape: [1, 1, 2, 2], values: [0, 2, 0, 2]),
    CaffeLayerCase(
      "Reduction",
      """
      layer { name: "x" type: "Reduction" bottom: "data" top: "x" reduction_param { axis: 1
      coeff: 2 } }
      """,
      shape: [1], values: [4]),
    CaffeLayerCase(
      "Reduction to means",
      """
      layer { name: "x" type: "Reduction" bottom: "data" top: "x" reduction_param { operation:
      MEAN axis: -1 } }
      """,
      shape: [1, 3, 2], values: [-0.5, -0.5, 0, 0.5, 0.5, 1]),
  ]
}
