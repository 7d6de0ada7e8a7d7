import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

@Suite("lenslet kernels")
struct KernelsCommandTests {
  @Test("the version is printed")
  func version() throws {
    let run = try Tool.run(["--version"])
    #expect(run.output == "lenslet 0.1.0\n")
    #expect(run.status == 0)
  }

  @Test("the list is found from another folder, and says what each kernel is")
  func list() throws {
    let run = try Tool.run(["kernels", "list"], in: URL(filePath: "/"))
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 0)
    #expect(run.diagnostics.isEmpty)
    #expect(lines.first?.split(separator: " ") == ["name", "size", "sum", "separable", "purpose"])
    let words = lines.map { $0.split(separator: " ").prefix(4).map(String.init) }
    #expect(words.contains(["gaussian3", "3x3", "16", "yes"]))
    #expect(words.contains(["sharpen", "3x3", "1", "no"]))
    #expect(words.contains(["kirsch", "3x3", "(8)", "0"]))
  }

  @Test("a folder of the user and the environment come before the shipped kernels")
  func userFolders() throws {
    try Tool.withFolder { folder in
      try Data("1 2 3 4 5\n".utf8).write(to: folder.appending(path: "sobel.kernel"))
      for (arguments, environment) in [
        (["--kernels", folder.path()], [:]), ([], ["LENSLET_KERNELS": folder.path()]),
      ] as [([String], [String: String])] {
        let run = try Tool.run(
          ["kernels", "list", "--json"] + arguments, environment: environment)
        let record = try #require(
          run.output.split(separator: "\n").first { $0.contains(#""name":"sobel""#) })
        #expect(
          record.contains(
            #""kernels":[{"channels":1,"gain":15,"height":1,"separable":true,"sum":15,"width":5}]"#)
        )
      }
    }
  }

  @Test("every file is checked, the mistakes of bad ones are named with their place")
  func check() throws {
    try Tool.withFolder { folder in
      try Data("1 2\n3 x\n".utf8).write(to: folder.appending(path: "bad.kernel"))
      try Data("1 2\n3 4\n".utf8).write(to: folder.appending(path: "good.kernel"))
      let run = try Tool.run(
        ["kernels", "check", "bad.kernel", "none.kernel", "good.kernel"], in: folder)
      #expect(run.output == "good.kernel: OK\n")
      #expect(
        run.diagnostics == """
          bad.kernel:2:3: expected a number, found 'x'
          none.kernel: cannot be read: no such file or directory

          """)
      #expect(run.status == 1)
      #expect(try Tool.run(["kernels", "check", "good.kernel"], in: folder).status == 0)
    }
  }

  @Test(
    "a kernel survives the way through another format",
    arguments: [["k.mat"], ["k.npy"], ["k.kernel"], ["k.txt"], ["k", "--to", "imagemagick"]])
  func convert(output: [String]) throws {
    try Tool.withFolder { folder in
      let there = try Tool.run(["kernels", "convert", "laplacian8", "-o"] + output, in: folder)
      #expect(there.diagnostics.isEmpty)
      #expect(there.status == 0)
      let back = try Tool.run(
        ["kernels", "convert", "./\(output[0])", "-o", "back.kernel"], in: folder)
      #expect(back.diagnostics.isEmpty)
      let text = try String(contentsOf: folder.appending(path: "back.kernel"), encoding: .utf8)
      let rows = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
      #expect(rows.filter { $0.count == 3 } == [[1, 1, 1], [1, -8, 1], [1, 1, 1]])
    }
  }

  @Test("a picture is written as PNG, 48 pixels a weight with a margin")
  func picture() throws {
    try Tool.withFolder { folder in
      let run = try Tool.run(["kernels", "show", "edge", "--picture", "edge.png"], in: folder)
      #expect(run.output.contains("\n   -1  -1  -1\n   -1 [ 8] -1\n   -1  -1  -1\n"))
      #expect(run.status == 0)
      let file = try Data(contentsOf: folder.appending(path: "edge.png"))
      let header = try ImageDecoder.readHeader(Array(file))
      #expect(header.size == ImageSize(width: 241, height: 241))
    }
  }

  @Test(
    "mistakes on the command line exit with 64 and say what to do",
    arguments: [
      (["kernels", "show", "sobl"], "unknown kernel 'sobl'; did you mean 'sobel'?"),
      (
        ["kernels", "show", "sobel", "edge", "--picture", "x.png"],
        "--picture draws one kernel, but 2 are named"
      ),
      (
        ["kernels", "show", "edge", "--picture", "x.jpg"],
        "--picture writes PNG or SVG: name a file that ends in .png or .svg"
      ),
      (["kernels", "convert", "sobel"], "missing option '--output FILE'"),
      (
        ["kernels", "convert", "sobel", "-o", "x.gif"],
        "the extension of 'x.gif' is that of no kernel format, which are .kernel, .mat, .txt and "
          + ".npy; choose one with --to"
      ),
      (
        ["kernels", "convert", "sobel-x", "--to", "vips", "-o", "x.txt"],
        "'x.txt' would be read as a file of the format 'lenslet': end its name in .mat"
      ),
      (
        ["kernels", "convert", "sobel-x", "--to", "npy", "-o", "x.kernel"],
        "'x.kernel' would be read as a file of the format 'lenslet': end its name in .npy"
      ),
      (
        ["kernels", "convert", "-", "-o", "x.mat"],
        "argument INPUT takes the name of a file or folder, not '-': standard input is not read, and "
          + "standard output not written; a file of that name is './-'"
      ),
      (["kernels", "list", "--kernels", "nowhere"], "'nowhere' is no folder; --kernels takes one"),
    ])
  func misuse(arguments: [String], message: String) throws {
    let run = try Tool.run(arguments)
    let name = (["lenslet"] + arguments.prefix(2)).joined(separator: " ")
    #expect(
      run.diagnostics == """
        \(name): \(message)
        Run '\(name) --help' for all options.

        """)
    #expect(run.output.isEmpty)
    #expect(run.status == 64)
  }

  @Test(
    "a full disk behind standard output is reported",
    arguments: [["--version"], ["kernels", "list"]])
  func fullDisk(arguments: [String]) throws {
    let run = try Tool.run(arguments, outputDevice: "/dev/full")
    #expect(run.diagnostics == "lenslet: standard output cannot be written; the disk may be full\n")
    #expect(run.status == 1)
  }

  @Test("a list of no kernels says where they are looked for")
  func none() throws {
    try Tool.withFolder { folder in
      let program = folder.appending(path: "lenslet")
      try FileManager.default.copyItem(at: Tool.program, to: program)
      let run = try Tool.run(["kernels", "list"], in: folder, program: program)
      #expect(
        run.diagnostics
          == "lenslet: no kernels found: name their folder with --kernels or LENSLET_KERNELS\n")
      #expect(run.status == 1)
    }
  }

  @Test("a folder of kernels may have texts for people beside them")
  func prose() throws {
    try Tool.withFolder { folder in
      try Data("These kernels blur.\n".utf8).write(to: folder.appending(path: "README.txt"))
      try Data("3x1: 1,2,1\n".utf8).write(to: folder.appending(path: "blur.txt"))
      let good = try Tool.run(["kernels", "list", "--kernels", "."], in: folder)
      #expect(
        good.diagnostics == "lenslet: README.txt: passed over: it has text, no kernel\n")
      #expect(good.output.contains("\nblur        3x1 "))
      #expect(!good.output.contains("README"))
      #expect(good.status == 0)
      try Data("1 2 x\n".utf8).write(to: folder.appending(path: "bad.txt"))
      let bad = try Tool.run(["kernels", "list", "--kernels", "."], in: folder)
      #expect(bad.diagnostics.hasPrefix("lenslet: README.txt: passed over"))
      #expect(bad.diagnostics.contains("lenslet: bad.txt:1:5: expected a number, found 'x'\n"))
      #expect(bad.status == 1)
      let asked = try Tool.run(["kernels", "check", "README.txt"], in: folder)
      #expect(asked.diagnostics == "README.txt:1:1: expected a number, found 'These'\n")
      #expect(asked.status == 1)
    }
  }

  @Test("a file of another kind is called so")
  func otherKinds() throws {
    try Tool.withFolder { folder in
      let files: [(String, String)] = [
        ("page.kernel", "<!DOCTYPE html><html>"),
        ("pointer.mat", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
        ("archive.txt", "PK\u{3}\u{4}"), ("braces.kernel", "{1, 2, 1}"),
      ]
      for (name, text) in files {
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
      try Data(PictureFolder.file(jpeg: false)).write(to: folder.appending(path: "a.kernel"))
      let run = try Tool.run(
        ["kernels", "check"] + files.map(\.0) + ["a.kernel"], in: folder)
      #expect(
        run.diagnostics == """
          page.kernel: is a web page, not a kernel: download it again, the server sent this in its \
          place
          pointer.mat: is a pointer of Git LFS, not a kernel: run 'git lfs pull' to get the file itself
          archive.txt: is a zip archive, not a kernel: unpack it first, or download it again
          braces.kernel:1:1: expected a number, found '{1'
          a.kernel: is a picture, not a kernel

          """)
      #expect(run.status == 1)
    }
  }

  @Test("two names that look alike are two kernels")
  func names() throws {
    try Tool.withFolder { folder in
      let files = try TemporaryFolder()
      try File.write(Array("1 2 3\n".utf8), to: files("\u{E9}.kernel"))
      try File.write(Array("1 2\n".utf8), to: files("e\u{301}.kernel"))
      let run = try Tool.run(
        ["kernels", "list", "--json", "--kernels", files.path.display], in: folder)
      let records = run.output.split(separator: "\n").filter { $0.contains(files.path.display) }
      #expect(records.count == 2)
      #expect(records.count { $0.contains(#""width":2"#) } == 1)
      #expect(run.status == 0)
    }
  }

  @Test("a scale is refused by formats that have none, or rounded if that is asked for")
  func scale() throws {
    try Tool.withFolder { folder in
      for name in ["g.txt", "g.npy"] {
        let run = try Tool.run(["kernels", "convert", "gaussian5", "-o", name], in: folder)
        #expect(
          run.diagnostics.hasSuffix(
            "cannot hold the scale 1/74: write a .kernel file, or round the weights with "
              + "--fold-scale\n"))
        #expect(run.status == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
      }
      for name in ["g.txt", "g.npy"] {
        let run = try Tool.run(
          ["kernels", "convert", "gaussian5", "--fold-scale", "-o", name], in: folder)
        #expect(run.diagnostics.isEmpty)
        #expect(try Tool.run(["kernels", "check", name], in: folder).status == 0)
      }
    }
  }

  @Test("an array has two dimensions for one matrix")
  func array() throws {
    try Tool.withFolder { folder in
      _ = try Tool.run(["kernels", "convert", "sobel-x", "-o", "s.npy"], in: folder)
      let array = try NumpyArray(decoding: Array(Data(contentsOf: folder.appending(path: "s.npy"))))
      #expect(array.shape == [3, 3])
      #expect(array.values == [-1, 0, 1, -2, 0, 2, -1, 0, 1])
    }
  }

  @Test("what a format cannot hold is an error, and nothing is written")
  func inexpressible() throws {
    try Tool.withFolder { folder in
      let run = try Tool.run(["kernels", "convert", "sobel", "-o", "sobel.mat"], in: folder)
      #expect(run.diagnostics.contains("cannot hold several kernels"))
      #expect(run.status == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
    }
  }
}
