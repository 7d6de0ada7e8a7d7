/// Control points of the colour maps: uniform cubic B-splines of encoded red, green and blue.
///
/// They were fitted to the published colours with the least greatest error, then rounded to whole
/// numbers. The outer points lie outside 0…255 where the spline needs it to end at its colour.
enum ColourSplines {
  /// Control points of `viridis`.
  static let viridis: [SIMD3<Double>] = [
    [60, -33, 40], [69, 2, 88], [73, 28, 109], [71, 50, 130], [63, 72, 136], [54, 92, 142],
    [46, 110, 141], [39, 127, 143], [32, 144, 141], [28, 161, 137], [42, 178, 125], [73, 194, 111],
    [111, 208, 87], [159, 218, 60], [207, 226, 22], [256, 231, 22], [286, 235, 118],
  ]

  /// Control points of `magma`.
  static let magma: [SIMD3<Double>] = [
    [8, 2, -22], [-4, -3, 1], [11, 10, 37], [34, 21, 83], [66, 11, 122], [95, 24, 127],
    [123, 35, 131], [152, 45, 128], [182, 54, 123], [212, 65, 110], [237, 85, 96], [250, 117, 87],
    [253, 153, 106], [255, 186, 125], [253, 220, 159], [252, 252, 187], [250, 290, 243],
  ]

  /// Control points of `inferno`.
  static let inferno: [SIMD3<Double>] = [
    [-1, 24, -15], [-2, -8, -1], [10, 13, 40], [41, 11, 88], [72, 8, 111], [101, 23, 109],
    [130, 30, 110], [159, 43, 99], [187, 53, 86], [213, 72, 65], [233, 94, 46], [247, 125, 21],
    [252, 156, -4], [253, 194, 39], [241, 228, 85], [239, 262, 175], [318, 245, 198],
  ]

  /// Control points of `turbo`.
  static let turbo: [SIMD3<Double>] = [
    [-4, -48, -79], [56, 21, 64], [64, 70, 182], [76, 120, 247], [61, 164, 264], [20, 211, 211],
    [24, 238, 170], [101, 255, 106], [167, 256, 50], [208, 236, 52], [251, 200, 61],
    [256, 159, 49],
    [248, 98, 18], [219, 55, 7], [183, 25, -2], [120, 1, 5], [77, -3, -6],
  ]
}
