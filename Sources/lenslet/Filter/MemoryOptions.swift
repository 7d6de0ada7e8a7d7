import CommandLineKit

/// What images in flight may take.
struct MemoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The memory that images may take together, for example 512M or 2G: fewer are worked on at \
      once, or fewer of their rows. An image that needs more is refused.
      """, valueName: "SIZE"))
  var maxMemory: ByteCount?
}
