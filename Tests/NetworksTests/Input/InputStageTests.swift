import Networks
import Pixels
import Testing

@Suite struct InputStageTests {
  @Test("without steps a picture becomes planes, and its alpha is dropped")
  func planes() throws {
    let output = try InputStage.none.activation(of: row(.rgba, [1, 2, 3, 0, 4, 5, 255, 128]))
    #expect(output.shape == Shape(channels: 3, height: 1, width: 2))
    #expect(output.values == [1, 4, 2, 5, 3, 255])
  }

  @Test("16-bit samples run from 0 to 255, Float samples stay")
  func sampleTypes() throws {
    let size = ImageSize(width: 4, height: 1)
    let stage = InputStage(colour: .grey())
    let deep = Image(size: size, layout: .grey, samples: .uint16([0, 257, 514, 65535]))
    #expect(try stage.activation(of: deep).values == [0, 1, 2, 255])
    let real = Image(size: size, layout: .grey, samples: .float32([-1.5, 0, 0.25, 300]))
    #expect(try stage.activation(of: real).values == [-1.5, 0, 0.25, 300])
  }

  @Test("channels come in the order that is asked for, grey ones are repeated")
  func channelOrder() throws {
    let colours = row(.rgb, [10, 200, 99])
    #expect(try InputStage(colour: .rgb).activation(of: colours).values == [10, 200, 99])
    #expect(try InputStage(colour: .bgr).activation(of: colours).values == [99, 200, 10])
    for colour in [InputColour.rgb, .bgr] {
      let output = try InputStage(colour: colour).activation(of: row(.greyAlpha, [7, 0, 8, 255]))
      #expect(output.values == [7, 8, 7, 8, 7, 8])
    }
  }

  @Test("linear light is that of sRGB, and resizing takes the mean of light")
  func linear() throws {
    var stage = InputStage.none
    stage.isLinear = true
    // IEC 61966-2-1: ((188 / 255 + 0.055) / 1.055)^2.4 is 0.50289.
    let values = try stage.activation(of: row(.grey, [0, 10, 188, 255])).values
    #expect(
      zip(values, [0, 0.773993, 128.23605, 255]).allSatisfy { abs($0 - $1) < 1e-3 }, "\(values)")
    #expect(stage.steps == ["decode sRGB to linear light", "channels rgb"])
    stage.resize = InputResize(.exact(ImageSize(width: 1, height: 1)))
    let mean = try stage.activation(of: row(.grey, [0, 255])).values
    #expect(mean == [127.5, 127.5, 127.5])
  }

  @Test(
    "colours are mixed to grey without rounding",
    arguments: [(GreyWeights.luma, 131.67693 as Float), (.luminance, 152.3132)])
  func mixing(weights: GreyWeights, expected: Float) throws {
    let stage = InputStage(colour: .grey(weights))
    let output = try stage.activation(of: row(.rgb, [10, 200, 99]))
    #expect(output.shape == Shape(channels: 1, height: 1, width: 1))
    #expect(output.values == [expected])
    #expect(try stage.activation(of: row(.grey, [77])).values == [77])
  }

  @Test("numbers of mean and scale follow the order of the output")
  func meanAndScale() throws {
    let image = row(.rgb, [10, 20, 30])
    let stage = InputStage(
      colour: .bgr, mean: .channels([1, 2, 3]), scale: [1, 10, 100])
    #expect(try stage.activation(of: image).values == [29, 180, 700])
    let common = InputStage(mean: .channels([10]), scale: [0.5])
    #expect(try common.activation(of: image).values == [0, 5, 10])
    #expect(try InputStage(scale: [0.5]).activation(of: image).values == [5, 10, 15])
    let reversed = InputStage(
      mean: .channels([10]), scale: [0.5], arithmetic: .scaleThenMean)
    #expect(try reversed.activation(of: image).values == [-5, 0, 5])
  }

  @Test("of a mean image that is larger than the picture the middle is used")
  func meanImage() throws {
    let mean = Activation(
      shape: Shape(channels: 3, height: 3, width: 4), values: (0..<36).map { Float($0) })
    let stage = InputStage(mean: .image(mean), scale: [2])
    let image = row(.rgb, [100, 100, 100, 100, 100, 100])
    // Columns 1 and 2 of row 1.
    #expect(try stage.activation(of: image).values == [190, 188, 166, 164, 142, 140])
  }

  @Test(
    "the crop is the middle; where margins differ the offset is even",
    arguments: [
      (256, 227, 14), (256, 224, 16), (341, 224, 58), (455, 224, 116), (5, 2, 2), (4, 1, 2),
      (6, 5, 0), (9, 9, 0),
    ])
  func crop(whole: Int, part: Int, offset: Float) throws {
    let size = ImageSize(width: whole, height: 1)
    let image = Image(
      size: size, layout: .grey, samples: .float32((0..<whole).map { Float($0) }))
    let stage = InputStage(crop: ImageSize(width: part, height: 1), colour: .grey())
    let values = try stage.activation(of: image).values
    #expect(values == (0..<part).map { offset + Float($0) })
  }

  @Test("a crop cuts from the resized picture", arguments: ResizeFilter.allCases)
  func cropOfResized(filter: ResizeFilter) throws {
    let image = grey(19, 11) { column, row in (column * 37 + row * 91 + column * row) % 256 }
    for side in [6, 24] {
      let resize = InputResize(.shorterSide(side), filter: filter)
      let whole = try InputStage(resize: resize, colour: .grey()).activation(of: image)
      let crop = ImageSize(width: 4, height: 2)
      let part = try InputStage(resize: resize, crop: crop, colour: .grey()).activation(of: image)
      // Of 10x6 and of 41x24, where 18.5 columns would be left of the middle.
      let (left, top) = side == 6 ? (3, 2) : (18, 11)
      let expected = (0..<2).flatMap { row in
        (0..<4).map { whole.values[(top + row) * whole.shape.width + left + $0] }
      }
      #expect(part.values == expected)
    }
  }

  @Test("shapes are known without pixels")
  func shapes() throws {
    let size = ImageSize(width: 480, height: 360)
    #expect(
      try InputStage.none.outputShape(for: size) == Shape(channels: 3, height: 360, width: 480))
    #expect(
      try InputStage.bvlc(227).outputShape(for: size) == Shape(channels: 3, height: 227, width: 227)
    )
    #expect(
      try InputStage.torchvision(224).outputShape(for: size)
        == Shape(channels: 3, height: 224, width: 224))
    let grey = InputStage(resize: InputResize(.shorterSide(180)), colour: .grey())
    #expect(try grey.outputShape(for: size) == Shape(channels: 1, height: 180, width: 240))
  }
}
