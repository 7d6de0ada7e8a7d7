import Foundation
import Testing
import _TestSupport

@Suite("lenslet kernels make")
struct MakeKernelsTests {
  @Test("a kernel goes to standard output, its first comment says what it was made from")
  func standardOutput() throws {
    let run = try Tool.run(["kernels", "make", "box", "--size", "2"])
    #expect(
      run.output == """
        # Box low-pass, the mean of all pixels under it: size 2 pixels.
        divisor: 4
        1 1
        1 1

        """)
    #expect(run.diagnostics.isEmpty)
    #expect(run.status == 0)
  }

  @Test("a kernel that is written to a file can be checked, shown and used by the program")
  func file() throws {
    try Tool.withFolder { folder in
      let made = try Tool.run(
        [
          "kernels", "make", "gabor", "--size", "11", "--orientation", "45", "--wavelength", "5",
          "--phase", "90", "--sigma", "2.5", "-o", "g45.kernel",
        ], in: folder)
      #expect(made.output.isEmpty)
      #expect(made.diagnostics.isEmpty)
      #expect(made.status == 0)
      #expect(try Tool.run(["kernels", "check", "g45.kernel"], in: folder).status == 0)
      let again = try Tool.run(
        ["kernels", "convert", "./g45.kernel", "-o", "again.kernel"], in: folder)
      #expect(again.diagnostics.isEmpty)
      let texts = try ["g45", "again"].map {
        try Data(contentsOf: folder.appending(path: "\($0).kernel"))
      }
      #expect(texts[0] == texts[1])
    }
  }

  @Test("several values make a bank of every combination")
  func bank() throws {
    let run = try Tool.run([
      "kernels", "make", "gabor", "--size", "3", "--orientation", "0", "--orientation", "90",
      "--phase", "0", "--phase", "90", "--zero-sum", "--normalise",
    ])
    #expect(run.output.split(separator: "\n").count { $0 == "---" } == 3)
    #expect(run.output.hasPrefix("# Gabor function that sums to zero: size 3 pixels;"))
    #expect(run.status == 0)
  }

  @Test(
    "every family has defaults that work",
    arguments: [
      ["gabor"], ["derivative"], ["derivative", "--order", "2"], ["dog"], ["log"], ["gaussian"],
      ["box"], ["opponent"], ["opponent", "--form", "single"], ["opponent", "--form", "double"],
      ["opponent", "--form", "edge", "--colours", "yellow-blue"],
    ])
  func defaults(family: [String]) throws {
    try Tool.withFolder { folder in
      let run = try Tool.run(["kernels", "make"] + family + ["-o", "made.kernel"], in: folder)
      #expect(run.diagnostics.isEmpty)
      #expect(run.status == 0)
      #expect(try Tool.run(["kernels", "check", "made.kernel"], in: folder).status == 0)
    }
  }

  @Test(
    "mistakes exit with 64, name the value and write nothing",
    arguments: [
      (["gabor", "--size", "0"], "the size is a whole number from 2 to 1024 pixels, not 0"),
      (["gabor", "--size", "1025"], "the size is a whole number from 2 to 1024 pixels, not 1025"),
      (
        ["gabor", "--wavelength", "0"], "the wavelength is a number from 1 to 10000 pixels, not 0"
      ),
      (
        ["gabor", "--wavelength=-2"], "the wavelength is a number from 1 to 10000 pixels, not -2"
      ),
      (["gabor", "--sigma", "nan"], "option '--sigma' takes a number, not 'nan'"),
      (["gabor", "--phase", "inf"], "option '--phase' takes a number, not 'inf'"),
      (["log", "--size", "1"], "the size is a whole number from 3 to 1024 pixels, not 1"),
      (["gaussian", "--sigma", "0"], "the sigma is a number from 0.25 to 10000 pixels, not 0"),
      (["dog", "--ratio", "1"], "the ratio is a number from 1.1 to 10, not 1"),
      (["derivative", "--order", "3"], "option '--order' takes one of 1 or 2, not '3'"),
      (
        ["box", "--size", "1024"],
        "the kernels would have 1048576 numbers, but a kernel file has at most 262144: make fewer, "
          + "or smaller ones"
      ),
      (["opponent", "--ratio", "2"], "--ratio belongs to the forms single and double"),
      (["opponent", "--orientation", "20"], "--orientation belongs to the form edge"),
    ])
  func misuse(arguments: [String], message: String) throws {
    try Tool.withFolder { folder in
      let run = try Tool.run(
        ["kernels", "make"] + arguments + ["-o", "made.kernel"], in: folder)
      #expect(
        run.diagnostics == """
          lenslet kernels make \(arguments[0]): \(message)
          Run 'lenslet kernels make \(arguments[0]) --help' for all options.

          """)
      #expect(run.output.isEmpty)
      #expect(run.status == 64)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
    }
  }
}
