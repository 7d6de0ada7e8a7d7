import CommandLineKit
import Networks

/// How the layers of a network are computed.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      How layers are computed: direct by the loops that define the values, blocked faster with the same \
      bits, fastest and winograd within a ten-thousandth of a layer's largest value.
      """, valueName: "PLAN"))
  var plan = LayerPlan.fastest
}
