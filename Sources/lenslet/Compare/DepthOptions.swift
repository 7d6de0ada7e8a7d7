import Batches
import CommandLineKit
import Comparing
import Definitions
import Files

/// The layers of networks that are compared by depth.
struct DepthOptions: ParsableArguments {
  @Flag(
    help: """
      Also run the whole network on the images, 5 or more: how much of the variance of each layer's maps \
      the handcrafted filters explain, and their linear CKA, over the depth of the layers. The table is \
      printed; depth.json, depth.csv and depth.png have it too.
      """)
  var depth = false
  @Option(
    name: .customLong("depth-layer"),
    help: ArgumentHelp(
      """
      With --depth, a layer; by default all convolutions. Also a pattern with * and ?, #N or \
      kind:relu and the like.
      """, valueName: "LAYER"))
  var layers: [String] = []

  /// What is wrong with the options together; nil if nothing is.
  ///
  /// - Parameters:
  ///   - model: The network that was named.
  ///   - inputs: The images that were named.
  /// - Returns: The message of a usage error.
  func problem(model: String?, inputs: [InputName]) -> String? {
    if !layers.isEmpty, !depth { return "--depth-layer is for --depth" }
    guard depth else { return nil }
    if model == nil { return "--depth needs a network: name it with --model" }
    return inputs.isEmpty ? "--depth needs images: name them, or their folder" : nil
  }

  /// Finds the layers that are compared.
  ///
  /// - Parameters:
  ///   - found: The filters that are compared, with their network.
  ///   - other: The filters of the other network; nil for none.
  ///   - otherLayers: The layers of the other network that were named.
  /// - Returns: Layers of both networks; nil without `--depth`.
  /// - Throws: `DefinitionError`.
  func layers(
    of found: ComparedFilters.Found, beside other: ComparedFilters.Found?,
    otherLayers: [String]
  ) throws(DefinitionError) -> (own: NetworkLayers, other: NetworkLayers?)? {
    guard depth, let network = found.network else { return nil }
    let own = try NetworkLayers(network.file, input: network.input, patterns: layers)
    guard let second = other?.network else { return (own, nil) }
    return (
      own, try NetworkLayers(second.file, input: second.input, patterns: otherLayers)
    )
  }
}
