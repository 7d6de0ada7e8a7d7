import Foundation
import Pixels
import Testing
import _TestSupport

/// The collected cases beside the checkout, or where `LENSLET_SHARED` says.
private let cases: URL = {
  let shared = ProcessInfo.processInfo.environment["LENSLET_SHARED"].map { URL(filePath: $0) }
  let beside = Tool.package.deletingLastPathComponent().appending(path: "shared")
  return (shared ?? beside).appending(path: "field-cases")
}()

private let areThere = FileManager.default.fileExists(
  atPath: cases.appending(path: "kernel-text").path())

@Suite(
  "Kernels, pipelines and borders as people have them",
  .enabled(if: areThere, "the collected cases are not beside the checkout"))
struct KernelTextFieldCaseTests {
  @Test(
    "kernel texts are refused with the reason",
    arguments: [
      (
        "decimal-commas.kernel", "1:1: '0,25' may be one number or two: write decimals with a point"
      ),
      ("empty-cells.csv", "1:3: a number is missing beside this comma: write 0 if that is meant"),
      ("empty-rows.csv", "2:1: a number is missing beside this comma: write 0 if that is meant"),
      ("minus.kernel", "1:5: expected a number, found '−1' with U+2212 MINUS SIGN (type '-')"),
      ("no-break-space.kernel", "with U+00A0 NO-BREAK SPACE (type a blank)"),
      ("utf16.kernel", "1:1: expected UTF-8 text, found UTF-16: save it as UTF-8"),
    ])
  func refused(name: String, reason: String) throws {
    let run = try Tool.run(["kernels", "check", "kernel-text/" + name], in: cases)
    #expect(run.diagnostics.hasPrefix("kernel-text/\(name):"))
    #expect(run.diagnostics.contains(reason))
    #expect(run.diagnostics.count { $0 == "\n" } == 1)
    #expect(run.output.isEmpty)
    #expect(run.status == 1)
  }

  @Test("a byte order mark before a kernel of ImageMagick says nothing")
  func mark() throws {
    try Tool.withFolder { folder in
      let file = cases.appending(path: "kernel-text/mark-imagemagick.txt").path()
      #expect(try Tool.run(["kernels", "check", file]).status == 0)
      let run = try Tool.run(["kernels", "convert", file, "-o", "k.mat"], in: folder)
      #expect(run.status == 0)
      let text = try String(contentsOf: folder.appending(path: "k.mat"), encoding: .utf8)
      #expect(text == "3 3\n1 2 1\n2 4 2\n1 2 1\n")
    }
  }

  @Test("a pipeline with steps twice is refused with the place of the second")
  func steps() throws {
    let run = try Tool.run(
      ["run", "--check", "pipeline-keys/twice.json5", "--input-size", "3x4x4"], in: cases)
    #expect(
      run.diagnostics == "lenslet run: pipeline-keys/twice.json5: line 3, column 3: 'steps' is "
        + "given a second time; the first is on line 2\n")
    #expect(run.output.isEmpty)
    #expect(run.status == 1)
  }
}

@Suite("Names of borders and of standard streams")
struct BorderArgumentTests {
  @Test(
    "other programs' names of borders filter as ours do",
    arguments: [
      ("edge", "replicate"), ("zeros", "constant"), ("BORDER_REFLECT_101", "reflect101"),
      ("circular", "wrap"),
    ])
  func understood(name: String, own: String) throws {
    let pictures = try PictureFolder()
    try pictures.noise("a.png")
    for (border, output) in [(name, "other"), (own, "own")] {
      let run = try pictures.filter(
        "a.png", "-k", "gaussian5", "--border", border, "-o", output)
      #expect(run.status == 0)
    }
    #expect(try pictures.samples("other/a.png") == pictures.samples("own/a.png"))
  }

  @Test(
    "what may be meant is explained, and nothing is done",
    arguments: [
      (
        ["--border", "reflect"],
        "not 'reflect': NumPy and PyTorch call reflect101 so, SciPy symmetric: write the one that is "
          + "meant"
      ),
      (
        ["--border", "constant:300"],
        "not 'constant:300': '300' is not a number from 0 to 255, the range of 8-bit samples"
      ),
      (["--border", "replicat"], "not 'replicat'; did you mean 'replicate'?"),
      (["--border", "wrap", "--border", "edge"], "option '--border' is given a second time, but"),
      (["--output", "p"], "option '--output' is given a second time, but takes one value"),
      (
        ["-k", "-"],
        "option '-k' takes the name of a file or folder, not '-': standard input is not"
      ),
    ])
  func explained(arguments: [String], message: String) throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    let run = try Tool.run(
      ["filter", "a.png", "-k", "edge", "-o", "out"] + arguments, in: pictures.url)
    #expect(run.diagnostics.hasPrefix("lenslet filter: "))
    #expect(run.diagnostics.contains(message))
    #expect(run.status == 64)
    #expect(pictures.files().isEmpty)
  }
}
