import Kernels
import func Glibc.cbrt

/// The filters of all families at the size of learned filters.
///
/// Names say what a filter is in printable ASCII: `gabor-45-w5-p90` has an orientation of 45
/// degrees, a wavelength of 5 pixels and a phase of 90 degrees; `s1.5` is a standard deviation of 1.5
/// pixels and `r3` a surround three times as wide as the centre.
///
/// - Parameters:
///   - size: Rows and columns, 1 to 1024; families with a shape begin at 3.
///   - channels: 1 for luminance alone, 3 for opponent colours too.
/// - Returns: The filters; boxes alone have sizes of their own.
/// - Throws: `KernelError.parameter` where the size is out of range.
func generatedFilters(size: Int, channels: Int) throws(KernelError) -> [HandcraftedFilter] {
  let families = FilterFamilies(size: size)
  var filters = size < 3 ? [] : try families.luminance()
  filters += try families.lowPass()
  if channels == 3 { filters += try families.blobs() }
  if channels == 3, size >= 3 { filters += try families.opponents() }
  return filters
}

/// The families of one size.
private struct FilterFamilies {
  /// Rows and columns.
  let size: Int

  /// The wavelengths of Gabor functions in pixels: four at equal ratios from 2.5 to the size, to half
  /// a pixel; fewer where those are the same.
  var wavelengths: [Double] {
    let ratio = Double(size) / 2.5
    let steps = [1, cbrt(ratio), cbrt(ratio * ratio), ratio]
    var lengths: [Double] = []
    for step in steps {
      let length = (step * 5).rounded() / 2
      if lengths.last != length { lengths.append(length) }
    }
    return lengths
  }

  /// The standard deviations of Gaussians in pixels: the four largest of 0.5, 0.75, 1, 1.5, 2, 3, …
  /// that fit twice to each side of the centre, or 0.5 alone.
  var sigmas: [Double] {
    var fitting: [Double] = []
    var power = 0.5
    while power <= Double(size) / 4 {
      fitting += [power, power * 1.5].filter { $0 <= Double(size) / 4 }
      power *= 2
    }
    return fitting.isEmpty ? [0.5] : fitting.suffix(4)
  }

  /// Gabor functions that sum to zero, derivatives, centre and surround.
  func luminance() throws(KernelError) -> [HandcraftedFilter] {
    var filters: [HandcraftedFilter] = []
    for wavelength in wavelengths {
      // A bell of one octave, but not so wide that the rim of the filter cuts it off.
      let sigma = min(GaborKernel.sigma(forWavelength: wavelength), Double(size) / 4)
      for orientation in stride(from: 0.0, to: 180, by: 15) {
        for phase in [0.0, 90] {
          let gabor = try GaborKernel(
            size: size, orientation: orientation, wavelength: wavelength, phase: phase,
            sigma: sigma, aspect: 0.75, isZeroSum: true)
          let name = "gabor-\(short(orientation))-w\(short(wavelength))-p\(short(phase))"
          filters.append(filter(gabor, name, .gabor))
        }
      }
    }
    for sigma in sigmas {
      for order in GaussianDerivativeKernel.Order.allCases {
        for orientation in stride(from: 0.0, to: 180, by: 30) {
          let derivative = try GaussianDerivativeKernel(
            order: order, size: size, orientation: orientation, sigma: sigma)
          let name = "derivative\(order.rawValue)-\(short(orientation))-s\(short(sigma))"
          filters.append(filter(derivative, name, .derivative))
        }
      }
    }
    for sigma in sigmas {
      for ratio in [1.6, 3] {
        let difference = try DifferenceOfGaussiansKernel(size: size, sigma: sigma, ratio: ratio)
        let name = "dog-s\(short(sigma))-r\(short(ratio))"
        filters.append(filter(difference, name, .differenceOfGaussians))
      }
      let laplacian = try LaplacianOfGaussianKernel(size: size, sigma: sigma)
      filters.append(filter(laplacian, "log-s\(short(sigma))", .laplacianOfGaussian))
    }
    return filters
  }

  /// Gaussians and boxes.
  func lowPass() throws(KernelError) -> [HandcraftedFilter] {
    var filters: [HandcraftedFilter] = []
    for sigma in sigmas {
      let gaussian = try GaussianKernel(size: size, sigma: sigma)
      filters.append(filter(gaussian, "gaussian-s\(short(sigma))", .gaussian))
    }
    // Odd boxes up to 15, so that large filters do not fill the bank with boxes.
    let odd = Array(stride(from: 3, to: min(size, 16), by: 2))
    for side in odd + [size] {
      filters.append(filter(try BoxKernel(size: side), "box-\(side)", .box))
    }
    return filters
  }

  /// Blobs of opponent colours; the opposite colours are the same filter with the other sign.
  func blobs() throws(KernelError) -> [HandcraftedFilter] {
    var filters: [HandcraftedFilter] = []
    for colours in [OpponentColours.redGreen, .blueYellow] {
      for sigma in sigmas {
        filters.append(try opponent(colours, .blob, "blob", sigma))
      }
    }
    return filters
  }

  /// Edges, centre and surround of opponent colours.
  func opponents() throws(KernelError) -> [HandcraftedFilter] {
    var filters: [HandcraftedFilter] = []
    for sigma in sigmas {
      for colours in [OpponentColours.redGreen, .blueYellow] {
        filters.append(try opponent(colours, .doubleOpponent(ratio: 3), "double", sigma))
        for orientation in stride(from: 0.0, to: 180, by: 30) {
          filters.append(
            try opponent(
              colours, .edge(orientation: orientation), "edge-\(short(orientation))", sigma))
        }
      }
      for colours in OpponentColours.allCases {
        filters.append(try opponent(colours, .singleOpponent(ratio: 3), "single", sigma))
      }
    }
    return filters
  }

  private func opponent(
    _ colours: OpponentColours, _ form: OpponentKernel.Form, _ kind: String, _ sigma: Double
  ) throws(KernelError) -> HandcraftedFilter {
    let kernel = try OpponentKernel(colours: colours, form: form, size: size, sigma: sigma)
    return filter(kernel, "\(colours.rawValue)-\(kind)-s\(short(sigma))", .opponent)
  }

  private func filter(
    _ generated: some GeneratedKernel, _ name: String, _ family: HandcraftedFamily
  ) -> HandcraftedFilter {
    HandcraftedFilter(
      filter: Filter(name: name, kernel: generated.kernel), family: family,
      purpose: generated.purpose)
  }

  /// A number as it stands in names: whole ones without a point.
  private func short(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? value.description
  }
}
