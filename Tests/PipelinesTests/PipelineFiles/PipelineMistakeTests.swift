import Pipelines
import Testing

@Suite("Mistakes in pipeline files")
struct PipelineMistakeTests {
  let texts: PipelineTexts

  init() throws {
    texts = try PipelineTexts()
    try texts.kernel("sobel-x", "-1 0 1\n-2 0 2\n-1 0 1\n")
  }

  @Test(
    "are told with their place and the nearest name",
    arguments: [
      ("{ stepps: [] }", "stepps: unknown key; did you mean 'steps'?"),
      ("{}", "'steps' is missing"),
      ("[]", "the file: an object in braces is expected, not an empty list"),
      ("{ steps: [] }", "steps: a list of at least one step is expected, not an empty list"),
      ("{ steps: [3] }", "steps[0]: an object in braces is expected, not 3"),
      ("{ steps: [{ relu: {} }] }", "steps[0]: 'name' is missing"),
      (
        "{ steps: [{ name: 'a', reul: {} }] }", "steps[0].reul: unknown key; did you mean 'relu'?"
      ),
      (
        "{ steps: [{ name: 'a', relu: {} }, { name: 'b', max: { extnt: 2 } }] }",
        "steps[1].max.extnt: unknown key; did you mean 'extent'?"
      ),
      ("{ steps: [{ name: 'a', max: {} }] }", "steps[0].max: 'extent' is missing"),
      (
        "{ steps: [{ name: 'a', max: { extent: 2.5 } }] }",
        "steps[0].max.extent: a whole number is expected, not 2.5"
      ),
      (
        "{ steps: [{ name: 'a', max: { extent: 0 } }] }",
        "steps[0].max.extent: 1 to 65535 is expected, not 0"
      ),
      (
        "{ steps: [{ name: 'a', max: { extent: 2, padding: 'smae' } }] }",
        "steps[0].max.padding: unknown name 'smae'; did you mean 'same'?"
      ),
      (
        "{ steps: [{ name: 'a', max: { extent: 2, padding: 2 } }] }",
        "steps[0].max: the padding is 2, it can be 0 to 1"
      ),
      (
        "{ steps: [{ name: 'a', relu: {}, tanh: {} }] }",
        "steps[0]: one of convolve, relu, leaky, sigmoid, tanh, max, average, globalAverage, lrn, "
          + "batchnorm, minmax, meanScale is needed, not both relu and tanh"
      ),
      (
        "{ steps: [{ name: 'a', relu: {} }, { name: 'a', relu: {} }] }",
        "steps[1]: another step is named 'a' already"
      ),
      (
        "{ steps: [{ name: '../a', relu: {} }] }",
        "steps[0].name: '../a' cannot be the name of a file: use letters, digits, '-', '_' and "
          + "'.', 100 at most, and no '.' in front"
      ),
      (
        "{ steps: [{ name: 'a', relu: { slope: 1 } }] }", "steps[0].relu.slope: unknown key: use {}"
      ),
      (
        "{ steps: [{ name: 'a', convolve: { kernel: 'sobl-x' } }] }",
        "steps[0].convolve.kernel: unknown kernel 'sobl-x'; did you mean 'sobel-x'?"
      ),
      (
        "{ steps: [{ name: 'a', convolve: { matrix: [[1, 2], [3]] } }] }",
        "steps[0].convolve.matrix: the rows of a matrix are equally long and have at least one "
          + "number"
      ),
      (
        "{ steps: [{ name: 'a', convolve: { matrix: [[1, 'x']] } }] }",
        "steps[0].convolve.matrix[0][1]: a finite number is expected, not 'x'"
      ),
      (
        "{ steps: [{ name: 'a', convolve: { kernel: 'sobel-x', border: 'wrap', padding: 1 } }] }",
        "steps[0].convolve.padding: nothing beside a border is expected, not a value"
      ),
      (
        "{ steps: [{ name: 'a', convolve: { layer: 'conv1' } }] }",
        "steps[0].convolve: 'weights' is missing: name the file here, or with --weights"
      ),
      (
        "{ input: { colour: 'gray' }, steps: [{ name: 'a', relu: {} }] }",
        "input.colour: unknown name 'gray'; did you mean 'grey'?"
      ),
      (
        "{ steps: [{ name: 'edges', relu: {} }], export: { steps: ['edge'] } }",
        "export.steps[0]: unknown name 'edge'; did you mean 'edges'?"
      ),
      (
        "{ steps: [{ name: 'a', relu: {} }], export: { colours: 'virids' } }",
        "export.colours: unknown name 'virids'; did you mean 'viridis'?"
      ),
      (
        "{ steps: [{ name: 'a', relu: {} }], export: { scaling: 'maps' } }",
        "export.scaling: map, layer, symmetric, percentile, percentile:LOWER:UPPER or LOW:HIGH, "
          + "the rules also with :layer is expected, not 'maps'"
      ),
      (
        "{ steps: [{ name: 'a', relu: {} }], export: { forms: ['nyp'] } }",
        "export.forms[0]: unknown name 'nyp'; did you mean 'npy'?"
      ),
    ])
  func mistakes(text: String, expected: String) throws {
    #expect(try texts.mistake(text) == expected)
  }

