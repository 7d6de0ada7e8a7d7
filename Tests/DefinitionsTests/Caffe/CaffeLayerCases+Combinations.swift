extension CaffeLayerCases {
  /// Layers that combine blobs, or a blob with learned numbers.
  static let combinations: [CaffeLayerCase] = [
    CaffeLayerCase(
      "Scale",
      """
      layer { name: "x" type: "Scale" bottom: "data" top: "x" scale_param { bias_term: true }
      }
      """,
      blobs: [CaffeBlobs("x", [([3], [2, 0.5, -1]), ([3], [1, 2, 3])])],
      shape: [1, 3, 2, 2], values: [3, -3, 7, -7, 2.25, 1.75, 3, 1.5, 3, 2, 6, -2]),
    CaffeLayerCase(
      "Scale along two axes",
      """
      layer { name: "x" type: "Scale" bottom: "data" top: "x" scale_param { axis: 2 num_axes:
      2 } }
      """,
      blobs: [CaffeBlobs("x", [([2, 2], [1, 2, 3, 4])])],
      shape: [1, 3, 2, 2], values: [1, -4, 9, -16, 0.5, -1, 6, -4, 0, 2, -9, 20]),
    CaffeLayerCase(
      "Scale by a blob",
      """
      layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { pool: MAX
      global_pooling: true } } layer { name: "x" type: "Scale" bottom: "data" bottom: "p" top:
      "x" scale_param { axis: 0 } }
      """,
      shape: [1, 3, 2, 2], values: [3, -6, 9, -12, 1, -1, 4, -2, 0, 5, -15, 25]),
    CaffeLayerCase(
      "Bias",
      """
      layer { name: "x" type: "Bias" bottom: "data" top: "x" }
      """,
      blobs: [CaffeBlobs("x", [([3], [1, 2, 3])])],
      shape: [1, 3, 2, 2], values: [2, -1, 4, -3, 2.5, 1.5, 4, 1, 3, 4, 0, 8]),
    CaffeLayerCase(
      "Eltwise",
      """
      layer { name: "n" type: "Power" bottom: "data" top: "n" power_param { scale: -1 shift: 1
      } } layer { name: "x" type: "Eltwise" bottom: "data" bottom: "n" top: "x" }
      """,
      shape: [1, 3, 2, 2], values: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
    CaffeLayerCase(
      "Eltwise with factors",
      """
      layer { name: "n" type: "Power" bottom: "data" top: "n" power_param { scale: -1 shift: 1
      } } layer { name: "x" type: "Eltwise" bottom: "data" bottom: "n" top: "x" eltwise_param
      { operation: SUM coeff: 1 coeff: -2 } }
      """,
      shape: [1, 3, 2, 2], values: [1, -8, 7, -14, -0.5, -3.5, 4, -5, -2, 1, -11, 13]),
    CaffeLayerCase(
      "Eltwise product",
      """
      layer { name: "n" type: "Power" bottom: "data" top: "n" power_param { scale: -1 shift: 1
      } } layer { name: "x" type: "Eltwise" bottom: "data" bottom: "n" bottom: "data" top: "x"
      eltwise_param { operation: PROD } }
      """,
      shape: [1, 3, 2, 2], values: [0, 12, -18, 80, 0.125, 0.375, -4, 2, 0, 0, 36, -100]),
    CaffeLayerCase(
      "Eltwise maximum",
      """
      layer { name: "n" type: "Power" bottom: "data" top: "n" power_param { scale: -1 shift: 1
      } } layer { name: "x" type: "Eltwise" bottom: "data" bottom: "n" top: "x" eltwise_param
      { operation: MAX } }
      """,
      shape: [1, 3, 2, 2], values: [1, 3, 3, 5, 0.5, 1.5, 2, 2, 1, 1, 4, 5]),
    CaffeLayerCase(
      "Concat",
      """
      layer { name: "n" type: "Power" bottom: "data" top: "n" power_param { scale: -1 shift: 1
      } } layer { name: "x" type: "Concat" bottom: "data" bottom: "n" top: "x" }
      """,
      shape: [1, 6, 2, 2],
      values: [
        1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5, 0, 3, -2, 5, 0.5, 1.5, -1, 2, 1, 0, 4, -4,
      ]),
    CaffeLayerCase(
      "Concat of older files",
      """
      layer { name: "n" type: "Power" bottom: "data" top: "n" power_param { scale: -1 shift: 1
      } } layer { name: "x" type: "Concat" bottom: "data" bottom: "n" top: "x" concat_param {
      concat_dim: 3 } }
      """,
      shape: [1, 3, 2, 4],
      values: [
        1, -2, 0, 3, 3, -4, -2, 5, 0.5, -0.5, 0.5, 1.5, 2, -1, -1, 2, 0, 1, 1, 0, -3, 5, 4, -4,
      ]),
  ]
}
