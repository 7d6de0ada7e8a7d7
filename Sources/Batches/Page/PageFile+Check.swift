package import Files
package import Page

extension PageFile {
  /// Checks that neither a page or script of somebody else's, nor a page of filtered images in the
  /// place of one of maps or the other way round, nor a file that goes in would be replaced.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - kind: What the new page is about.
  ///   - protected: What goes in.
  /// - Throws: `BatchError`: `outputReplacesInput`, `foreignPage` or `pageOfOthers`.
  package static func check(
    _ folder: Path, _ kind: PageKind, _ protected: ProtectedFiles
  ) throws(BatchError) {
    let (page, steps) = (folder.appending(name), folder.appending(stepsName))
    for file in [page, steps] {
      if let input = protected.file(at: file) { throw .outputReplacesInput(file, input: input) }
    }
    if FileIdentity(of: page) != nil, !ResultsMark.isPage(page) { throw .foreignPage(page) }
    // The page of 'maps' or 'compare' goes with its other results when one of them begins.
    if let other = ResultsMark.pageKind(page), other != kind,
      other.isOfPictures || kind.isOfPictures
    {
      throw .pageOfOthers(page, commands: other.commands)
    }
    if FileIdentity(of: steps) != nil, !ResultsMark.isPageScript(steps) {
      throw .foreignPage(steps)
    }
  }
}
