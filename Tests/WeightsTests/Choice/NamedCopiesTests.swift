import Testing
import Weights

@Suite("Copies of filters in a file")
struct NamedCopiesTests {
  @Test(
    "the network's own filters come before what an optimiser or an average keeps of them",
    arguments: [
      ["m.conv1.weight", "v.conv1.weight", "conv1.weight"],
      ["mu.conv1.weight", "nu.conv1.weight", "conv1.weight"],
      ["trace.conv1.weight", "conv1.weight"], ["buffers.conv1.weight", "conv1.weight"],
      ["exp_avg.conv1.weight", "momentum_buffer.conv1.weight", "conv1.weight"],
      ["opt_state.0.mu.conv1.weight", "opt_state_1.trace.conv1.weight", "conv1.weight"],
      ["average.conv1.weight", "conv1.weight"], ["model.conv1.weight", "conv1.weight"],
      ["m.conv1.weight", "v.conv1.weight", "backbone.conv1.weight"],
      ["model.m.conv1.weight", "model.v.conv1.weight", "model.conv1.weight"],
      ["net.m.conv1.weight", "net.conv1.weight"],
      ["opt/0/mu/params/conv1/kernel", "params/conv1/kernel"],
      ["conv1/kernel/m:0", "conv1/kernel:0"],
      ["conv1.weight_g", "conv1.weight_orig", "conv1.weight_v", "conv1.weight"],
      ["conv1.w_0_moment1_0", "conv1.w_0"],
    ])
  func own(names: [String]) throws {
    // In any order of the file the last one is meant.
    for names in [names, names.reversed(), names.sorted()] {
      let choice = try Self.file(names).choice(StatedFilters(axes: .oihw))
      #expect(choice.alternatives.isEmpty)
    }
    let choice = try Self.file(names).choice(StatedFilters(axes: .oihw))
    #expect(choice.entry.name == names.last)
    let reversed = try Self.file(names.reversed()).choice(StatedFilters(axes: .oihw))
    #expect(reversed.entry.name == names.last)
  }

  @Test("what stands before all names, and parts without the whole, make no copies")
  func noCopies() throws {
    let names = ["module.conv1.weight", "module.conv2.weight"]
    #expect(try Self.file(names).choice().entry.name == "module.conv1.weight")
    let optimiser = try Self.file(["m.conv1.weight", "v.conv1.weight"]).choice()
    #expect(optimiser.entry.name == "m.conv1.weight")
    #expect(optimiser.alternatives == ["v.conv1"])
    #expect(
      try Self.file(["conv1.weight_orig", "conv1.weight_mask"]).choice().entry.name
        == "conv1.weight_orig")
    // Another shape is another tensor.
    let other = try MadeFile(["m.conv1.weight": [8, 3, 7, 7], "conv1.weight": [8, 16, 1, 1]])
    #expect(try other.choice().entry.name == "m.conv1.weight")
  }

  @Test("another tensor of the same name behind a prefix is noted, one of an optimiser is not")
  func notes() throws {
    let noted = try Self.file(["average.conv1.weight", "m.conv1.weight", "conv1.weight"]).choice()
    #expect(noted.copies == ["average.conv1.weight"])
    #expect(noted.notes.count == 1)
    #expect(noted.notes.first?.contains("name the layer to have another") == true)
    #expect(try Self.file(["m.conv1.weight", "conv1.weight"]).choice().notes.isEmpty)
    let asked = try Self.file(["average.conv1.weight", "conv1.weight"])
      .choice(StatedFilters(layer: "average.conv1"))
    #expect(asked.entry.name == "average.conv1.weight")
  }

  @Test("copies of later layers do not make a layer on one channel a depthwise one")
  func grey() throws {
    for prefix in ["m", "average"] {
      let made = try MadeFile([
        "\(prefix).first.weight": [32, 1, 3, 3], "\(prefix).second.weight": [32, 32, 3, 3],
        "first.weight": [32, 1, 3, 3], "second.weight": [32, 32, 3, 3],
      ])
      #expect(try made.choice().entry.name == "first.weight")
    }
  }

  @Test("names of copies do not tell the order of channels")
  func order() throws {
    let names = ["m.conv1.weight", "v.conv1.weight", "conv1.weight", "fc6.weight"]
    let order = try #require(try Self.file(names).choice().order)
    #expect("\(order)".hasPrefix("channel order BGR"))
    #expect(!order.isGuess)
  }

  @Test("a copy does not stand in for filters of a type that is not read")
  func unread() throws {
    let shape = "\"shape\":[1,3,2,2]"
    let made = try MadeFile(
      bytes: safetensors(
        "{\"conv1.weight\":{\"dtype\":\"F8_E4M3\",\(shape),\"data_offsets\":[0,12]},"
          + "\"m.conv1.weight\":{\"dtype\":\"F32\",\(shape),\"data_offsets\":[12,60]}}",
        Array(repeating: 0, count: 60)), name: "w.safetensors")
    #expect(throws: WeightsError.unread(name: "conv1.weight", type: "F8_E4M3")) {
      try made.choice()
    }
  }

  @Test("filters of a type that is not read are those of a first layer with any axes")
  func unreadAxes() throws {
    let made = try MadeFile(
      bytes: safetensors(
        #"{"conv1/kernel":{"dtype":"F8_E4M3","shape":[5,5,3,2],"data_offsets":[0,150]},"#
          + #""conv2/kernel":{"dtype":"U8","shape":[3,3,3,2],"data_offsets":[150,204]}}"#,
        Array(repeating: 0, count: 204)), name: "w.safetensors")
    #expect(throws: WeightsError.unread(name: "conv1/kernel", type: "F8_E4M3")) {
      try made.choice(StatedFilters(axes: .hwio))
    }
  }

  /// A file of filters of one shape.
  private static func file(_ names: [String]) throws -> MadeFile {
    let zeros = names.map { name in
      Tensor(name: name, shape: [4, 3, 5, 5], values: Array(repeating: 0, count: 300))
    }
    return try MadeFile(bytes: NpzWriter.encode(zeros), name: "w.npz")
  }
}
