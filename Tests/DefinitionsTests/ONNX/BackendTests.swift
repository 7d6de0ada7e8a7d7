import Files
import Testing

/// ONNX's own tests of operators.
@Suite struct BackendTests {
  @Test(
    "ONNX's tests of single operators pass, but for those that are listed",
    .enabled(
      if: !BackendTest.all(["node"]).isEmpty,
      "the data of ONNX's tests is not here: the package libonnx-testdata has it"))
  func nodes() throws {
    var passed = 0
    var failures: [String] = []
    for test in BackendTest.all(["node", "pytorch-converted", "pytorch-operator", "simple"]) {
      switch test.run() {
      case .passed: passed += 1
      case .unsupported(let reason): print("U \(test.name) \(reason)".prefix(200))
      case .failed(let reason):
        failures.append(test.name)
        print("F \(test.name) \(reason)".prefix(300))
      }
    }
    print("passed", passed, "failed", failures.count)
  }
}
