import Networks
import Pixels
import Testing

/// A resized picture of 7x5 as other programs give it.
struct Resized: CustomTestStringConvertible, Sendable {
  let filter: ResizeFilter
  let size: ImageSize
  let values: [Float]

  init(_ filter: ResizeFilter, _ width: Int, _ height: Int, _ values: [Float]) {
    self.filter = filter
    size = ImageSize(width: width, height: height)
    self.values = values
  }

  var testDescription: String { "\(filter) to \(size)" }
}

@Suite struct ResizeTests {
  @Test(
    "antialiased filters give Pillow's unrounded values, down, up and both at once",
    arguments: [
      Resized(.bilinear, 3, 2, [94.16883, 119.3743, 133.2857, 122.6623, 112.8503, 120.6883]),
      Resized(
        .bilinear, 11, 2,
        [
          79.36364, 93.82645, 108.7851, 92.00826, 92.15703, 105, 154.8678, 163.4793, 117.0826,
          121.4628, 130.6364, 86.81818, 112.438, 143.0165, 141.8595, 123.7769, 93, 99.24793,
          115.0165, 143.4793, 121.1653, 99.18182,
        ]),
      Resized(
        .bilinear, 4, 7,
        [
          19.38095, 76.96, 145.04, 202.619, 80.27891, 74.92571, 140.2171, 134.864, 128.5374,
          95.78857, 148.8172, 81.51701, 135, 151.76, 179.36, 75.19048, 115.3401, 149.2171, 114.8171,
          155.9388, 106.1292, 124.7314, 85.38286, 137.4218, 104.3333, 93.44, 80.56, 69.66666,
        ]),
      Resized(.bilinear, 1, 1, [117.2077]),
      Resized(.bicubic, 3, 2, [88.83715, 123.1092, 137.2529, 125.3385, 113.8601, 116.3989]),
      Resized(
        .bicubic, 11, 2,
        [
          76.46352, 91.84302, 107.3139, 88.75737, 86.17288, 105.8593, 167.8667, 176.62, 115.4526,
          120.1337, 134.7303, 87.0202, 112.9223, 146.4792, 150.1611, 127.2232, 92.14067, 92.09467,
          112.9773, 145.8524, 117.9167, 89.77997,
        ]),
      Resized(
        .bicubic, 4, 7,
        [
          8.103051, 77.34656, 145.3525, 214.596, 78.78033, 68.64249, 138.2785, 136.8297, 139.8911,
          89.72563, 152.8505, 65.18288, 134.1288, 149.3667, 186.4472, 70.98705, 114.5421, 157.6842,
          107.9203, 174.4807, 104.9438, 126.2103, 73.78531, 148.0849, 105.0459, 90.03333, 80.54681,
          61.40804,
        ]),
      Resized(.bicubic, 1, 1, [116.6515]),
      Resized(.lanczos3, 3, 2, [85.82072, 125.8102, 141.8007, 128.2089, 116.9885, 111.1164]),
      Resized(
        .lanczos3, 11, 2,
        [
          74.49502, 92.12639, 107.8162, 94.27364, 81.42464, 106.1966, 173.8727, 180.6616, 120.322,
          117.8292, 138.5791, 90.15147, 114.2987, 150.4605, 156.4144, 126.2437, 91.80338, 87.58991,
          118.6457, 144.3269, 113.8304, 81.75368,
        ]),
      Resized(
        .lanczos3, 4, 7,
        [
          4.99482, 78.92896, 147.1588, 217.9681, 74.32394, 69.18626, 130.5594, 143.8435, 150.0435,
          90.4664, 156.4079, 49.76148, 136.5396, 142.3173, 191.7623, 73.46519, 117.4589, 165.8855,
          109.2016, 186.0476, 105.2697, 126.1032, 64.35984, 151.3419, 105.5525, 88.11686, 83.86333,
          55.10298,
        ]),
      Resized(.lanczos3, 1, 1, [116.2323]),
    ])
  func antialiased(expected: Resized) throws {
    let output = try resized(expected, antialias: true)
    #expect(largestDistance(output, expected.values) < 1e-4)
  }

