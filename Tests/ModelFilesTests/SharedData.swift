import Files
import Testing
import _TestSupport

extension SharedData {
  /// Why tests that need it are skipped.
  static let absence: Comment = "the folder 'shared' beside the checkout is absent"

  /// Whether there are networks.
  static var isPresent: Bool { FileIdentity(of: path("weights/nets")) != nil }
}
