import ComparisonReports
import Reports
import Testing

@Suite("Data files of a comparison")
struct ComparisonReportTests {
  private func full(_ number: Int) -> ComparedFilter {
    var filter = ComparedFilter(number: number, class: "colour edge")
    filter.norm = 2
    filter.minimum = -1
    filter.maximum = 1
    filter.mean = 0.1
    filter.dcShare = 0.25
    var energy = ComparedFilter.EnergyShare()
    energy.luminance = 0.75
    energy.redGreen = 0.125
    energy.blueYellow = 0.125
    filter.energyShare = energy
    filter.entropyBits = 4
    filter.sparsity = 0.5
    var spectrum = ComparedFilter.Spectrum()
    spectrum.orientationDegrees = 45
    spectrum.frequencyCyclesPerPixel = 0.125
    spectrum.orientationBandwidthDegrees = 30
    spectrum.frequencyBandwidthOctaves = 1.5
    filter.spectrum = spectrum
    var gabor = ComparedFilter.GaborFit()
    gabor.xPixels = 5
    gabor.yPixels = 6
    gabor.sigmaAlongPixels = 3
    gabor.sigmaAcrossPixels = 2
    gabor.orientationDegrees = 44
    gabor.wavelengthPixels = 8
    gabor.phaseDegrees = 90
    gabor.amplitude = 0.75
    gabor.colour = .init(red: 1, green: 0, blue: -0.5)
    gabor.rSquared = 1.0 / 3
    filter.gabor = gabor
    var match = ComparedFilter.Match(name: "gabor, 45", family: "Gabor")
    match.score = 0.875
    match.shiftXPixels = -1
    match.shiftYPixels = 2
    match.rotationDegrees = 90
    match.isNegated = true
    filter.match = match
    filter.duplicates = [4, 9]
    filter.explainedVariance = 0.5
    filter.patches = [
      .init(image: "a.png", x: 1, y: 2, width: 11, height: 11, response: 12.5)
    ]
    return filter
  }

