import Foundation
import Testing
import Weights
import _TestSupport

/// The cases, beside the checkout or where `LENSLET_SHARED` says.
private let cases =
  (ProcessInfo.processInfo.environment["LENSLET_SHARED"].map { URL(filePath: $0) }
  ?? Tool.package.deletingLastPathComponent().appending(path: "shared"))
  .appending(path: "field-cases")

private let areThere = FileManager.default.fileExists(atPath: cases.path())

/// Which tensor of a file is the first layer, and in what order it takes colours.
@Suite(
  "First layers and channel orders as people have them",
  .enabled(if: areThere, "the field cases are not there"))
struct ChoiceFieldCaseTests {
  /// The filters see red alone: a box of 49 ones gives 49 * 200 on the picture.
  @Test(
    "red is red and the first layer is found, in every command alike",
    arguments: [
      ("channel-order/resnet.safetensors", "conv1.weight"),
      ("channel-order/resnet.pth", "conv1.weight"),
      ("channel-order/resnet.pth.tar", "conv1.weight"),
      ("channel-order/efficientnet.safetensors", "conv_stem.weight"),
      ("channel-order/googlenet.safetensors", "conv1.conv.weight"),
      ("tensor-choice/optimiser-first.pth", "model.conv1.weight"),
      ("tensor-choice/sorted-names.safetensors", "conv_stem.weight"),
      ("tensor-choice/normalising.safetensors", "conv1.weight"),
    ])
  func commands(file: String, tensor: String) throws {
    let line = "lenslet: \(tensor): 2 filters of 7x7x3, channel order RGB, as "
    try Tool.withFolder { folder in
      let show = try lenslet("weights", "show", file)
      #expect(show.diagnostics.hasPrefix(line), "\(show.diagnostics)")
      #expect(show.output.hasSuffix("\nchannel order RGB\n"))
      let out = folder.appending(path: "compared").path()
      let compare = try lenslet(
        "compare", "-w", file, "-o", out, "--no-page", "--no-families", "-k", "sobel")
      #expect(compare.diagnostics.hasPrefix(line), "\(compare.diagnostics)")
      let report = try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.appending(path: "compared/compare.json")))
      let weights = (report as? [String: Any])?["weights"] as? [String: Any]
      #expect(weights?["tensor"] as? String == tensor)
      #expect(weights?["channelOrder"] as? String == "rgb")
      #expect(weights?["isChannelOrderGuessed"] as? Bool == false)
      let maps = try lenslet(
        "maps", "channel-order/photo.png", "-m", "first-layer", "-w", file, "-l", "conv1", "--form",
        "npy", "--no-page", "--json", "-o", folder.appending(path: "maps").path())
      #expect(maps.diagnostics.hasPrefix(line), "\(maps.diagnostics)")
      #expect(maps.output.contains(#""max":9800,"#), "\(maps.output)")
      #expect(maps.output.contains(#""channelOrder":"rgb""#))
      #expect([show.status, compare.status, maps.status] == [0, 0, 0])
    }
  }

  @Test(
    "our own conversion loses no order, through chains either",
    arguments: ["safetensors", "npz"], ["safetensors", "npz"])
  func conversions(first: String, second: String) throws {
    try Tool.withFolder { folder in
      let (one, two) = ("one.\(first)", "two.\(second)")
      for (from, to) in [
        (cases.appending(path: "channel-order/resnet.pth").path(), one), (one, two),
      ] {
        #expect(try Tool.run(["weights", "convert", from, "-o", to], in: folder).status == 0)
      }
      let show = try Tool.run(["weights", "show", two], in: folder)
      #expect(
        show.diagnostics.contains("channel order RGB, from the file's metadata"),
        "\(show.diagnostics)")
    }
  }

  @Test(
    "TensorFlow's axes are refused with a hint, and turned on request",
    arguments: [
      ("tensorflow", "11x11x3x8", "8 filters of 11x11x3"),
      ("tensorflow-3x3", "3x3x3x32", "32 filters of 3x3x3"),
    ])
  func tensorFlow(name: String, shape: String, filters: String) throws {
    let file = "tensor-choice/\(name).npy"
    try Tool.withFolder { folder in
      let out = folder.appending(path: "out").path()
      let commands = [
        ["weights", "show", file],
        ["compare", "-w", file, "-o", out, "--no-page", "--no-families", "-k", "sobel"],
        [
          "maps", "channel-order/photo.png", "-m", "first-layer", "-w", file, "-o", out, "--form",
          "npy",
        ],
      ]
      for command in commands {
        let refused = try Tool.run(command, in: cases)
        #expect(refused.status == 1)
        #expect(
          refused.diagnostics.contains(
            "'\(name)' of shape \(shape) has its axes as in TensorFlow and Keras"))
        #expect(refused.diagnostics.contains("--axes hwio turns them"))
        #expect(refused.diagnostics.split(separator: "\n").count == 1)
        let turned = try Tool.run(command + ["--axes", "hwio"], in: cases)
        #expect(turned.status == 0, "\(turned.diagnostics)")
        #expect(turned.diagnostics.contains("\(name): \(filters), stored as rows, columns,"))
      }
    }
  }

  private func lenslet(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(arguments, in: cases)
  }
}
