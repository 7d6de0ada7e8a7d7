import Reports

/// The text of `filters.csv`: one row a filter, in the order given.
///
/// Columns have the names of the JSON's keys, those inside an object joined with it: `gaborXPixels`.
/// Numbers of duplicates stand in one field with spaces between; patches are left to the JSON.
///
/// - Parameter filters: What was found out about each filter.
/// - Returns: Comma-separated values with a header, as RFC 4180 describes them. Texts that begin
///   like a formula of a spreadsheet have an apostrophe in front.
public func filtersCSV(_ filters: [ComparedFilter]) -> String {
  CSVText(
    columns: columns.map(\.name), rows: filters.map { filter in columns.map { $0.field(filter) } }
  ).text
}

private typealias Column = (name: String, field: @Sendable (ComparedFilter) -> CSVText.Field)

private let columns: [Column] = weightColumns + spectrumColumns + gaborColumns + matchColumns

private let weightColumns: [Column] = [
  ("number", { .whole($0.number) }),
  ("class", { .text($0.class) }),
  ("norm", { .number($0.norm) }),
  ("minimum", { .number($0.minimum) }),
  ("maximum", { .number($0.maximum) }),
  ("mean", { .number($0.mean) }),
  ("dcShare", { .number($0.dcShare) }),
  ("energyShareLuminance", { .number($0.energyShare?.luminance) }),
  ("energyShareRedGreen", { .number($0.energyShare?.redGreen) }),
  ("energyShareBlueYellow", { .number($0.energyShare?.blueYellow) }),
  ("balance", { .number($0.balance) }),
  ("ringRSquared", { .number($0.ringRSquared) }),
  ("entropyBits", { .number($0.entropyBits) }),
  ("sparsity", { .number($0.sparsity) }),
]

private let spectrumColumns: [Column] = [
  ("spectrumOrientationDegrees", { .number($0.spectrum?.orientationDegrees) }),
  ("spectrumFrequencyCyclesPerPixel", { .number($0.spectrum?.frequencyCyclesPerPixel) }),
  ("spectrumOrientationBandwidthDegrees", { .number($0.spectrum?.orientationBandwidthDegrees) }),
  ("spectrumFrequencyBandwidthOctaves", { .number($0.spectrum?.frequencyBandwidthOctaves) }),
  ("spectrumLowShare", { .number($0.spectrum?.lowShare) }),
  ("spectrumHighShare", { .number($0.spectrum?.highShare) }),
  ("spectrumCrossPower", { .number($0.spectrum?.crossPower) }),
]

private let gaborColumns: [Column] = [
  ("gaborXPixels", { .number($0.gabor?.xPixels) }),
  ("gaborYPixels", { .number($0.gabor?.yPixels) }),
  ("gaborSigmaAlongPixels", { .number($0.gabor?.sigmaAlongPixels) }),
  ("gaborSigmaAcrossPixels", { .number($0.gabor?.sigmaAcrossPixels) }),
  ("gaborOrientationDegrees", { .number($0.gabor?.orientationDegrees) }),
  ("gaborWavelengthPixels", { .number($0.gabor?.wavelengthPixels) }),
  ("gaborPhaseDegrees", { .number($0.gabor?.phaseDegrees) }),
  ("gaborAmplitude", { .number($0.gabor?.amplitude) }),
  ("gaborColourRed", { .number($0.gabor?.colour?.red) }),
  ("gaborColourGreen", { .number($0.gabor?.colour?.green) }),
  ("gaborColourBlue", { .number($0.gabor?.colour?.blue) }),
  ("gaborRSquared", { .number($0.gabor?.rSquared) }),
  ("gaborAdjustedRSquared", { .number($0.gabor?.adjustedRSquared) }),
]

private let matchColumns: [Column] = [
  ("matchName", { .text($0.match?.name) }),
  ("matchFamily", { .text($0.match?.family) }),
  ("matchScore", { .number($0.match?.score) }),
  ("matchShiftXPixels", { .number($0.match?.shiftXPixels) }),
  ("matchShiftYPixels", { .number($0.match?.shiftYPixels) }),
  ("matchRotationDegrees", { .number($0.match?.rotationDegrees) }),
  ("matchIsMirrored", { .truth($0.match?.isMirrored) }),
  ("matchIsNegated", { .truth($0.match?.isNegated) }),
  ("duplicates", { .text($0.duplicates.map(String.init).joined(separator: " ")) }),
  ("explainedVariance", { .number($0.explainedVariance) }),
]
