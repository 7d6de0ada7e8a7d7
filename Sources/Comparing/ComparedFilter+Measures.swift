import Batches
import Comparison
import ComparisonReports
import Files
import Reports

extension ComparedFilter {
  /// Tells what was found out about a filter.
  ///
  /// - Parameters:
  ///   - number: Its number in the layer.
  ///   - banks: What was found out about all filters.
  ///   - images: What was found out on images; nil without them.
  init(_ number: Int, of banks: BankComparison, images: ImageComparison?) {
    self.init(number: number, class: banks.classes[number].rawValue)
    let measures = banks.measures[number]
    norm = measures.norm
    minimum = measures.minimum.map { Double($0) }
    maximum = measures.maximum.map { Double($0) }
    mean = measures.mean
    dcShare = measures.colour?.dc
    energyShare = measures.colour.map(EnergyShare.init)
    balance = measures.balance
    ringRSquared = measures.radial?.rSquared
    entropyBits = measures.spread?.entropy
    sparsity = measures.spread?.sparsity
    spectrum = measures.spectrum.map(Spectrum.init)
    gabor = measures.gabor.map(GaborFit.init)
    match = banks.matches[number].map { Match($0, in: banks.handcrafted) }
    duplicates = banks.duplicates(of: number)
    guard let images else { return }
    explainedVariance = images.explained.value?[number]
    patches = images.statistics.patches[number].map { Patch($0, of: images.inputs) }
  }
}

extension ComparedFilter.EnergyShare {
  fileprivate init(_ colour: ColourEnergy) {
    self.init()
    luminance = colour.luminance
    redGreen = colour.redGreen
    blueYellow = colour.blueYellow
  }
}

extension ComparedFilter.Spectrum {
  fileprivate init(_ spectrum: Spectrum) {
    self.init()
    orientationDegrees = spectrum.orientation
    frequencyCyclesPerPixel = spectrum.frequency
    orientationBandwidthDegrees = spectrum.orientationBandwidth
    frequencyBandwidthOctaves = spectrum.frequencyBandwidth
    lowShare = spectrum.lowShare
    highShare = spectrum.highShare
    crossPower = spectrum.crossPower
  }
}

extension ComparedFilter.GaborFit {
  fileprivate init(_ fit: GaborFit) {
    self.init()
    xPixels = fit.centreX
    yPixels = fit.centreY
    sigmaAlongPixels = fit.sigmaV
    sigmaAcrossPixels = fit.sigmaU
    orientationDegrees = fit.orientation
    wavelengthPixels = fit.wavelength
    phaseDegrees = fit.phase
    amplitude = fit.amplitude
    colour = Colour(red: fit.colour.x, green: fit.colour.y, blue: fit.colour.z)
    rSquared = fit.rSquared
    adjustedRSquared = fit.adjustedRSquared
  }
}

extension ComparedFilter.Match {
  fileprivate init(_ match: FilterMatch, in bank: [HandcraftedFilter]) {
    let filter = bank[match.index]
    self.init(name: filter.filter.name, family: filter.family.rawValue)
    score = match.score
    shiftXPixels = match.shift.y
    shiftYPixels = match.shift.x
    rotationDegrees = Double(match.rotation)
    isMirrored = match.isMirrored
    isNegated = match.isNegated
  }
}

extension ComparedFilter.Patch {
  fileprivate init(_ patch: StrongestPatch, of inputs: [PipelineInput]) {
    self.init(
      image: inputs[patch.image].path.text, x: patch.field.x, y: patch.field.y,
      width: patch.field.width, height: patch.field.height, response: Double(patch.response))
  }
}
