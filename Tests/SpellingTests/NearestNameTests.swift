import Spelling
import Testing

@Suite struct NearestNameTests {
  private let keys = ["scale", "divisor", "offset", "anchor", "combine"]

  @Test(
    "a misspelt name finds its neighbour",
    arguments: [
      ("scal", "scale"), ("sclae", "scale"), ("Scale", "scale"), ("scales", "scale"),
      ("ofset", "offset"), ("divsior", "divisor"), ("divider", "divisor"), ("ancor", "anchor"),
      ("anker", nil),
      ("combin", "combine"), ("combination", nil), ("xyz", nil), ("", nil), ("s", nil),
      ("sharpness of the picture", nil),
    ] as [(String, String?)])
  func neighbour(written: String, meant: String?) {
    #expect(nearestName(to: written, among: keys) == meant)
  }

  @Test("the nearest of several is taken, the first of equally near ones")
  func order() {
    #expect(nearestName(to: "sobel-z", among: ["sobel", "sobel-x", "sobel-y"]) == "sobel-x")
    #expect(
      nearestName(to: "gaussian", among: ["laplacian4", "gaussian33", "gaussian3"]) == "gaussian3")
  }

  @Test("swapped neighbours count once")
  func swap() {
    #expect(nearestName(to: "ab", among: ["ba"]) == "ba")
    #expect(nearestName(to: "abc", among: ["cba"]) == nil)
  }

  @Test("nothing is nearest among no names")
  func nothing() {
    #expect(nearestName(to: "edge", among: []) == nil)
  }
}
