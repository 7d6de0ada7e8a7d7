public import Files

/// Every output of a batch, known and checked before any work.
public struct OutputPlan: Sendable {
  /// One item an input, in the order of the inputs.
  public let items: [Item]

  /// All that goes in, which no other output of the batch may replace either.
  let protected: ProtectedFiles

  /// An input and where its results go.
  public struct Item: Sendable {
    /// The input.
    public let input: Input

    /// One path a result, in the order of the kernels; none where the input cannot be used.
    public let outputs: [Path]
  }

  /// Names all outputs and checks them.
  ///
  /// - Parameters:
  ///   - inputs: The inputs.
  ///   - kernels: The name of each result of an input.
  ///   - folder: The folder of the results.
  ///   - template: How names are made.
  ///   - format: What is written; nil keeps the format of each input.
  ///   - files: What goes in beside the inputs: the files of the kernels.
  /// - Throws: `BatchError`: `template` where a name would be empty or lead outside the folder,
  ///   `misleadingExtension` where it would be that of another format, `sameOutput` or
  ///   `sameOutputOfKernels` where two results have one name, `outputReplacesInput` where a
  ///   result is an input or a kernel under any name, and `resultBehindLink` where a file behind a
  ///   link would be replaced.
  /// - Complexity: O(outputs); each is looked up in the file system.
  public init(
    inputs: [Input], kernels: [String], folder: Path, template: OutputTemplate,
    format: OutputFormat?, files: [Path] = []
  ) throws(BatchError) {
    var protected = ProtectedFiles(files)
    for input in inputs { protected.insert(input.path, identity: input.identity) }
    self.protected = protected
    var items: [Item] = []
    for (index, input) in inputs.enumerated() {
      var outputs: [Path] = []
      if case .image(let own) = input.content {
        let written = format ?? OutputFormat(keeping: own)
        for kernel in kernels {
          let name = try template.expanded(
            OutputTemplate.Values(
              input: input.relative, kernel: kernel, index: index + 1,
              fileExtension: written.outputExtension(for: input.path)))
          let output = folder.appending(name)
          let shown = name.fileExtension.flatMap(OutputFormat.init(fileExtension:))
          if let shown, shown != written { throw .misleadingExtension(output, written) }
          outputs.append(output)
        }
      }
      items.append(Item(input: input, outputs: outputs))
    }
    self.items = items
    try checkDistinct(kernels: kernels, keepsFormats: format == nil)
    try checkNothingIsReplaced()
    try checkLinks(below: folder)
  }

  /// Two results must not have the same name.
  private func checkDistinct(kernels: [String], keepsFormats: Bool) throws(BatchError) {
    var owners: [Path: (item: Int, kernel: Int)] = [:]
    for (index, item) in items.enumerated() {
      for (kernel, output) in item.outputs.enumerated() {
        guard let owner = owners.updateValue((index, kernel), forKey: output) else { continue }
        if owner.item == index {
          throw .sameOutputOfKernels(output, kernels[owner.kernel], kernels[kernel])
        }
        let inputs = [items[owner.item].input, item.input]
        throw .sameOutput(
          output, inputs[0].path, inputs[1].path,
          misnamed: keepsFormats ? inputs.compactMap(\.misnamed) : [])
      }
    }
  }

  /// No result may take the place of a file that lies elsewhere, behind a link to its folder; a
  /// link in the place of a result is replaced itself.
  private func checkLinks(below folder: Path) throws(BatchError) {
    var links: [Path: Path?] = [:]
    for output in items.lazy.flatMap(\.outputs) {
      let parent = output.parent
      let link = links[parent] ?? output.folderLink(below: folder)
      links[parent] = link
      if let link, FileKind(ofEntry: output) != nil { throw .resultBehindLink(output, link: link) }
    }
  }

  /// No result may take the place of what goes in, whatever it is called.
  private func checkNothingIsReplaced() throws(BatchError) {
    for output in items.lazy.flatMap(\.outputs) {
      if let input = protected.file(at: output) { throw .outputReplacesInput(output, input: input) }
    }
  }
}
