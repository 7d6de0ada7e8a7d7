import Batches
import Files
import Glibc
import Testing
import _TestSupport

@Suite("Names of outputs")
struct OutputPlanTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func plan(
    _ names: [String], kernels: [String] = ["k"], template: OutputTemplate = .single,
    format: OutputFormat? = nil, output: String = "out"
  ) throws -> OutputPlan {
    let inputs = names.map { Input(path: folder("in/" + $0), relative: Path($0)) }
    return try OutputPlan(
      inputs: inputs, kernels: kernels, folder: folder(output), template: template,
      format: format)
  }

  private func outputs(_ plan: OutputPlan) -> [String] {
    plan.items.flatMap(\.outputs).map { $0.display.replacing(folder("out/").display, with: "") }
  }

  @Test(
    "placeholders",
    arguments: [
      ("{path}.{ext}", "a/b.c.png"), ("{path}-{kernel}.{ext}", "a/b.c-edge.png"),
      ("{dir}/{kernel}/{name}.{ext}", "a/edge/b.c.png"), ("{file}", "b.c.png"),
      ("all/{index}.{ext}", "all/1.png"), ("./x//{name}", "x/b.c"),
    ])
  func placeholders(template: String, expected: String) throws {
    try folder.picture("in/a/b.c.png")
    let plan = try plan(["a/b.c.png"], kernels: ["edge"], template: OutputTemplate(template))
    #expect(outputs(plan) == [expected])
  }

  @Test("a file that is directly in the folder has an empty {dir}")
  func emptyDir() throws {
    try folder.picture("in/b.png")
    #expect(outputs(try plan(["b.png"], template: OutputTemplate("{dir}/{name}"))) == ["b"])
  }

  @Test(
    "the extension is that of the content, in the spelling of the input where that fits",
    arguments: [
      ("a.JPG", nil, "a.JPG"), ("a.jpeg", nil, "a.jpeg"), ("a.JPG", .png, "a.png"),
      ("a.png", .jpeg, "a.jpg"), ("a.png", .npy, "a.npy"), ("a.Jpeg", .jpeg, "a.Jpeg"),
    ] as [(String, OutputFormat?, String)])
  func extensions(name: String, format: OutputFormat?, expected: String) throws {
    try folder.picture("in/" + name)
    #expect(outputs(try plan([name], format: format)) == [expected])
  }

  @Test("a PNG that is named .jpg gives a .png")
  func misnamed() throws {
    try folder.picture("in/a.png")
    try File.write(try File.read(folder("in/a.png"), limit: 10_000), to: folder("in/a.jpg"))
    #expect(outputs(try plan(["a.jpg"])) == ["a.png"])
  }

  @Test("a template with a zero byte, which no file name can have, is refused")
  func zeroByte() {
    let error = #expect(throws: BatchError.self) { try OutputTemplate("a\0{ext}") }
    #expect(error?.description.hasPrefix("template 'a\\u{0000}{ext}': it names no file") == true)
  }

  @Test(
    "wrong templates say what is wrong",
    arguments: [
      ("{kernal}.png", "unknown placeholder '{kernal}'; did you mean '{kernel}'?"),
      (
        "{zzz}",
        "unknown placeholder '{zzz}': use {path} {dir} {name} {file} {kernel} {index} {ext}"
      ),
      ("{path", "a brace has no partner: write placeholders as {name}"),
      ("path}", "a brace has no partner: write placeholders as {name}"),
      ("", "it names no file: end it with a name such as {name}.{ext}"),
      ("x/", "it names no file: end it with a name such as {name}.{ext}"),
      (
        "../{path}", "results stay in the output folder: leave out '..' and the slash in front"
      ),
      ("/{path}", "results stay in the output folder: leave out '..' and the slash in front"),
    ])
  func wrongTemplates(text: String, problem: String) {
    let error = #expect(throws: BatchError.self) { try OutputTemplate(text) }
    #expect(error?.description == "template '\(text)': \(problem)")
    #expect(error?.isUsage == true)
  }

  @Test("a kernel's name cannot lead out of the folder")
  func kernelNamedParent() throws {
    try folder.picture("in/a.png")
    let template = try OutputTemplate("{kernel}/{path}.{ext}")
    #expect(throws: BatchError.template("{kernel}/{path}.{ext}", .leadsOutside)) {
      try plan(["a.png"], kernels: [".."], template: template)
    }
  }

  @Test("two inputs with the same output are an error that names all three")
  func sameOutput() throws {
    try folder.picture("in/a.png")
    try folder.picture("in/a.jpg")
    let error = #expect(throws: BatchError.self) { try plan(["a.jpg", "a.png"], format: .npy) }
    #expect(
      error == .sameOutput(folder("out/a.npy"), folder("in/a.jpg"), folder("in/a.png")))
    #expect(error?.isUsage == true)
  }

  @Test("a misnamed input is told where its name hides why outputs collide")
  func misnamedCollision() throws {
    try folder.picture("in/a.png")
    try File.write(try File.read(folder("in/a.png"), limit: 1 << 16), to: folder("in/a.jpg"))
    let error = #expect(throws: BatchError.self) { try plan(["a.jpg", "a.png"]) }
    #expect(
      error?.description
        == "\(folder("in/a.jpg")) and \(folder("in/a.png")) would both be written to "
        + "\(folder("out/a.png")), as \(folder("in/a.jpg")) is a PNG file: rename it, or choose "
        + "other names with --template, for example with {dir}, {file} or {index}")
    // With another format it does not matter.
    let other = #expect(throws: BatchError.self) { try plan(["a.jpg", "a.png"], format: .npy) }
    #expect(other == .sameOutput(folder("out/a.npy"), folder("in/a.jpg"), folder("in/a.png")))
  }

  @Test("two spellings of one output are the same output")
  func sameSpelling() throws {
    try folder.picture("in/x/a.png")
    try folder.picture("in/a.png")
    let template = try OutputTemplate("./{name}.{ext}")
    #expect(throws: BatchError.self) { try plan(["x/a.png", "a.png"], template: template) }
  }

  @Test("several kernels need {kernel} in the template")
  func sameOutputOfKernels() throws {
    try folder.picture("in/a.png")
    let error = #expect(throws: BatchError.self) { try plan(["a.png"], kernels: ["p", "q"]) }
    #expect(error == .sameOutputOfKernels(folder("out/a.png"), "p", "q"))
  }

  @Test(
    "an output that is an input is refused, whatever it is called",
    arguments: ["in", "in/../in", "soft", "in/.", "hard"])
  func replacesInput(output: String) throws {
    try folder.picture("in/a.png")
    folder.link("soft", to: "in")
    try File.makeDirectories(folder("hard"))
    folder.link("hard/a.png", to: "../in/a.png")
    let error = #expect(throws: BatchError.self) { try plan(["a.png"], output: output) }
    #expect(
      error
        == .outputReplacesInput(
          folder(output).appending("a.png"), input: folder("in/a.png")))
  }

  @Test("an output that is another input is refused too")
  func replacesOther() throws {
    try folder.picture("in/a.png")
    try folder.picture("in/a-k.png")
    #expect(throws: BatchError.self) {
      try plan(["a.png", "a-k.png"], template: .several, output: "in")
    }
  }

  @Test("a kernel is an input too, under any name", arguments: ["in", "new/../in", "soft", "hard"])
  func replacesKernel(output: String) throws {
    try folder.picture("in/a.png")
    try File.write(Array("1 2 1\n".utf8), to: folder("in/k.npy"))
    folder.link("soft", to: "in")
    try File.makeDirectories(folder("hard"))
    #expect(Glibc.link(folder("in/k.npy").display, folder("hard/k.npy").display) == 0)
    let inputs = [Input(path: folder("in/a.png"), relative: Path("a.png"))]
    let error = #expect(throws: BatchError.self) {
      try OutputPlan(
        inputs: inputs, kernels: ["k"], folder: folder.path.appending(output),
        template: OutputTemplate("{kernel}.{ext}"), format: .npy, files: [folder("in/k.npy")])
    }
    #expect(
      error
        == .outputReplacesInput(
          folder.path.appending(output).appending("k.npy"), input: folder("in/k.npy")))
    #expect(error?.isUsage == true)
  }

  @Test("inputs that cannot be used claim no names")
  func unusable() throws {
    try File.makeDirectories(folder("in"))
    try File.write(Array("hello".utf8), to: folder("in/a.png"))
    try folder.picture("in/a.jpg")
    #expect(outputs(try plan(["a.png", "a.jpg"], format: .npy)) == ["a.npy"])
  }
}
