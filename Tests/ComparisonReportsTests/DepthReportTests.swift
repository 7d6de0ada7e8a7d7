import ComparisonReports
import Pixels
import Reports
import Testing
import _TestSupport

/// What is written about layers by depth.
@Suite struct DepthReportTests {
  private static let report: DepthReport = {
    var first = DepthReport.Layer(name: "conv1", kind: "convolution", depth: 1)
    first.fieldPixels = [7, 7]
    first.stridePixels = [2, 2]
    first.shape = [64, 112, 112]
    first.positions = 10240
    first.explainedVariance = 0.995
    first.cka = 0.5
    var second = DepthReport.Layer(name: "branch, a", kind: "convolution", depth: 2)
    second.fieldPixels = [11, 7]
    second.stridePixels = [4, 2]
    second.shape = [8, 56, 112]
    second.positions = 512
    second.explainedVariance = -0.25
    second.cka = 0.25
    var last = DepthReport.Layer(name: "pool", kind: "globalAveragePooling", depth: 2)
    last.stridePixels = [4, 4]
    last.shape = [8, 1, 1]
    last.refused = "its units see the whole picture"
    return DepthReport(
      version: "1", network: DepthReport.Network(file: "net.onnx", input: "as it is"), other: nil,
      method: DepthReport.Method(), filters: ["sobel-x"], pictures: 20,
      layers: [first, second, last],
      alignment: DepthReport.Alignment(
        rows: ["conv1", "branch, a"], columns: ["a", "b", "c"],
        values: [[1, 0.5, nil], [0.25, -0.03, 0.12345]], samples: 320))
  }()

  @Test("the table of the terminal has a line per layer, and a dash where there is no figure")
  func lines() {
    #expect(
      Self.report.lines == [
        "layer      kind                  depth  sees  stride        maps  positions  explained    CKA",
        "conv1      convolution               1     7       2  64x112x112      10240      0.995  0.500",
        "branch, a  convolution               2  11x7     4x2    8x56x112        512     -0.250  0.250",
        "pool       globalAveragePooling      2   all       4       8x1x1          0          -      -",
      ])
  }

  @Test("the tables as CSV leave empty what there is not")
  func csv() {
    #expect(
      Self.report.csv.split(separator: "\r\n").dropFirst() == [
        "conv1,convolution,1,7,7,2,2,64,112,112,10240,0.995,0.5,",
        "\"branch, a\",convolution,2,11,7,4,2,8,56,112,512,-0.25,0.25,",
        "pool,globalAveragePooling,2,,,4,4,8,1,1,0,,,its units see the whole picture",
      ])
    #expect(
      Self.report.alignment?.csv
        == "layer,a,b,c\r\nconv1,1,0.5,\r\n\"branch, a\",0.25,-0.03,0.1235\r\n")
  }

  @Test("the pictures are those that were looked at")
  func pictures() throws {
    let recorded = RecordedFiles("Pictures")
    let depth = try DepthPicture(Self.report, title: "How deep").image()
    #expect(recorded.difference(of: depth, from: "depth.txt") == nil)
    let alignment = try #require(Self.report.alignment)
    let matrix = try AlignmentPicture(
      alignment, title: "Layers", rows: "net.onnx", columns: "other.onnx"
    ).image()
    #expect(recorded.difference(of: matrix, from: "alignment.txt") == nil)
  }
}
