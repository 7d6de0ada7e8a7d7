import Definitions
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
        "steps[0].convolve.padding: means nothing beside a border: leave it out"
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

  @Test(
    "a name that is given twice is told with the place of the second, however it is written",
    arguments: [
      (
        "{ steps: [],\n  steps: [] }",
        "line 2, column 3: 'steps' is given a second time; the first is on line 1"
      ),
      (#"{ steps: [], "st\u0065ps": [] }"#, "line 1, column 14: 'steps'"),
      (#"{ 'steps': [], "steps": [] }"#, "line 1, column 16: 'steps'"),
      (#"{ 'st\x65ps': [], steps: [] }"#, "line 1, column 19: 'steps'"),
      ("{ steps: [{ name: 'a', max: { extent: 2, extent: 3 } }] }", "line 1, column 42: 'extent'"),
      ("{ steps: [{ name: 'a', relu: {}, name: 'b' }] }", "line 1, column 34: 'name'"),
      ("{ input: { mean: [1], /* { */ mean: [2] } }", "line 1, column 31: 'mean'"),
      ("{ unknown: { a: 1, b: [{}], a: 1 } }", "line 1, column 29: 'a'"),
      ("{\r  a: '}', // \"\r  a: 2\r}", "line 3, column 3: 'a'"),
      ("{ a: 'x\\\r\ny', b: 1, b: 2 }", "line 2, column 11: 'b'"),
      ("{ a: 1, a: 2, ", "line 1, column 9: 'a'"),
    ])
  func twice(text: String, expected: String) throws {
    #expect(try #require(try texts.mistake(text)).hasPrefix(expected))
  }

  @Test(
    "names that are alike in different objects are no mistake",
    arguments: [
      "{ steps: [{ name: 'a', max: { extent: 2 } }, { name: 'max', max: { extent: 2 } }] }",
      "\u{FEFF}{ steps: [{ name: 'name', relu: {} }] } // name: name",
    ])
  func alike(text: String) throws {
    #expect(try texts.mistake(text) == nil)
  }

  @Test(
    "characters that cannot be seen or typed are named",
    arguments: [
      (
        "{ “steps”: [] }",
        "this is no JSON5: line 1, column 3: a name or '}' is expected, not "
          + "'“steps”' with U+201C LEFT DOUBLE QUOTATION MARK (type '\"')"
      ),
      (
        "{\u{A0}steps: [] }",
        "this is no JSON5: line 1, column 2: a name or '}' is expected, not "
          + "'\u{A0}steps' with U+00A0 NO-BREAK SPACE (type a blank)"
      ),
      (
        "{ steps:\u{A0}[] }",
        "this is no JSON5: line 1, column 9: a value is expected, not "
          + "'\u{A0}' with U+00A0 NO-BREAK SPACE (type a blank)"
      ),
      (
        "{ a: −1 }",
        "this is no JSON5: line 1, column 6: a value is expected, not '−1' with "
          + "U+2212 MINUS SIGN (type '-')"
      ),
      (
        "{ st\u{435}ps: [] }",
        "st\u{435}ps: unknown key with U+0435 CYRILLIC SMALL LETTER IE; "
          + "did you mean 'steps'?"
      ),
      (
        "{ steps\u{200B}: [] }",
        "this is no JSON5: line 1, column 3: a name or '}' is expected, "
          + "not 'steps\\u{200B}' with U+200B ZERO WIDTH SPACE (delete it)"
      ),
    ])
  func characters(text: String, expected: String) throws {
    #expect(try texts.mistake(text) == expected)
  }

  @Test("a text that is not UTF-8 is called so, with the place")
  func encoding() throws {
    let wide = "{ steps: [] }".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for (bytes, expected) in [
      (
        [0xFF, 0xFE] + wide, "line 1, column 1: expected UTF-8 text, found UTF-16: save it as UTF-8"
      ),
      (wide, "line 1, column 1: expected UTF-8 text, found UTF-16: save it as UTF-8"),
      (
        Array("{\n// ".utf8) + [0xE4],
        "line 2, column 4: expected UTF-8 text, found the byte 0xE4: save it as UTF-8"
      ),
    ] as [([UInt8], String)] {
      let error = try #require(throws: PipelineFileError.self) { try FileValue(json5: bytes) }
      #expect(error.description == expected)
    }
  }

  @Test(
    "borders have the names of other programs, or those are explained",
    arguments: [
      ("edge", nil), ("zeros", nil), ("constant:128", nil), ("symmetric", nil),
      (
        "reflect",
        "steps[0].convolve.border: border 'reflect': NumPy and PyTorch call reflect101 so, "
          + "SciPy symmetric: write the one that is meant"
      ),
      (
        "constant:300",
        "steps[0].convolve.border: border 'constant:300': '300' is not a number from "
          + "0 to 255, the range of 8-bit samples"
      ),
      (
        "replicat", "steps[0].convolve.border: unknown name 'replicat'; did you mean 'replicate'?"
      ),
    ] as [(String, String?)])
  func borders(name: String, expected: String?) throws {
    let text = "{ steps: [{ name: 'a', convolve: { kernel: 'sobel-x', border: '\(name)' } }] }"
    #expect(try texts.mistake(text) == expected)
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
