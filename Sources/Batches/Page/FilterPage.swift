import Filtering
import Files
import Kernels
import Networks
import Page
import Pixels
import Synchronization

/// The page of a batch of filtered images.
final class FilterPage: Sendable {
  private let file: PageFile
  private let items: [OutputPlan.Item]
  private let folder: Path
  private let count = Mutex(0)

  /// The folder, beside the page, of the scripts with the samples of images.
  static let inputsName = "index.inputs"

  /// Starts a page.
  ///
  /// - Parameters:
  ///   - settings: What the page tells about the run.
  ///   - filter: What is done to every image.
  ///   - items: All inputs and their outputs, in order.
  ///   - folder: The folder of the results.
  /// - Throws: `BatchError.page`.
  init(
    _ settings: PageSettings, filter: FilterSettings, items: [OutputPlan.Item], folder: Path
  ) throws(BatchError) {
    self.items = items
    self.folder = folder
    let steps = filter.pageSteps
    let kind: PageKind = filter.presets.isEmpty ? .filter : .lab
    let head = PageHead(kind, settings, input: filter.pageInput, steps: steps)
    file = try wrapping(PageFile(in: folder, head: head, steps: steps), as: BatchError.page)
  }

  /// Adds the result of the next image.
  func add(_ result: ImageResult) {
    let number = count.withLock { count in
      defer { count += 1 }
      return count
    }
    let input = items[number].input
    let script = Self.script(of: input)
    // Where nothing was computed anew, the samples are those of the run before.
    let isKept = result.outcome == .skipped && FileIdentity(of: folder.appending(script)) != nil
    let isThere = result.hasPageInput || isKept
    file.add(PageImage(result, of: input, folder: folder, values: isThere ? script : nil))
  }

  /// What the kernels are called on the page.
  static func stepNames(of filter: FilterSettings) -> [String] {
    filter.presets.isEmpty ? filter.banks.flatMap(\.resultNames) : filter.presets.map(\.name)
  }

  /// Gives the page its name.
  func finish() throws(BatchError) { try wrapping(file.finish(), as: BatchError.page) }

  /// Where the samples of an image are written, below the folder of the page.
  static func script(of input: Input) -> Path {
    let name = Path(bytes: input.relative.bytes + ".js".utf8) ?? input.relative
    return Path(inputsName).appending(name)
  }

  /// Checks that no result has a name that the page needs, and that nothing of somebody else's has.
  ///
  /// - Parameters:
  ///   - items: All inputs and their outputs.
  ///   - folder: The folder of the results.
  ///   - kind: What the page is about.
  ///   - protected: What goes in.
  /// - Throws: `BatchError`: `pageName`, `outputReplacesInput`, `foreignPage`, `pageOfOthers`
  ///   or `resultBehindLink`.
  static func check(
    _ items: [OutputPlan.Item], folder: Path, _ kind: PageKind, _ protected: ProtectedFiles
  ) throws(BatchError) {
    let names = [PageFile.name, PageFile.stepsName, inputsName].map(folder.appending)
    for output in items.flatMap(\.outputs) {
      let isTaken =
        names.contains(output)
        || names.contains { name in
          output.bytes.starts(with: name.bytes + [UInt8(ascii: "/")])
        }
      if isTaken { throw .pageName(output) }
    }
    try PageFile.check(folder, kind, protected)
    for item in items {
      let script = folder.appending(script(of: item.input))
      if let input = protected.file(at: script) { throw .outputReplacesInput(script, input: input) }
      guard FileKind(ofEntry: script) == .regular else { continue }
      if !ResultsMark.isPageScript(script) { throw .foreignPage(script) }
      if let link = script.folderLink(below: folder) {
        throw .resultBehindLink(script, link: link)
      }
    }
  }
}

extension FilterSettings {
  /// One step a result, each on the input.
  fileprivate var pageSteps: [PageStep] {
    if !presets.isEmpty {
      return presets.map { step($0.name, $0.kernels, bank: $0) }
    }
    return banks.flatMap { bank -> [PageStep] in
      let kernels = convolver.settings.flip ? bank.kernels.map(\.flipped) : bank.kernels
      let groups = bank.combination == nil ? kernels.map { [$0] } : [kernels]
      return zip(bank.resultNames, groups).map { name, kernels in
        step(name, kernels, bank: bank)
      }
    }
  }

  private func step(_ name: String, _ kernels: [Kernel], bank: KernelBank) -> PageStep {
    let shown = KernelBank(name: name, kernels: kernels, combination: bank.combination)
    var record = OperatorRecord(note: shown.note)
    record.settings["kernels"] = .kernels(kernels)
    record.settings["combination"] = bank.combination.map { .word($0.rawValue) }
    record.settings["stride"] = convolver.settings.stride.setting
    record.settings["dilation"] = convolver.settings.dilation.setting
    record.settings["positions"] = .word(convolver.settings.size.rawValue)
    record.settings["range"] = format == .npy ? nil : .word(range.rawValue)
    record.settings["isLinear"] = isLinear ? .flag(true) : nil
    record.surround(with: convolver.settings.border)
    return PageStep(name, "bank", from: [-1], record)
  }

  /// What becomes of an image before it is filtered.
  fileprivate var pageInput: String? {
    let steps = [isLinear ? "linear light" : nil, isGrey ? "grey" : nil].compactMap { $0 }
    return steps.isEmpty ? nil : steps.joined(separator: ", then ")
  }
}
