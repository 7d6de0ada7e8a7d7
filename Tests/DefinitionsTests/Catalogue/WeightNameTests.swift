import Networks
import Testing

import Definitions

/// What files call the layers of the catalogue's networks.
@Suite struct WeightNameTests {
  /// Names of layers as the libraries' own networks give them; behind a bar the layer that
  /// multiplies and adds, where Caffe has one of its own.
  @Test(
    "layers have the names that the libraries give",
    arguments: [
      (
        "resnet50", WeightOrigin.caffe,
        [
          "conv1": "conv1", "bn1": "bn_conv1|scale_conv1", "layer1.0.conv1": "res2a_branch2a",
          "layer1.0.bn3": "bn2a_branch2c|scale2a_branch2c",
          "layer1.0.downsample.0": "res2a_branch1",
          "layer1.0.downsample.1": "bn2a_branch1|scale2a_branch1",
          "layer3.5.conv2": "res4f_branch2b", "layer4.2.bn1": "bn5c_branch2a|scale5c_branch2a",
          "fc": "fc1000",
        ]
      ),
      (
        "resnet152", .caffe,
        [
          "layer1.2.conv1": "res2c_branch2a", "layer2.0.conv1": "res3a_branch2a",
          "layer2.7.bn2": "bn3b7_branch2b|scale3b7_branch2b", "layer3.35.conv3": "res4b35_branch2c",
          "layer3.0.downsample.1": "bn4a_branch1|scale4a_branch1",
          "layer4.1.conv1": "res5b_branch2a",
        ]
      ),
      (
        "resnet101", .keras,
        [
          "conv1": "conv1_conv", "bn1": "conv1_bn", "layer1.0.conv1": "conv2_block1_1_conv",
          "layer1.0.downsample.0": "conv2_block1_0_conv",
          "layer1.0.downsample.1": "conv2_block1_0_bn", "layer3.22.bn3": "conv4_block23_3_bn",
          "fc": "predictions",
        ]
      ),
      (
        "densenet169", .keras,
        [
          "features.conv0": "conv1_conv", "features.norm0": "conv1_bn",
          "features.denseblock1.denselayer1.norm1": "conv2_block1_0_bn",
          "features.denseblock1.denselayer1.conv1": "conv2_block1_1_conv",
          "features.denseblock4.denselayer32.norm2": "conv5_block32_1_bn",
          "features.denseblock4.denselayer32.conv2": "conv5_block32_2_conv",
          "features.transition3.norm": "pool4_bn", "features.transition3.conv": "pool4_conv",
          "features.norm5": "bn", "classifier": "predictions",
        ]
      ),
      (
        "vgg16", .caffe,
        [
          "features.0": "conv1_1", "features.2": "conv1_2", "features.5": "conv2_1",
          "features.14": "conv3_3", "features.28": "conv5_3", "classifier.0": "fc6",
          "classifier.6": "fc8",
        ]
      ),
      (
        "vgg19", .keras,
        [
          "features.0": "block1_conv1", "features.16": "block3_conv4",
          "features.34": "block5_conv4", "classifier.3": "fc2", "classifier.6": "predictions",
        ]
      ),
      (
        "vgg11", .timm,
        [
          "features.18": "features.18", "classifier.0": "pre_logits.fc1",
          "classifier.3": "pre_logits.fc2", "classifier.6": "head.fc",
        ]
      ),
      (
        "mobilenet", .timm,
        [
          "conv1": "conv_stem", "conv1_bn": "bn1", "conv_dw_1": "blocks.0.0.conv_dw",
          "conv_dw_1_bn": "blocks.0.0.bn1", "conv_pw_3": "blocks.1.1.conv_pw",
          "conv_pw_11_bn": "blocks.3.5.bn2", "conv_dw_13": "blocks.4.1.conv_dw",
          "conv_preds": "classifier",
        ]
      ),
      (
        "mobilenet-v2", .timm,
        [
          "features.0.0": "conv_stem", "features.1.conv.0.0": "blocks.0.0.conv_dw",
          "features.1.conv.1": "blocks.0.0.conv_pw", "features.1.conv.2": "blocks.0.0.bn2",
          "features.2.conv.0.0": "blocks.1.0.conv_pw", "features.3.conv.1.1": "blocks.1.1.bn2",
          "features.17.conv.2": "blocks.6.0.conv_pwl", "features.17.conv.3": "blocks.6.0.bn3",
          "features.18.0": "conv_head", "features.18.1": "bn2", "classifier.1": "classifier",
        ]
      ),
      (
        "mobilenet-v2", .keras,
        [
          "features.0.0": "Conv1", "features.0.1": "bn_Conv1",
          "features.1.conv.0.0": "expanded_conv_depthwise",
          "features.1.conv.2": "expanded_conv_project_BN", "features.2.conv.0.0": "block_1_expand",
          "features.17.conv.1.1": "block_16_depthwise_BN",
          "features.17.conv.2": "block_16_project", "features.18.1": "Conv_1_bn",
          "classifier.1": "predictions",
        ]
      ),
      (
        "efficientnet-b0", .timm,
        [
          "features.0.1": "bn1", "features.1.0.block.0.0": "blocks.0.0.conv_dw",
          "features.1.0.block.1.fc1": "blocks.0.0.se.conv_reduce",
          "features.1.0.block.2.1": "blocks.0.0.bn2",
          "features.2.0.block.0.0": "blocks.1.0.conv_pw",
          "features.4.2.block.1.1": "blocks.3.2.bn2",
          "features.7.0.block.2.fc2": "blocks.6.0.se.conv_expand",
          "features.7.0.block.3.0": "blocks.6.0.conv_pwl", "features.8.0": "conv_head",
          "classifier.1": "classifier",
        ]
      ),
      (
        "efficientnet-lite0", .timm,
        [
          "features.0.0": "conv_stem", "features.1.0.block.0.0": "blocks.0.0.conv_dw",
          "features.1.0.block.1.0": "blocks.0.0.conv_pw",
          "features.1.0.block.1.1": "blocks.0.0.bn2",
          "features.2.0.block.0.0": "blocks.1.0.conv_pw",
          "features.4.2.block.1.1": "blocks.3.2.bn2",
          "features.7.0.block.2.0": "blocks.6.0.conv_pwl",
          "features.7.0.block.2.1": "blocks.6.0.bn3", "classifier.1": "classifier",
        ]
      ),
      (
        "efficientnet-b0", .keras,
        [
          "features.0.0": "stem_conv", "features.1.0.block.0.0": "block1a_dwconv",
          "features.1.0.block.0.1": "block1a_bn", "features.1.0.block.2.0": "block1a_project_conv",
          "features.2.1.block.0.1": "block2b_expand_bn", "features.4.2.block.1.0": "block4c_dwconv",
          "features.7.0.block.2.fc1": "block7a_se_reduce",
          "features.7.0.block.3.1": "block7a_project_bn", "features.8.1": "top_bn",
          "classifier.1": "predictions",
        ]
      ),
      (
        "squeezenet1.1", .caffe,
        [
          "features.0": "conv1", "features.3.squeeze": "fire2/squeeze1x1",
          "features.6.expand1x1": "fire4/expand1x1", "features.12.expand3x3": "fire9/expand3x3",
          "classifier.1": "conv10",
        ]
      ),
      (
        "alexnet", .torchvision,
        ["conv1": "features.0", "conv5": "features.10", "fc8": "classifier.6"]
      ),
    ])
  func names(model: String, origin: WeightOrigin, layers: [String: String]) throws {
    let names = try #require(
      try Model.named(model).weightNames.first { $0.origin == origin })
    let nodes = Set(try Model.named(model).layerNames)
    for (layer, expected) in layers {
      let name = names.name(of: layer, isScale: false)
      let scale = names.name(of: layer, isScale: true)
      #expect(nodes.contains(layer), "\(layer)")
      #expect((name == scale ? name : "\(name)|\(scale)") == expected)
    }
  }

  @Test("every layer that has learned is called by one name, and no two by the same")
  func distinct() {
    for model in Model.all {
      let graph = model.graph
      for names in model.weightNames where names.numbered.isEmpty && !names.rules.isEmpty {
        let learned = Set(
          graph.parameters.filter { !$0.value.isBound }.map {
            let parameter = ParameterName(graph.names[$0.key], $0.value.shape)
            return "\(parameter.layer)|\(parameter.isScale)"
          })
        let called = Set(
          learned.map { layer in
            let parts = layer.split(separator: "|").map(String.init)
            return names.name(of: parts[0], isScale: parts[1] == "true") + "|" + parts[1]
          })
        #expect(called.count == learned.count, "\(model.name) of \(names.origin.title)")
      }
    }
  }

  @Test("a form that names of weights lead to is in the catalogue, and knows these names")
  func forms() throws {
    for model in Model.all {
      for names in model.weightNames {
        guard let form = names.form, form != model.name else { continue }
        let other = try Model.named(form)
        #expect(other.weightNames.map(\.form) == model.weightNames.map(\.form))
        #expect(
          Set(other.graph.parameters.values.map(\.shape)).isSuperset(
            of: model.graph.parameters.values.map(\.shape)), "\(model.name) and \(form)")
      }
    }
  }
}