  @Test("every property of a filter has a key with its unit")
  func filterKeys() throws {
    #expect(
      try jsonLine(full(3)) == #"""
        {"class":"colour edge","dcShare":0.25,"duplicates":[4,9],"energyShare":{"blueYellow":0.125,\#
        "luminance":0.75,"redGreen":0.125},"entropyBits":4,"explainedVariance":0.5,"gabor":\#
        {"amplitude":0.75,"colour":{"blue":-0.5,"green":0,"red":1},"orientationDegrees":44,\#
        "phaseDegrees":90,"rSquared":0.333333333,"sigmaAcrossPixels":2,"sigmaAlongPixels":3,\#
        "wavelengthPixels":8,"xPixels":5,"yPixels":6},"match":{"family":"Gabor",\#
        "isMirrored":false,"isNegated":true,"name":"gabor, 45","rotationDegrees":90,\#
        "score":0.875,"shiftXPixels":-1,"shiftYPixels":2},"maximum":1,"mean":0.1,"minimum":-1,\#
        "norm":2,"number":3,"patches":[{"heightPixels":11,"image":"a.png","response":12.5,\#
        "widthPixels":11,"xPixels":1,"yPixels":2}],"sparsity":0.5,"spectrum":\#
        {"frequencyBandwidthOctaves":1.5,"frequencyCyclesPerPixel":0.125,\#
        "orientationBandwidthDegrees":30,"orientationDegrees":45}}
        """#)
  }

  @Test(
    "what was not measured or is not finite has no key",
    arguments: [nil, .nan, .infinity] as [Double?])
  func missing(number: Double?) throws {
    var filter = ComparedFilter(number: 0, class: "dead")
    filter.norm = number
    filter.explainedVariance = number
    #expect(try jsonLine(filter) == #"{"class":"dead","duplicates":[],"number":0}"#)
    #expect(filter.norm == nil)
  }

  @Test("numbers are rounded to nine significant digits")
  func rounded() {
    var filter = ComparedFilter(number: 0, class: "dead")
    filter.norm = Double(Float(0.1))
    #expect(filter.norm == 0.100000001)
    filter.norm = 123_456_789_123
    #expect(filter.norm == 123_456_789_000)
  }

  private func report(
    _ filters: [ComparedFilter], images: ComparisonReport.Images? = nil
  ) -> ComparisonReport {
    ComparisonReport(
      version: "1.0",
      weights: .init(
        file: "w/a.npy", layer: "conv1", tensor: "conv1.weight", shape: [2, 3, 11, 11],
        axes: "oihw", channelOrder: ("bgr", "as stated", false), stride: 4, padding: 0),
      bank: [.init(name: "sobel", family: "shipped", channels: 1, width: 3, height: 3)],
      thresholds: ["deadNorm": 0.001], filters: filters, groups: [[0, 1]], images: images)
  }

  @Test("a report counts classes and tells the source, the bank and the thresholds")
  func reportKeys() throws {
    let filters = ["dead", "dead", "edge"].enumerated().map {
      ComparedFilter(number: $0.offset, class: $0.element)
    }
    #expect(report(filters).classes == ["dead": 2, "edge": 1])
    #expect(
      try jsonLine(report([])) == #"""
        {"bank":[{"channels":1,"family":"shipped","heightPixels":3,"name":"sobel",\#
        "widthPixels":3}],"bankScores":[],"classes":{},"filters":[],"groups":[[0,1]],\#
        "lenslet":"1.0","settings":{"duplicateScore":0,"failed":[],"leftOut":[],\#
        "notices":[],"positionsPerImage":0,"ridge":0},"similarity":[],\#
        "thresholds":{"deadNorm":0.001},"weights":{"axes":"oihw",\#
        "channelOrder":"bgr","channelOrderReason":"as stated","file":"w/a.npy",\#
        "isChannelOrderGuessed":false,"layer":"conv1","paddingPixels":0,"shape":[2,3,11,11],\#
        "stridePixels":4,"tensor":"conv1.weight"}}
        """#)
  }

  @Test("a refused alignment has its reason")
  func images() throws {
    let measured = ComparisonReport.Images(count: 24, samples: 9, heldOutSamples: 3, cka: 0.5)
    #expect(
      try jsonLine(measured) == #"{"cka":0.5,"count":24,"heldOutSamples":3,"samples":9}"#)
    let refused = ComparisonReport.Images(
      count: 1, samples: 9, heldOutSamples: 3, cka: nil, ckaRefused: "9 samples are too few")
    #expect(
      try jsonLine(refused)
        == #"{"ckaRefused":"9 samples are too few","count":1,"heldOutSamples":3,"samples":9}"#)
  }

  @Test("the text has a key a line")
  func pretty() throws {
    #expect(try jsonText(["b": 1, "a": 2]) == "{\n  \"a\" : 2,\n  \"b\" : 1\n}")
  }

  @Test("the table has a header with units and a row a filter")
  func table() {
    let lines = filtersCSV([full(3), ComparedFilter(number: 4, class: "dead")])
      .replacing("\r\n", with: "\n").split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0] == """
        number,class,norm,minimum,maximum,mean,dcShare,energyShareLuminance,energyShareRedGreen,\
        energyShareBlueYellow,balance,ringRSquared,entropyBits,sparsity,spectrumOrientationDegrees,\
        spectrumFrequencyCyclesPerPixel,spectrumOrientationBandwidthDegrees,\
        spectrumFrequencyBandwidthOctaves,spectrumLowShare,spectrumHighShare,spectrumCrossPower,gaborXPixels,gaborYPixels,gaborSigmaAlongPixels,\
        gaborSigmaAcrossPixels,gaborOrientationDegrees,gaborWavelengthPixels,\
        gaborPhaseDegrees,gaborAmplitude,gaborColourRed,gaborColourGreen,gaborColourBlue,\
        gaborRSquared,gaborAdjustedRSquared,matchName,matchFamily,matchScore,matchShiftXPixels,matchShiftYPixels,\
        matchRotationDegrees,matchIsMirrored,matchIsNegated,duplicates,explainedVariance
        """)
    #expect(
      lines[1] == """
        3,colour edge,2,-1,1,0.1,0.25,0.75,0.125,0.125,,,4,0.5,45,0.125,30,1.5,,,,5,6,3,2,44,8,90,0.75,\
        1,0,-0.5,0.333333333,,"gabor, 45",Gabor,0.875,-1,2,90,false,true,4 9,0.5
        """)
    #expect(lines[2] == "4,dead" + String(repeating: ",", count: 42))
  }

  @Test("a table without filters has a header only")
  func emptyTable() {
    #expect(filtersCSV([]).hasSuffix("explainedVariance\r\n"))
    #expect(filtersCSV([]).hasPrefix("number,class,"))
  }
}
