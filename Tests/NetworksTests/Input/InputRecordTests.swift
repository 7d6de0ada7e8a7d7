import Networks
import Pixels
import Testing

@Suite struct InputRecordTests {
  @Test("every step is told, in its order")
  func steps() {
    #expect(
      InputStage.bvlc(227).steps == [
        "resize to 256x256 bilinear without antialias", "crop 227x227 from the middle",
        "channels bgr", "subtract mean 104.007 116.669 122.679",
      ])
    #expect(
      InputStage.torchvision(224).steps == [
        "resize the shorter side to 256 bilinear with antialias", "crop 224x224 from the middle",
        "channels rgb", "subtract mean 123.675 116.28 103.53",
        "multiply by 0.017124753 0.017507004 0.017429193",
      ])
    #expect(InputStage.none.description == "channels rgb")
    let mean = Activation(
      shape: Shape(channels: 1, height: 2, width: 3), values: [0, 0, 0, 0, 0, 0])
    let other = InputStage(
      colour: .grey(.luminance), mean: .image(mean), scale: [0.5], arithmetic: .scaleThenMean)
    #expect(
      other.description
        == "channels grey luminance, then multiply by 0.5, then subtract mean image 1x2x3")
  }

  @Test("torchvision's numbers are the published ones")
  func torchvision() throws {
    let image = row(.rgb, [255, 0, 51, 255, 0, 51])
    var stage = InputStage.torchvision(224)
    stage.resize = nil
    stage.crop = nil
    // (1 - 0.485) / 0.229, (0 - 0.456) / 0.224, (0.2 - 0.406) / 0.225.
    let expected: [Float] = [2.2489083, 2.2489083, -2.0357144, -2.0357144, -0.9155556, -0.9155556]
    #expect(largestDistance(try stage.activation(of: image).values, expected) < 1e-6)
  }

  @Test(
    "what does not fit is an error that says both sizes or numbers",
    arguments: [
      (
        InputStage(crop: ImageSize(width: 227, height: 227)),
        "a crop of 227x227 does not fit the picture of 200x300: resize it first, or crop less"
      ),
      (
        InputStage(
          resize: InputResize(.shorterSide(220)), crop: ImageSize(width: 224, height: 224)),
        "a crop of 224x224 does not fit the picture of 220x330: resize it first, or crop less"
      ),
      (
        InputStage(crop: ImageSize(width: 0, height: 2)),
        "the width of the crop is 0, it can be 1 to 1000000 pixels"
      ),
      (
        InputStage(resize: InputResize(.shorterSide(-3))),
        "the shorter side is -3, it can be 1 to 1000000 pixels"
      ),
      (
        InputStage(resize: InputResize(.exact(ImageSize(width: 5, height: 1_000_001)))),
        "the height of the resized picture is 1000001, it can be 1 to 1000000 pixels"
      ),
      (
        InputStage(resize: InputResize(.exact(ImageSize(width: 100_000, height: 100_000)))),
        "an input of 3x100000x100000 is too large"
      ),
      (
        InputStage(resize: InputResize(.shorterSide(1_000_000))),
        "a picture of 200x300 is too long to be resized by its shorter side: use an exact size"
      ),
      (
        InputStage(mean: .channels([1, 2])),
        "the mean has 2 numbers, one is expected, or 3: one a channel"
      ),
      (InputStage(colour: .grey(), scale: []), "the scale has 0 numbers, one is expected"),
      (
        InputStage(
          mean: .image(
            Activation(shape: Shape(channels: 3, height: 1, width: 1), values: [1, 2, 3]))),
        "a mean image of 3x1x1 does not fit the input of 3x300x200: it needs as many channels "
          + "and at least its height and width"
      ),
    ])
  func errors(stage: InputStage, message: String) throws {
    let error = #expect(throws: InputError.self) {
      try stage.outputShape(for: ImageSize(width: 200, height: 300))
    }
    #expect(error?.description == message)
  }

  @Test("a picture without pixels is an error")
  func empty() throws {
    let size = ImageSize(width: 0, height: 4)
    let image = Image(size: size, layout: .rgb, samples: .uint8([]))
    for stage in [InputStage.none, .bvlc(227), .torchvision(224)] {
      #expect(throws: InputError.emptyImage(size)) { try stage.activation(of: image) }
    }
  }
}