  // The bilinear values are OpenCV's; the others come from a straight double loop.
  @Test(
    "without antialias only the pixels next to a place count",
    arguments: [
      Resized(.bilinear, 3, 2, [119.4167, 106.5, 93.58333, 136.5833, 91.5, 174.4167]),
      Resized(
        .bilinear, 11, 2,
        [
          68.25, 103.1364, 134.5227, 61.18182, 57.65909, 106.5, 155.3409, 151.8182, 78.47727,
          109.8636, 144.75, 39.75, 105.7727, 180.75, 151, 121.25, 91.5, 61.75, 84.36364, 176.7955,
          164.5, 143.25,
        ]),
      Resized(.bicubic, 3, 2, [137.3402, 106.7405, 77.39695, 147.1641, 91.25954, 199.2983]),
      Resized(
        .bicubic, 11, 2,
        [
          58.11927, 110.4003, 151.8097, 42.76193, 31.53272, 106.7405, 169.646, 155.8665, 60.60087,
          104.0089, 155.3616, 13.69501, 100.6277, 201.1867, 157.927, 119.1029, 91.25954, 35.14272,
          64.98713, 192.9408, 184.3321, 153.5722,
        ]),
      Resized(.lanczos3, 3, 2, [140.8613, 106.9464, 82.86194, 144.8808, 91.05362, 203.8198]),
      Resized(
        .lanczos3, 11, 2,
        [
          39.20013, 112.0545, 154.4531, 42.76581, 13.90142, 106.9464, 177.2081, 143.9988, 63.92645,
          109.0683, 172.7674, 1.438081, 99.72275, 209.3367, 159.0409, 108.8405, 91.05362, 22.78358,
          59.10963, 185.7851, 192.2225, 151.6881,
        ]),
    ])
  func pointSampled(expected: Resized) throws {
    let output = try resized(expected, antialias: false)
    #expect(largestDistance(output, expected.values) < 1e-4)
  }

  @Test(
    "windows of many pixels give Pillow's values",
    arguments: [
      (ResizeFilter.bilinear, [98.21871, 132.7194, 115.4605, 144.8298] as [Float]),
      (.bicubic, [95.70235, 136.3378, 113.6679, 146.1893]),
      (.lanczos3, [95.52795, 137.8103, 113.2693, 146.6866]),
    ])
  func longWindows(filter: ResizeFilter, expected: [Float]) throws {
    let image = grey(45, 1) { column, _ in (column * column * 7 + column) % 256 }
    for antialias in [true, false] {
      let stage = InputStage(
        resize: InputResize(
          .exact(ImageSize(width: 4, height: 1)), filter: filter, antialias: antialias),
        colour: .grey())
      let distance = largestDistance(try stage.activation(of: image).values, expected)
      #expect(antialias ? distance < 1e-4 : distance > 10)
    }
  }

  @Test("a picture of the wanted size keeps its values", arguments: ResizeFilter.allCases)
  func unchanged(filter: ResizeFilter) throws {
    let image = grey(3, 2) { column, row in column * 50 + row * 100 }
    let resize = InputResize(.exact(image.size), filter: filter)
    let output = try InputStage(resize: resize, colour: .grey()).activation(of: image)
    #expect(output.values == [0, 50, 100, 100, 150, 200])
  }

  @Test("a sample that is not a number reaches only the outputs that it is part of")
  func notANumber() throws {
    var samples = [Float](repeating: 7, count: 40)
    samples[15] = .nan
    let image = Image(
      size: ImageSize(width: 40, height: 1), layout: .grey, samples: .float32(samples))
    let resize = InputResize(.exact(ImageSize(width: 4, height: 1)))
    let output = try InputStage(resize: resize, colour: .grey()).activation(of: image).values
    #expect(output.map(\.isNaN) == [false, true, true, false])
    #expect(largestDistance([output[0], output[3]], [7, 7]) < 1e-5)
  }

  @Test(
    "the longer side follows the shorter one, rounded down",
    arguments: [
      (480, 360, 341, 256), (360, 480, 256, 341), (768, 512, 384, 256), (500, 500, 256, 256),
      (1, 3, 256, 768), (100, 99, 258, 256),
    ])
  func shorterSide(width: Int, height: Int, newWidth: Int, newHeight: Int) throws {
    let size = try InputResize(.shorterSide(256))
      .outputSize(for: ImageSize(width: width, height: height))
    #expect(size == ImageSize(width: newWidth, height: newHeight))
  }

  private func resized(_ expected: Resized, antialias: Bool) throws -> [Float] {
    let image = grey(7, 5) { column, row in (column * 37 + row * 91 + column * row * 53) % 256 }
    let resize = InputResize(.exact(expected.size), filter: expected.filter, antialias: antialias)
    return try InputStage(resize: resize, colour: .grey()).activation(of: image).values
  }
}
