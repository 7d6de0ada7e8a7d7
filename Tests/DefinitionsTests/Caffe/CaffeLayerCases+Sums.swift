extension CaffeLayerCases {
  /// Layers that sum or move windows, and of older files.
  static let sums: [CaffeLayerCase] = [
    CaffeLayerCase(
      "InnerProduct",
      """
      layer { name: "x" type: "InnerProduct" bottom: "data" top: "x" inner_product_param {
      num_output: 2 } }
      """,
      blobs: [
        CaffeBlobs(
          "x",
          [
            (
              [2, 12],
              [-3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0]
            ), ([2], [1, -1]),
          ])
      ],
      shape: [1, 2], values: [25, -18]),
    CaffeLayerCase(
      "InnerProduct of weights that lie across",
      """
      layer { name: "x" type: "InnerProduct" bottom: "data" top: "x" inner_product_param {
      num_output: 2 transpose: true bias_term: false } }
      """,
      blobs: [
        CaffeBlobs(
          "x",
          [
            (
              [12, 2],
              [-3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0]
            )
          ])
      ],
      shape: [1, 2], values: [33, 25.5]),
    CaffeLayerCase(
      "InnerProduct along rows",
      """
      layer { name: "x" type: "InnerProduct" bottom: "data" top: "x" inner_product_param {
      num_output: 3 axis: 2 bias_term: false } }
      """,
      blobs: [CaffeBlobs("x", [([3, 4], [-3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3])])],
      shape: [1, 3, 3], values: [1, 10, -16, -0.5, 2, -6, -8, -11, 21]),
    CaffeLayerCase(
      "Convolution",
      """
      layer { name: "x" type: "Convolution" bottom: "data" top: "x" convolution_param {
      num_output: 2 kernel_h: 2 kernel_w: 3 pad: 1 stride: 2 } }
      """,
      blobs: [
        CaffeBlobs(
          "x",
          [
            (
              [2, 3, 2, 3],
              [
                -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0,
                -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3,
              ]
            ), ([2], [1, -2]),
          ])
      ],
      isLarge: true,
      shape: [1, 2, 3, 3],
      values: [-13, 6, -4, -5, -10, 40, 18, -7, -12, -11, 4, -7, 9, 4, 6, 17, 2, 10]),
    CaffeLayerCase(
      "Convolution of groups",
      """
      layer { name: "x" type: "Convolution" bottom: "data" top: "x" convolution_param {
      num_output: 3 kernel_size: 2 group: 3 dilation: 2 stride_h: 1 stride_w: 2 bias_term:
      false } }
      """,
      blobs: [CaffeBlobs("x", [([3, 1, 2, 2], [-3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3])])],
      isLarge: true,
      shape: [1, 3, 2, 2], values: [7, -2, 1, 14, 11, -22, 11, -22, -20, 11, 8, 17]),
    CaffeLayerCase(
      "Deconvolution",
      """
      layer { name: "x" type: "Deconvolution" bottom: "data" top: "x" convolution_param {
      num_output: 1 kernel_size: 2 stride: 2 } }
      """,
      blobs: [
        CaffeBlobs("x", [([3, 1, 2, 2], [-3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3]), ([1], [2])])
      ],
      shape: [1, 1, 4, 4],
      values: [0.5, 4.5, 8.5, -2.5, 1.5, -1.5, 0.5, 10.5, -7, 10, 21, -7, 6, -19, -7, 28]),
    CaffeLayerCase(
      "Deconvolution of groups",
      """
      layer { name: "x" type: "Deconvolution" bottom: "data" top: "x" convolution_param {
      num_output: 3 kernel_size: 2 stride: 1 pad: 1 group: 3 bias_term: false } }
      """,
      blobs: [CaffeBlobs("x", [([3, 1, 2, 2], [-3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3])])],
      shape: [1, 3, 1, 1], values: [16, -2, 8]),
    CaffeLayerCase(
      "Pooling",
      """
      layer { name: "x" type: "Pooling" bottom: "data" top: "x" pooling_param { pool: MAX
      kernel_size: 3 stride: 2 } }
      """,
      isLarge: true,
      shape: [1, 3, 2, 2], values: [4, 5, 4, 5, 5, 4, 5, 4, 5, 5, 4, 5]),
    CaffeLayerCase(
      "Pooling with padding",
      """
      layer { name: "x" type: "Pooling" bottom: "data" top: "x" pooling_param { pool: MAX
      kernel_size: 3 stride: 2 pad: 1 } }
      """,
      isLarge: true,
      shape: [1, 3, 3, 3],
      values: [4, 5, 5, 4, 4, 5, 1, 4, 0, 5, 4, 4, 5, 5, 4, 5, 5, 4, 2, 5, 1, 4, 5, 5, 2, 5, 5]),
    CaffeLayerCase(
      "Pooling to means",
      """
      layer { name: "x" type: "Pooling" bottom: "data" top: "x" pooling_param { pool: AVE
      kernel_size: 3 stride: 2 } }
      """,
      isLarge: true,
      shape: [1, 3, 2, 2],
      values: [
        -0.8888889, 0.8888889, -0.3333333, 0.8333333, -0.2222222, -0.8888889, 0.3333333, -0.3333333,
        0.4444444, -0.2222222, -0.8333333, 0.3333333,
      ]),
    CaffeLayerCase(
      "Pooling to means with padding",
      """
      layer { name: "x" type: "Pooling" bottom: "data" top: "x" pooling_param { pool: AVE
      kernel_size: 3 stride: 2 pad: 1 } }
      """,
      isLarge: true,
      shape: [1, 3, 3, 3],
      values: [
        -0.2222222, 0.5555556, 0.5555556, -0.7777778, -0.4444444, -0.2222222, -0.3333333, 0.1666667,
        -0.6666667, 0.8888889, -0.2222222, 0.4444444, 0.8888889, 0.2222222, 0.2222222, 0.5, 0.5,
        0.1666667, -0.4444444, 0.2222222, -0.8888889, 0.1111111, 0.8888889, 0.6666667, -0.5,
        0.8333333, 1,
      ]),
    CaffeLayerCase(
      "Pooling that rounds down",
      """
      layer { name: "x" type: "Pooling" bottom: "data" top: "x" pooling_param { pool: AVE
      kernel_size: 2 stride: 3 round_mode: FLOOR } }
      """,
      isLarge: true,
      shape: [1, 3, 1, 2], values: [-0.5, 1.25, 2, 1, -1, -2]),
    CaffeLayerCase(
      "Pooling of whole maps",
      """
      layer { name: "x" type: "Pooling" bottom: "data" top: "x" pooling_param { pool: AVE
      global_pooling: true } }
      """,
      shape: [1, 3, 1, 1], values: [-0.5, 0.25, 0.75]),
    CaffeLayerCase(
      "the softmax of a loss",
      """
      layer { name: "x" type: "SoftmaxWithLoss" bottom: "data" bottom: "label" top: "x" }
      """,
      shape: [1, 3, 2, 2],
      values: [
        0.5064804, 0.03911257, 0.7297362, 0.0001230895, 0.3071959, 0.1752904, 0.268455, 0.002472319,
        0.1863237, 0.785597, 0.001808835, 0.9974046,
      ]),
    CaffeLayerCase(
      "an Eltwise of older files",
      """
      layers { name: "x" type: ELTWISE bottom: "data" bottom: "data" top: "x" }
      """,
      shape: [1, 3, 2, 2], values: [2, -4, 6, -8, 1, -1, 4, -2, 0, 2, -6, 10]),
    CaffeLayerCase(
      "an InnerProduct of older files",
      """
      layers { name: "x" type: INNER_PRODUCT bottom: "data" top: "x" inner_product_param {
      num_output: 2 bias_term: false } }
      """,
      blobs: [
        CaffeBlobs(
          "x",
          [
            (
              [1, 1, 2, 12],
              [-3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0, -2, 3, 1, -1, -3, 2, 0]
            )
          ])
      ],
      shape: [1, 2], values: [24, -17]),
  ]
}
