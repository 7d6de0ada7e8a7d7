import Codecs
import Files
import Foundation
import Testing
import Weights
import _TestSupport

/// Files of weights and arrays as people have them.
@Suite(
  "Weights and arrays as people have them",
  .enabled(if: FieldCases.areThere, "the field cases are not there"))
struct ContainersFieldCaseTests {
  private func lenslet(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(arguments, in: FieldCases.folder)
  }

  /// The words of the rows of a table, without the headings.
  private func rows(_ run: Tool.Run) -> [[String]] {
    run.output.split(separator: "\n").dropFirst().map { line in
      line.split(separator: " ").map(String.init)
    }
  }

  @Test(
    "headers of Python 2 are read",
    arguments: [("python2", "2x3"), ("one", "6")])
  func pythonTwo(name: String, shape: String) throws {
    let file = "npy-header/\(name).npy"
    let list = try lenslet("weights", "list", file)
    #expect(rows(list) == [[name, shape, "float64", "0", "5", "2.5", "1.70783"]])
    #expect(list.status == 0)
  }

  @Test("an array with headers of Python 2 is a kernel, where it has two dimensions")
  func pythonTwoKernel() throws {
    #expect(try lenslet("kernels", "check", "npy-header/python2.npy").status == 0)
    let row = try lenslet("kernels", "check", "npy-header/one.npy")
    #expect(row.status == 1)
    #expect(row.diagnostics.contains("expected an array of the shape rows x columns"))
  }

  @Test("an array with headers of Python 2 is an input of a pipeline")
  func pythonTwoInput() throws {
    let output = try TemporaryFolder()
    let pipeline = output("pipeline.json5")
    let text = #"{ steps: [{ name: "relu", relu: {} }], export: { forms: ["npy"] } }"#
    try File.write(Array(text.utf8), to: pipeline)
    let run = try lenslet(
      "run", pipeline.display, "npy-header/python2.npy", "-o", output("out").display)
    #expect(run.status == 0, "\(run.diagnostics)")
    let bytes = try File.read(output("out/python2.npy/relu.npy"), limit: 1 << 16)
    let array = try NumpyArray(decoding: bytes)
    #expect(array.shape == [1, 2, 3])
    #expect(array.values == [0, 1, 2, 3, 4, 5])
  }

  @Test(
    "pickled Python objects are called so, with what to do",
    arguments: ["dictionary.npy", "dictionary.npz"])
  func objects(name: String) throws {
    let run = try lenslet("weights", "list", "npy-objects/\(name)")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.diagnostics.count { $0 == "\n" } == 1)
    #expect(run.diagnostics.contains("npy-objects/\(name): "))
    #expect(run.diagnostics.contains("pickled Python objects, not numbers"))
    #expect(run.diagnostics.contains("numpy.savez("))
    #expect(!run.diagnostics.contains("float32"))
  }

  @Test("an archive whose checksums were not written is read and converted")
  func withoutChecksums() throws {
    let file = "pth-without-checksums/model.pth"
    let list = try lenslet("weights", "list", file)
    #expect(list.status == 0)
    #expect(
      rows(list).map { Array($0.prefix(5)) } == [
        ["conv1.weight", "2x3x7x7", "float32", "-1", "1"],
        ["conv1.bias", "2", "float32", "1", "2.5"],
      ])
    let output = try TemporaryFolder()
    let converted = output("x.npz")
    let run = try lenslet("weights", "convert", file, "-o", converted.display)
    #expect(run.status == 0, "\(run.diagnostics)")
    let tensors = try WeightsReader.open(MappedFile(converted), name: "x.npz")
    #expect(try tensors.tensor(named: "conv1.bias").values == [1, 2.5])
  }

  @Test("names that look the same are two tensors", arguments: ["names.safetensors", "names.npz"])
  func namesThatLookAlike(name: String) throws {
    let run = try lenslet("weights", "list", "unicode-names/\(name)")
    #expect(run.status == 0)
    #expect(
      rows(run).map { Array($0.suffix(4)) } == [
        ["1", "2", "1.5", "0.5"], ["3", "4", "3.5", "0.5"],
      ])
    #expect(Set(run.output.split(separator: "\n").map { Array($0.utf8) }).count == 3)
  }

  @Test("one tensor of float8 spoils no other, and is listed")
  func float8() throws {
    let file = "safetensors-types/one-float8.safetensors"
    let list = try lenslet("weights", "list", file)
    #expect(list.status == 0)
    #expect(
      rows(list) == [
        ["conv1.weight", "2x3x7x7", "float32", "-1", "1", "0.166667", "0.461479"],
        ["fc.weight", "4x4", "F8_E4M3", "-", "-", "-", "-"],
        ["fc.scale", "4", "F8_E8M0", "-", "-", "-", "-"],
      ])
    let show = try lenslet("weights", "show", file)
    #expect(show.status == 0)
    #expect(show.output.contains("conv1.weight"))
    let output = try TemporaryFolder()
    let compare = try lenslet("compare", "-w", file, "-o", output("out").display)
    #expect(compare.status == 0, "\(compare.diagnostics)")
    let asked = try lenslet(
      "weights", "convert", file, "--tensor", "fc.scale", "-o", output("x.npy").display)
    #expect(asked.status == 1)
    #expect(asked.diagnostics.contains("'fc.scale' are of type 'F8_E8M0', which is not read"))
  }

  @Test("what a conversion leaves out is told")
  func leftOut() throws {
    let output = try TemporaryFolder()
    let run = try lenslet(
      "weights", "convert", "safetensors-types/one-float8.safetensors", "-o",
      output("x.safetensors").display)
    #expect(run.status == 0)
    #expect(
      run.diagnostics.contains(
        "left out, as their types are not read: fc.weight (F8_E4M3), fc.scale (F8_E8M0)"))
    let tensors = try WeightsReader.open(MappedFile(output("x.safetensors")), name: "x")
    #expect(tensors.entries.map(\.name) == ["conv1.weight"])
  }

  @Test("a pointer of Git LFS is called so")
  func pointer() throws {
    let folder = try TemporaryFolder()
    let text = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 233\n"
    try File.write(Array(text.utf8), to: folder("model.safetensors"))
    let run = try lenslet("weights", "list", folder("model.safetensors").display)
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("a pointer of Git LFS"))
    #expect(run.diagnostics.contains("git lfs pull"))
  }

  @Test("a tensor without dimensions is called so where maps are expected")
  func noDimensions() throws {
    let folder = try TemporaryFolder()
    let array = try NpyWriter.encode([Tensor(name: "x", shape: [], values: [1])])
    try File.write(array, to: folder("zero.npy"))
    let run = try lenslet(
      "maps", folder("zero.npy").display, "-m", "first-layer", "-w",
      "channel-order/resnet.safetensors", "-o", folder("out").display)
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("'zero' has no dimensions: maps are CxHxW, HxW or 1xCxHxW"))
  }
}
