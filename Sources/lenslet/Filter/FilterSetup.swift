import Filtering
import Batches
import CommandLineKit
import Files

/// What `filter` does, read and checked: kernels, settings and how results are named.
struct FilterSetup {
  let settings: FilterSettings
  let folder: Path
  let template: OutputTemplate?

  /// The files of the kernels.
  let files: [Path]

  /// Reads kernels and options.
  ///
  /// - Throws: What is wrong with them.
  init(
    kernels: [Path], lookUp: KernelOptions, output: OutputOptions, convolution: ConvolutionOptions,
    loops: LoopOptions, running: BatchOptions, limits: LimitOptions
  ) throws {
    if output.format == .npy, convolution.range != nil {
      throw ValidationError(
        "--range maps values to the integers of pictures; --format npy writes them as they are")
    }
    let (banks, files) = try lookUp.loadAll(kernels)
    var settings = FilterSettings(
      banks: try convolution.likened(banks), convolver: try convolution.convolver(loops))
    settings.range = convolution.range ?? .clamp
    settings.isGrey = convolution.grey
    settings.isLinear = convolution.linear
    settings.format = output.format
    settings.quality = output.quality ?? settings.quality
    settings.subsampling = output.writtenSubsampling
    settings.compression = output.compression
    settings.skipsExisting = output.skipExisting
    settings.explains = loops.explain || running.json
    settings.limits = limits.decoding(isStrict: running.strict)
    settings.maxMemory = limits.maxMemory?.bytes
    self.settings = settings
    folder = output.folder
    template = try output.parsedTemplate()
    self.files = files
  }
}
