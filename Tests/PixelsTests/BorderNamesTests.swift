import Pixels
import Testing

@Suite("Names of borders")
struct BorderNamesTests {
  private func mistake(_ name: String) -> BorderMistake? {
    do throws(BorderMistake) {
      _ = try Border(name: name)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "a border has its own name and those of other programs",
    arguments: [
      (
        [
          "reflect101", "reflect_101", "BORDER_REFLECT_101", "BORDER_DEFAULT", "cv2.BORDER_DEFAULT",
        ],
        .reflect101
      ),
      (["VIPS_EXTEND_COPY", "cv::BORDER_REPLICATE"], .replicate),
      (["VIPS_EXTEND_WHITE"], .constant(255)),
      (["replicate", "edge", "nearest", "BORDER_REPLICATE", "copy"], .replicate),
      (["clamp", "Extend", "clamp-to-edge", "CLAMP_TO_EDGE"], .replicate),
      (["symmetric", "BORDER_REFLECT", "grid-mirror"], .symmetric),
      (["wrap", "circular", "grid-wrap", "periodic", "tile", "BORDER_WRAP"], .wrap),
      (["constant", "zeros", "zero", "black", "BORDER_CONSTANT", "constant:0"], .constant(0)),
      (["constant:128"], .constant(128)), (["constant:12.5"], .constant(12.5)),
    ] as [([String], Border)])
  func names(names: [String], border: Border) throws {
    for name in names { #expect(try Border(name: name) == border, "\(name)") }
  }

  @Test("a name that programs give to different borders is explained")
  func ambiguous() {
    #expect(
      mistake("reflect")?.description == "NumPy and PyTorch call reflect101 so, SciPy symmetric: "
        + "write the one that is meant")
    for name in ["mirror", "repeat", "Reflect"] {
      guard case .ambiguous = mistake(name) else {
        Issue.record("\(name) is not ambiguous")
        continue
      }
    }
  }

  @Test(
    "the value of a constant is from 0 to 255", arguments: ["300", "-1", "nan", "1,5", "", "x"])
  func value(text: String) {
    #expect(mistake("constant:" + text) == .value(text))
  }

  @Test("others are unknown", arguments: ["", "constant=3", "replicat", "Wrap", "valid"])
  func unknown(name: String) {
    #expect(mistake(name) == .unknown)
  }
}
