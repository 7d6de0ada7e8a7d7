/// The parameters of a Gabor function on one plane, in the form in which they are searched.
///
/// Lengths are logarithms, so that a step changes them by a ratio and never below zero.
struct GaborShape {
  /// Centre, angle, logarithms of σ and wavelength, and the two amplitudes, in this order:
  /// x, y, ln σu, ln σv, θ in radians, ln wavelength, amplitude of the cosine, of the sine.
  var parameters: SIMD8<Double>

  var x: Double { parameters[0] }
  var y: Double { parameters[1] }
  var logSigmaU: Double { parameters[2] }
  var logSigmaV: Double { parameters[3] }
  var angle: Double { parameters[4] }
  var logWavelength: Double { parameters[5] }
  var cosine: Double { parameters[6] }
  var sine: Double { parameters[7] }
}
