import Codecs
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
        "--picture writes PNG: name a file that ends in .png"
      ),
      (["kernels", "convert", "sobel"], "missing option '--output FILE'"),
      (
        ["kernels", "convert", "sobel", "-o", "x.gif"],
        "the extension of 'x.gif' is that of no kernel format; choose one with --to"
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
