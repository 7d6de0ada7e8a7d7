import Foundation
import Testing
import _TestSupport

/// The rarer operators live: volumes, convolutions backwards, normalisation, picks, whole numbers.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct OperatorPageTests {
  private static var network: ONNXFile {
    var net = ONNXFile([1, 3, 6, 8], operatorSet: 21)
    windows(&net)
    normalisations(&net)
    picks(&net)
    numbers(&net)
    extents(&net)
    net.node("Add", ["back", "half"], "end")
    return net
  }

  /// Convolutions backwards and of volumes, pooling of one and three dimensions.
  private static func windows(_ net: inout ONNXFile) {
    net.floats("hundredth", [1], [0.01])
    net.node("Mul", ["x", "hundredth"], "small")
    net.weights("w1", [3, 4, 3, 2])
    net.weights("b1", [4])
    net.node(
      "ConvTranspose", ["small", "w1", "b1"], "spread",
      [("strides", [2, 3]), ("pads", [1, 0, 0, 1]), ("output_padding", [1, 0])])
    net.weights("w2", [4, 1, 2, 2])
    net.node(
      "ConvTranspose", ["spread", "w2"], "grouped", [("group", [2]), ("dilations", [1, 2])],
      words: [("auto_pad", "SAME_UPPER")])
    net.integers("deep", [1, 1, 3, 6, 8])
    net.node("Reshape", ["small", "deep"], "volume")
    net.weights("w3", [2, 1, 2, 3, 3])
    net.weights("b3", [2])
    net.node(
      "Conv", ["volume", "w3", "b3"], "volumes",
      [("pads", [1, 1, 0, 0, 1, 2]), ("strides", [1, 2, 1])])
    net.node(
      "MaxPool", ["volume"], "blocks", [("kernel_shape", [2, 2, 2]), ("strides", [1, 2, 2])])
    net.node(
      "AveragePool", ["volume"], "averages",
      [("kernel_shape", [2, 3, 2]), ("pads", [1, 1, 0, 0, 1, 1]), ("count_include_pad", [1])])
    net.integers("lines", [1, 6, 24])
    net.node("Reshape", ["small", "lines"], "line")
    net.weights("w4", [2, 6, 3])
    net.node("Conv", ["line", "w4"], "lines1", [("pads", [1, 0])], lists: [("strides", [2])])
    net.node("MaxPool", ["line"], "pool1", lists: [("kernel_shape", [3]), ("strides", [2])])
    net.weights("w5", [6, 2, 3])
    net.node("ConvTranspose", ["line", "w5"], "spread1", lists: [("strides", [2])])
    net.node("LpPool", ["small"], "norms", [("kernel_shape", [2, 3]), ("p", [2])])
    net.node("GlobalLpPool", ["small"], "norm", [("p", [2])])
  }

  /// Means and deviations of maps, groups, axes.
  private static func normalisations(_ net: inout ONNXFile) {
    for name in ["scale", "shift"] { net.weights(name, [4], 1...2) }
    net.node("InstanceNormalization", ["spread", "scale", "shift"], "instances")
    net.node("GroupNormalization", ["spread", "scale", "shift"], "groups", [("num_groups", [2])])
    for name in ["factors", "offsets"] { net.weights(name, [6, 8]) }
    net.node("LayerNormalization", ["small", "factors", "offsets"], "layer", [("axis", [2])])
    net.weights("gains", [8])
    net.node("LayerNormalization", ["small", "gains"], "rows means factors1")
    net.node("MeanVarianceNormalization", ["small"], "standard", [("axes", [0, 2, 3])])
    net.node("LpNormalization", ["small"], "unit", [("axis", [1]), ("p", [2])])
  }

  /// Values that numbers pick, or that are repeated.
  private static func picks(_ net: inout ONNXFile) {
    net.integers("places", [3, -1, 0, 2], [2, 2])
    net.node("Gather", ["small", "places"], "gathered", [("axis", [2])])
    net.integers("one", [1], [])
    net.node("Gather", ["small", "one"], "map", [("axis", [1])])
    net.integers("elements", [0, 1, -1, 2, 2, 0], [1, 3, 1, 2])
    net.node("GatherElements", ["small", "elements"], "elements1", [("axis", [3])])
    net.integers("pairs", [0, 2, 0, -3], [2, 2])
    net.node("GatherND", ["small", "pairs"], "pairs1")
    net.integers("wide", [2, 3, 6, 8])
    net.integers("first", [0])
    net.integers("second", [1])
    net.integers("third", [3])
    net.node("Slice", ["small", "first", "second", "third"], "column")
    net.integers("again", [1, 3, 6, 4])
    net.node("Expand", ["column", "again"], "expanded")
    net.integers("times", [1, 2, 1, 3])
    net.node("Tile", ["small", "times"], "tiled")
    net.integers("diagonal", [1], [])
    net.node("Trilu", ["small", "diagonal"], "upper", [("upper", [1])])
    net.node("ArgMax", ["small"], "channel", [("axis", [1]), ("keepdims", [0])])
    net.node("ArgMin", ["small"], "least", [("axis", [3])])
    net.integers("depth", [3], [])
    net.floats("switch", [2], [-0.5, 2])
    net.node("OneHot", ["channel", "depth", "switch"], "hot", [("axis", [1])])
  }

  /// Comparisons, whole numbers, sums.
  private static func numbers(_ net: inout ONNXFile) {
    net.floats("half", [], [1.2])
    net.node("Greater", ["small", "half"], "above")
    net.node("LessOrEqual", ["small", "norm"], "below")
    net.node("Xor", ["above", "below"], "either")
    net.node("And", ["above", "below"], "between")
    net.node("Not", ["between"], "outside")
    net.node("Where", ["outside", "small", "half"], "chosen")
    net.node("Mod", ["small", "half"], "rest", [("fmod", [1])])
    net.node("IsNaN", ["rest"], "odd")
    net.integers("across", [3], [])
    net.node("CumSum", ["small", "across"], "running", [("exclusive", [1]), ("reverse", [1])])
    net.floats("step", [3], [0.02, 0.03, 0.05])
    net.bytes("zero", [-5, 0, 7])
    net.node("QuantizeLinear", ["small", "step", "zero"], "steps", [("axis", [1])])
    net.node("DequantizeLinear", ["steps", "step", "zero"], "levels", [("axis", [1])])
    net.node("DynamicQuantizeLinear", ["small"], "dynamic dynamicScale dynamicZero")
    net.node("Cast", ["x"], "whole", [("to", [6])])
    net.node("Cast", ["whole"], "back", [("to", [1])])
    net.node("CastLike", ["x", "whole"], "likeWhole")
    net.node("CastLike", ["likeWhole", "x"], "likeBack")
    for name in ["ReduceProd", "ReduceLogSum", "ReduceLogSumExp"] {
      net.node(name, ["small", "third"], name, [("keepdims", [0])])
    }
  }

  /// Numbers that the extents of the input decide.
  private static func extents(_ net: inout ONNXFile) {
    net.node("Shape", ["small"], "extents")
    net.node("ConstantOfShape", ["extents"], "nothing")
    net.node("Greater", ["rest", "nothing"], "positive")
    net.integers("last", [3], [])
    net.node("Gather", ["extents", "last"], "width")
    for (name, value) in [("start", 0), ("distance", 1)] as [(String, Int64)] {
      net.integers(name, [value], [])
    }
    net.node("Range", ["start", "width", "distance"], "columns")
    net.node("CastLike", ["columns", "small"], "ramp")
    net.node("Add", ["small", "ramp"], "sloped")
  }

  @Test("every value of the rarer operators, and what each is made of")
  func rareKinds() throws {
    let results = try Results()
    try results.picture("a.png", width: 8, height: 6)
    try results.write(Self.network.file("end"), "net.onnx")
    try results.run(
      "maps", "a.png", "-m", "net.onnx", "-l", "*", "--form", "npy", "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let count = try browser.expectWrittenSteps(of: results)
      #expect(count == 57)
    }
    #expect(complaints == [])
  }

  @Test("a standardised convolution: weights less their mean, divided by their deviation")
  func standardised() throws {
    let results = try Results()
    try results.picture("a.png", width: 4, height: 4)
    try results.run("filter", "a.png", "-k", "box3", "--page", "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      // The deviation of 1, 3, 5, 7 is the root of 5; the windows are 1, 2, 3, 4 and 2, 2, 4, 2.
      let values = try browser.numbers(
        """
        (() => {
          const floats = (list) => ({ form: 'floats', base64: btoa(String.fromCharCode(...new Uint8Array(Float32Array.from(list).buffer))) });
          const step = {
            name: 's', kind: 'standardisedConvolution', inputs: [-1], note: '', shape: [1, 1, 2, 2], weights: floats([1, 3, 5, 7]), epsilon: 0,
            stride: [1, 1], dilation: [1, 1], groups: 1, padding: [0, 0, 0, 0],
          };
          const network = new Network([step], { shape: [1, 2, 3], values: floats([1, 2, 2, 3, 4, 2]), extents: [[1, 1, 1, 2]] });
          return [...network.plane(0, 0), network.explain(0, 0, 0, 0).value];
        })()
        """)
      let root = 5.0.squareRoot()
      let expected = [10 / root, (-3 * 2 - 2 + 4 + 3 * 2) / root, 10 / root]
      #expect(difference(values, expected) < 1e-6)
    }
    #expect(complaints == [])
  }
}