  @Test(
    "in the punctuation are told with line and column",
    arguments: [
      ("{ steps: [", "line 1, column 10: this '[' is not closed"),
      ("{\n  steps: [] // é", "line 1, column 1: this '{' is not closed"),
      ("{ 'é': 'x\n}", "line 1, column 8: this quote is not closed"),
      ("{ a: 1 /* b", "line 1, column 8: this comment is not closed"),
      ("{ a: 1,, }", "line 1, column 8: a name or '}' is expected, not ','"),
      ("{\n  a: 1\n  b: 2\n}", "line 3, column 3: a comma or '}' is expected, not 'b'"),
      ("{ a: [1 2] }", "line 1, column 9: a comma or ']' is expected, not '2'"),
      ("{ a 1 }", "line 1, column 5: a colon is expected, not '1'"),
      ("{ a: [1 } }", "line 1, column 9: a comma or ']' is expected, not '}'"),
      ("{ a: same }", "line 1, column 6: a value is expected, not 'same'"),
      ("{ a: 1 } }", "line 1, column 10: the end is expected, not '}'"),
      ("", "line 1, column 1: a value is expected, not 'the end'"),
    ])
  func syntax(text: String, expected: String) throws {
    #expect(try texts.mistake(text) == "this is no JSON5: " + expected)
  }

  @Test("a mistake that is none of punctuation gets a hint that is true")
  func words() throws {
    let mistake = try texts.mistake("{ 1a: 2 }")
    #expect(mistake?.hasPrefix("this is no JSON5, though its punctuation is right: ") == true)
  }

  @Test("deep nesting is refused", arguments: [513, 100_000])
  func deep(depth: Int) throws {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(
      try texts.mistake(text)
        == "this is no JSON5: line 1, column 513: more than 512 brackets lie inside each other")
  }

  @Test(
    "a value that cannot be held is told with its place",
    arguments: [
      (#"{ steps: [{ name: '\uD800' }] }"#, "steps[0].name"),
      ("{ steps: [{ lrn: 1e999 }] }", "steps[0].lrn"),
      ("{ steps: 1.2.3 }", "steps"),
    ])
  func unreadable(text: String, place: String) throws {
    #expect(
      try texts.mistake(text)
        == "\(place): a number is too large or not written as one, or a text has a wrong escape, "
        + "half of a surrogate pair or bytes that are no UTF-8"
    )
  }

  @Test("weights that are missing are told with the step")
  func weights() throws {
    let mistake = try texts.mistake(
      "{ steps: [{ name: 'a', convolve: { weights: 'no.safetensors', layer: 'conv1' } }] }")
    #expect(mistake?.hasPrefix("steps[0].convolve: ") == true)
    #expect(mistake?.contains("no.safetensors") == true)
  }
}
