extension CaffeLayerCases {
  /// Layers that work value by value or bring values to a common scale.
  static let values: [CaffeLayerCase] = [
    CaffeLayerCase(
      "ReLU",
      """
      layer { name: "x" type: "ReLU" bottom: "data" top: "x" relu_param { negative_slope: 0.5
      } }
      """,
      shape: [1, 3, 2, 2], values: [1, -1, 3, -2, 0.5, -0.25, 2, -0.5, 0, 1, -1.5, 5]),
    CaffeLayerCase(
      "PReLU",
      """
      layer { name: "x" type: "PReLU" bottom: "data" top: "x" }
      """,
      blobs: [CaffeBlobs("x", [([3], [0.5, 0.25, 2])])],
      shape: [1, 3, 2, 2], values: [1, -1, 3, -2, 0.5, -0.125, 2, -0.25, 0, 1, -6, 5]),
    CaffeLayerCase(
      "PReLU with one slope",
      """
      layer { name: "x" type: "PReLU" bottom: "data" top: "x" prelu_param { channel_shared:
      true } }
      """,
      blobs: [CaffeBlobs("x", [([1], [0.5])])],
      shape: [1, 3, 2, 2], values: [1, -1, 3, -2, 0.5, -0.25, 2, -0.5, 0, 1, -1.5, 5]),
    CaffeLayerCase(
      "ELU",
      """
      layer { name: "x" type: "ELU" bottom: "data" top: "x" elu_param { alpha: 0.5 } }
      """,
      shape: [1, 3, 2, 2],
      values: [1, -0.4323324, 3, -0.4908422, 0.5, -0.1967347, 2, -0.3160603, 0, 1, -0.4751065, 5]),
    CaffeLayerCase(
      "Sigmoid",
      """
      layer { name: "x" type: "Sigmoid" bottom: "data" top: "x" }
      """,
      shape: [1, 3, 2, 2],
      values: [
        0.7310586, 0.1192029, 0.9525741, 0.01798621, 0.6224593, 0.3775407, 0.8807971, 0.2689414,
        0.5, 0.7310586, 0.04742587, 0.9933071,
      ]),
    CaffeLayerCase(
      "TanH",
      """
      layer { name: "x" type: "TanH" bottom: "data" top: "x" }
      """,
      shape: [1, 3, 2, 2],
      values: [
        0.7615942, -0.9640276, 0.9950548, -0.9993293, 0.4621172, -0.4621172, 0.9640276, -0.7615942,
        0, 0.7615942, -0.9950548, 0.9999092,
      ]),
    CaffeLayerCase(
      "AbsVal",
      """
      layer { name: "x" type: "AbsVal" bottom: "data" top: "x" }
      """,
      shape: [1, 3, 2, 2], values: [1, 2, 3, 4, 0.5, 0.5, 2, 1, 0, 1, 3, 5]),
    CaffeLayerCase(
      "BNLL",
      """
      layer { name: "x" type: "BNLL" bottom: "data" top: "x" }
      """,
      shape: [1, 3, 2, 2],
      values: [
        1.313262, 0.126928, 3.048587, 0.01814993, 0.974077, 0.474077, 2.126928, 0.3132617,
        0.6931472, 1.313262, 0.04858735, 5.006715,
      ]),
    CaffeLayerCase(
      "Dropout",
      """
      layer { name: "x" type: "Dropout" bottom: "data" top: "x" dropout_param { dropout_ratio:
      0.9 } }
      """,
      shape: [1, 3, 2, 2], values: [1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5]),
    CaffeLayerCase(
      "Power",
      """
      layer { name: "x" type: "Power" bottom: "data" top: "x" power_param { power: 2 scale:
      0.5 shift: 1 } }
      """,
      shape: [1, 3, 2, 2],
      values: [2.25, 0, 6.25, 1, 1.5625, 0.5625, 4, 0.25, 1, 2.25, 0.25, 12.25]),
    CaffeLayerCase(
      "Exp",
      """
      layer { name: "x" type: "Exp" bottom: "data" top: "x" }
      """,
      shape: [1, 3, 2, 2],
      values: [
        2.718282, 0.1353353, 20.08554, 0.01831564, 1.648721, 0.6065307, 7.389056, 0.3678794, 1,
        2.718282, 0.04978707, 148.4132,
      ]),
    CaffeLayerCase(
      "Exp of another base",
      """
      layer { name: "x" type: "Exp" bottom: "data" top: "x" exp_param { base: 2 scale: 0.5
      shift: 1 } }
      """,
      shape: [1, 3, 2, 2],
      values: [
        2.828427, 1, 5.656854, 0.5, 2.378414, 1.681793, 4, 1.414214, 2, 2.828427, 0.7071068,
        11.31371,
      ]),
    CaffeLayerCase(
      "Log",
      """
      layer { name: "x" type: "Log" bottom: "data" top: "x" log_param { base: 2 scale: 2
      shift: 9 } }
      """,
      shape: [1, 3, 2, 2],
      values: [
        3.459432, 2.321928, 3.906891, 0, 3.321928, 3, 3.70044, 2.807355, 3.169925, 3.459432,
        1.584963, 4.247928,
      ]),
    CaffeLayerCase(
      "Softmax",
      """
      layer { name: "x" type: "Softmax" bottom: "data" top: "x" }
      """,
      shape: [1, 3, 2, 2],
      values: [
        0.5064804, 0.03911257, 0.7297362, 0.0001230895, 0.3071959, 0.1752904, 0.268455, 0.002472319,
        0.1863237, 0.785597, 0.001808835, 0.9974046,
      ]),
    CaffeLayerCase(
      "Softmax of rows",
      """
      layer { name: "x" type: "Softmax" bottom: "data" top: "x" softmax_param { axis: -1 } }
      """,
      shape: [1, 3, 2, 2],
      values: [
        0.9525741, 0.04742587, 0.9990889, 0.0009110512, 0.7310586, 0.2689414, 0.9525741, 0.04742587,
        0.2689414, 0.7310586, 0.0003353501, 0.9996646,
      ]),
    CaffeLayerCase(
      "LRN",
      """
      layer { name: "x" type: "LRN" bottom: "data" top: "x" lrn_param { local_size: 3 alpha: 3
      beta: 0.75 k: 2 } }
      """,
      shape: [1, 3, 2, 2],
      values: [
        0.4131307, -0.5059644, 0.3935979, -0.4395363, 0.2065654, -0.1131661, 0.184447, -0.05853431,
        0, 0.4131307, -0.3935979, 0.4107726,
      ]),
    CaffeLayerCase(
      "LRN within maps",
      """
      layer { name: "x" type: "LRN" bottom: "data" top: "x" lrn_param { local_size: 3 alpha: 9
      beta: 0.5 norm_region: WITHIN_CHANNEL } }
      """,
      shape: [1, 3, 2, 2],
      values: [
        0.1796053, -0.3592106, 0.5388159, -0.7184212, 0.1961161, -0.1961161, 0.7844645, -0.3922323,
        0, 0.1666667, -0.5, 0.8333333,
      ]),
    CaffeLayerCase(
      "BatchNorm",
      """
      layer { name: "x" type: "BatchNorm" bottom: "data" top: "x" batch_norm_param { eps: 0.5
      } }
      """,
      blobs: [CaffeBlobs("x", [([3], [1, 2, -1]), ([3], [2, 8, 4]), ([1], [2])])],
      shape: [1, 3, 2, 2],
      values: [
        0.4082483, -2.041241, 2.041241, -3.674235, -0.2357023, -0.7071068, 0.4714045, -0.942809,
        0.3162278, 0.9486833, -1.581139, 3.478505,
      ]),
    CaffeLayerCase(
      "BatchNorm of nothing",
      """
      layer { name: "x" type: "BatchNorm" bottom: "data" top: "x" batch_norm_param { eps: 0.25
      } }
      """,
      blobs: [CaffeBlobs("x", [([3], [1, 2, -1]), ([3], [2, 8, 4]), ([1], [0])])],
      shape: [1, 3, 2, 2], values: [2, -4, 6, -8, 1, -1, 4, -2, 0, 2, -6, 10]),
  ]
}
