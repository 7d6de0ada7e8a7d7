/// Which plans a session may take.
///
/// A plan is how a layer is computed: one of several ways. The choice between them depends on the
/// layer and the shape that goes in alone, never on the machine, its load or what else is looked at, so
/// that the bits are the same everywhere.
public enum LayerPlan: String, Sendable, CaseIterable {
  /// Whatever is fastest by its stated cost; within `bound` of the definition.
  case fastest

  /// The loops that define the result, one layer after the other.
  case direct

  /// Maps in blocks of sixteen channels, with the bits of the definition.
  case blocked

  /// Winograd's products wherever they are possible, and blocks elsewhere.
  case winograd

  /// How far a value may lie from that of the definition, as a share of the largest value of the
  /// layer.
  ///
  /// For finite values. Of one layer of 3x3 kernels on 512 maps Winograd's products lie about 3e-6
  /// from it; a network of them adds up less than thirty times as much.
  public static let bound: Float = 1e-4
}
